import type { EnvironmentHolder } from "../core/gates/rules/environmentFree.ts";

/** The right to change an environment, so that two people's runs do not undo each other. */
export interface EnvironmentLock {
  /**
   * The number by which it is held: of two that believe they hold it, the higher is right. Undefined while it is not
   * held, and where nothing can be locked.
   */
  readonly fence: number | undefined;
  /** Whether it was taken from somebody who had not given it back, and who may wake and write. */
  readonly contested: boolean;
  /** Takes it where it is free, and says who has it then. Asking again while it is held is cheap and true. Never fails. */
  take(): Promise<EnvironmentHolder>;
  /** Gives it back at the run's end. Never fails. */
  release(): Promise<void>;
}

/** Where nothing can be locked. */
export const noLock: EnvironmentLock = {
  fence: undefined,
  contested: false,
  take: async () => ({ state: "free" }),
  release: async () => undefined,
};
