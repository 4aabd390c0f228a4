import type { IncomingMessage } from "node:http";
import type { Grant } from "./users.ts";

/** One request, its token already checked. */
export interface Call {
  readonly method: string;
  /** Without the query. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly grant: Grant;
  readonly message: IncomingMessage;
}
