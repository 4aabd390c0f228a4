/** Requests to an application that runs on this machine. No other machine can be named. */
export interface Loopback {
  /** A port that nobody listens on now. */
  freePort(): Promise<number>;
  /** Whether something accepts connections at a port. */
  accepts(port: number): Promise<boolean>;
  /** Rejects where no whole answer comes within the time. Redirections are not followed. */
  ask(request: LoopbackRequest, signal?: AbortSignal): Promise<LoopbackAnswer>;
  /** Opens a WebSocket and closes it again; rejects with the reason where it does not open within the time. */
  openWebSocket(socket: LoopbackSocket, signal?: AbortSignal): Promise<void>;
}

export interface LoopbackSocket {
  readonly port: number;
  /** Begins with a slash. */
  readonly path: string;
  readonly timeoutMs: number;
}

export interface LoopbackRequest extends LoopbackSocket {
  readonly method: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface LoopbackAnswer {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** As UTF-8; at most the first MiB. */
  readonly body: string;
  /** Bytes of the body in all. */
  readonly bytes: number;
}
