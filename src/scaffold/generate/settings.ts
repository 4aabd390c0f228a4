/** What a person decides and code cannot tell. */
export interface Settings {
  /** A DNS label: the compose project, the prefix of what is for all applications. */
  readonly project: string;
  /** Images are `<registry>/<application>`; such as `ghcr.io/acme/shop`. */
  readonly imageRepository: string;
  /** The branch that is delivered from. */
  readonly defaultBranch: string;
  /** In the order of promotion; the last production one is guarded. */
  readonly environments: readonly EnvironmentProfile[];
}

/** An environment as files differ by it. Memory in MiB, CPU in thousandths of a core. */
export interface EnvironmentProfile {
  readonly name: string;
  readonly production: boolean;
  readonly namespace: string;
  /** The least and most replicas; equal where it does not scale. */
  readonly replicas: { readonly min: number; readonly max: number };
  readonly cpu: { readonly request: number; readonly limit: number };
  readonly memory: { readonly request: number; readonly limit: number };
  readonly ephemeralStorage: { readonly request: number; readonly limit: number };
  readonly logLevel: "debug" | "info" | "warn";
  /** The host that its ingress answers for, such as `shop.example.com`; undefined where it has none. */
  readonly host?: string;
}
