import type { UserName } from "./users.ts";

/**
 * All it takes to talk to a running control plane. Plain data, so that a vitest global set-up can hand it to the
 * workers.
 */
export interface Connection {
  /** `https://127.0.0.1:PORT`. */
  readonly url: string;
  /** PEM file that proves the API server's certificate. */
  readonly caFile: string;
  readonly tokens: Readonly<Record<UserName, string>>;
  /** Folder of the control plane's binaries, `kubectl` among them. */
  readonly bin: string;
  /** Temporary folder of this control plane; removed when it stops. */
  readonly folder: string;
  /** A port on 127.0.0.1 that accepts and never answers. */
  readonly hungPort: number;
}
