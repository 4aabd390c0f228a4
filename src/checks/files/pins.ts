/** What is known by its bytes: the digest or commit that a name and version stand for, as the catalogue has it. */
export interface Pins {
  /** The digest of an image by its name and exact tag, such as `node:24.21.0-bookworm-slim`. */
  image(reference: string): string | undefined;
  /** The commit of an action and the version it is, by its repository. */
  action(repository: string): { readonly commit: string; readonly version: string } | undefined;
}

/** Where nothing is known, mistakes are found all the same; only what mends them is missing. */
export const NO_PINS: Pins = { image: () => undefined, action: () => undefined };
