/** Asks registries what images are. Nobody signs in: only what is public is asked for. */
export interface ImageRegistry {
  /**
   * What a tag names now: the index where it stands for several platforms. `known` is the digest that is thought to be
   * right; where the registry names another one, what it names is fetched and checked. Rejects with a `Fault`:
   * `BadImage`, `RegistryUnreachable`, `RegistryTimedOut`, `RegistryRefused`, `RegistryRateLimited`, `ImageMissing`,
   * `RegistryAnswer`.
   */
  digest(image: string, known?: string, signal?: AbortSignal): Promise<ImageDigest>;
}

export interface ImageDigest {
  /** Such as `sha256:…`. */
  readonly digest: string;
  /** Where it stands, https. Where a mirror was asked, still the registry that it mirrors. */
  readonly source: string;
}

/** Looks whether images are there, by tag or by digest. */
export interface ImageLookup {
  /**
   * What a reference stands for now. Rejects as {@link ImageRegistry.digest} does; with `RegistryRefused` where the
   * registry shows it only to those who sign in, or says so of what it does not have.
   */
  find(image: string, signal?: AbortSignal): Promise<ImageDigest>;
  /** What a node pulls for an image. Rejects as `find` does. */
  size(image: string, signal?: AbortSignal): Promise<ImageSize>;
}

export interface ImageSize {
  /** Bytes of all layers as the registry keeps them, packed, by platform such as `linux/amd64`. At least one. */
  readonly platforms: Readonly<Record<string, number>>;
}
