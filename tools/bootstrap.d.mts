/** Absolute path of the checkout. */
export const root: string;
export function toolEnvironment(): NodeJS.ProcessEnv;
export function ensurePackages(): void;
export function ensureSystem(needs: Readonly<Record<string, string>>): void;
export function cacheFolder(...names: string[]): string;
