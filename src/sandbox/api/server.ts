import type { IncomingMessage, ServerResponse } from "node:http";
import type { Clock } from "../../base/clock.ts";
import type { LogBook } from "../store/logBook.ts";
import type { Store } from "../store/store.ts";
import { type AdminRoute, apiRoutes, runAdminRoute } from "./http/adminRoutes.ts";
import { prefersYaml, requireRepresentation } from "./http/accept.ts";
import { mediaType, parseJson, parseObject, readBody } from "./http/body.ts";
import type { Call } from "./http/call.ts";
import { impersonate } from "./http/impersonation.ts";
import { createInterferenceBoard } from "./http/interference.ts";
import { listen } from "./http/listener.ts";
import { callMeta } from "./http/metaCalls.ts";
import { inYaml, ok, type Reply, send, sendStatus } from "./http/reply.ts";
import { type ApiParts, callResource } from "./http/resourceCalls.ts";
import { parseTarget } from "./http/target.ts";
import { ADMIN_GROUP, authenticate, type Grant } from "./http/users.ts";
import { createSnapshots } from "./read/snapshots.ts";
import { createWatches } from "./read/watch.ts";
import { REVIEWS, runReview } from "./review/reviews.ts";
import { apiVersionOf } from "./kinds.ts";
import { badRequest, noSuchPath, StatusError, statusOf } from "./status.ts";

export interface ApiServerOptions {
  readonly store: Store;
  readonly clock: Clock;
  readonly logs: LogBook;
  /** Who may come in. Without a token that stands here every request is answered 401. */
  readonly grants: readonly Grant[];
  /** Calls under `/sandbox/` beside the API's own; for members of `system:masters`. */
  readonly routes?: readonly AdminRoute[];
  /** 0, or none: a free one. */
  readonly port?: number;
}

export interface ApiServer {
  /** Plain HTTP on 127.0.0.1. */
  readonly url: string;
  /** The same port over TLS, for clients that send tokens over TLS only. */
  readonly secureUrl: string;
  /** PEM of the authority behind `secureUrl`. */
  readonly certificate: string;
  readonly port: number;
  close(): Promise<void>;
}

/** Serves a store as a Kubernetes API on loopback. Rejects where the port is taken. */
export async function startApiServer(options: ApiServerOptions): Promise<ApiServer> {
  const { store, clock, logs } = options;
  const snapshots = createSnapshots();
  const watches = createWatches(store, clock);
  const board = createInterferenceBoard(clock);
  const own = apiRoutes({ store, board, cutWatches: () => watches.cut(), expireLists: () => snapshots.clear() });
  const parts: ApiParts = { store, clock, logs, snapshots, watches };
  const routes = [...own, ...(options.routes ?? [])];

  const answer = async (message: IncomingMessage): Promise<Reply> => {
    const call = identify(options.grants, message);
    if (call.path.startsWith("/sandbox/")) return callAdmin(routes, call);
    await board.meet(call);
    return callApi(parts, call);
  };
  const listener = await listen(options.port ?? 0, (message, response) => {
    answer(message)
      .then((reply) => response.destroyed || send(response, reply))
      .catch((error: unknown) => refuse(message, response, error));
  });
  return {
    url: `http://127.0.0.1:${listener.port}`,
    secureUrl: `https://127.0.0.1:${listener.port}`,
    certificate: listener.certificate,
    port: listener.port,
    close: () => {
      board.lift();
      return listener.close();
    },
  };
}

/** A request with whom it acts as. Throws a 401 without a known token, a 403 for who may not act as another. */
function identify(grants: readonly Grant[], message: IncomingMessage): Call {
  const grant = authenticate(grants, message.headers.authorization);
  if (!grant) throw new StatusError(401, "Unauthorized", "Unauthorized");
  const url = urlOf(message);
  const actor = impersonate(grants, grant, message.headers);
  return { method: message.method ?? "GET", path: url.pathname, query: url.searchParams, grant: actor, message };
}

/** Throws a 400 where the request asks for what is no path. */
function urlOf({ url: asked = "/" }: IncomingMessage): URL {
  try {
    const url = new URL(`http://localhost${asked}`);
    decodeURIComponent(url.pathname);
    return url;
  } catch {
    throw badRequest("the request names no path");
  }
}

async function callAdmin(routes: readonly AdminRoute[], call: Call): Promise<Reply> {
  if (!call.grant.groups?.includes(ADMIN_GROUP)) {
    throw new StatusError(403, "Forbidden", `forbidden: User "${call.grant.user}" cannot steer the sandbox`, {});
  }
  const bytes = await readBody(call.message);
  const body = bytes.length === 0 ? undefined : parseJson(bytes);
  return ok(await runAdminRoute(routes, call.method, call.path.slice("/sandbox/".length), body));
}

async function callApi(parts: ApiParts, call: Call): Promise<Reply> {
  const target = parseTarget(call.path);
  if (target) {
    const { accept } = call.message.headers;
    requireRepresentation(accept);
    const reply = await callResource(parts, call, target);
    return prefersYaml(accept) ? inYaml(reply) : reply;
  }
  const meta = callMeta(call);
  if (meta) return meta;
  const review = REVIEWS.find((it) => call.path === `/apis/${apiVersionOf(it)}/${it.plural}`);
  if (!review || call.method !== "POST") throw noSuchPath();
  const sent = parseObject(await readBody(call.message), mediaType(call.message.headers["content-type"]));
  return { code: 201, body: runReview(review, call.grant, sent) };
}

/** Errors become a Status; what is left of the request is not waited for. */
function refuse(message: IncomingMessage, response: ServerResponse, error: unknown): void {
  message.resume();
  if (response.destroyed) return;
  if (response.headersSent) response.destroy();
  else sendStatus(response, statusOf(error));
}
