/**
 * Looks at what lies outside of this machine. Nobody signs in and nothing is sent but what opens a connection. Rejects
 * with a `Fault`: `Refused` (somebody is there and does not want to), `Untrusted` (its certificate), `NoAnswer` (no name,
 * no way or no time: nothing is known); an abort rejects with the signal's own reason.
 */
export interface Outward {
  /** Opens a connection, with a TLS handshake where `tls` says so, and closes it. */
  connect(to: OutwardPlace, signal?: AbortSignal): Promise<void>;
  /** Asks an http or https address. Redirections are followed five times. */
  get(url: string, timeoutMs: number, signal?: AbortSignal): Promise<OutwardAnswer>;
}

export interface OutwardPlace {
  readonly host: string;
  readonly port: number;
  readonly tls: boolean;
  readonly timeoutMs: number;
}

export interface OutwardAnswer {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** Bytes of the body, of which at most 16 MiB are read. */
  readonly bytes: number;
}
