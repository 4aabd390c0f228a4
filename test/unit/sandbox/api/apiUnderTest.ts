import { onTestFinished } from "vitest";
import { ManualClock } from "../../../../src/base/clock.ts";
import type { KubeObject } from "../../../../src/core/rollout/objects.ts";
import type { AdminRoute } from "../../../../src/sandbox/api/http/adminRoutes.ts";
import { ADMIN_GROUP, ADMIN_RULES, type Grant } from "../../../../src/sandbox/api/http/users.ts";
import { startApiServer } from "../../../../src/sandbox/api/server.ts";
import { createLogBook, type LogBook } from "../../../../src/sandbox/store/logBook.ts";
import { createStore } from "../../../../src/sandbox/store/memoryStore.ts";
import type { Store } from "../../../../src/sandbox/store/store.ts";

type Json = Record<string, any>; // oxlint-disable-line typescript/no-explicit-any -- answers are looked at by matchers

export interface Answer {
  readonly code: number;
  readonly body: Json;
  readonly headers: Headers;
}

interface Asked {
  readonly token?: string;
  readonly type?: string;
  readonly accept?: string;
}

/** An API server on a fresh store in manual time, without controllers, and a client of it. */
export interface ApiUnderTest {
  readonly store: Store;
  readonly clock: ManualClock;
  readonly logs: LogBook;
  readonly url: string;
  call(method: string, path: string, body?: unknown, asked?: Asked): Promise<Answer>;
  /** Opens a stream and reads it line by line, as JSON where it is. */
  open(path: string, asked?: Asked): Promise<AsyncIterator<string>>;
}

const ADMIN: Grant = { token: "admin", user: "admin", groups: [ADMIN_GROUP], rules: ADMIN_RULES };

export async function startApi(
  grants: readonly Grant[] = [],
  routes: readonly AdminRoute[] = [],
): Promise<ApiUnderTest> {
  const clock = new ManualClock();
  const store = createStore(clock);
  const logs = createLogBook(clock);
  store.create("v1/namespaces", { apiVersion: "v1", kind: "Namespace", metadata: { name: "shop" } });
  const server = await startApiServer({ store, clock, logs, grants: [ADMIN, ...grants], routes });
  onTestFinished(() => server.close());
  const request = (method: string, path: string, body: unknown, asked: Asked): Promise<Response> =>
    fetch(server.url + path, {
      method,
      headers: {
        Authorization: `Bearer ${asked.token ?? "admin"}`,
        "Content-Type": asked.type ?? "application/json",
        Accept: asked.accept ?? "application/json",
        "User-Agent": "spec/1",
      },
      ...(body !== undefined && { body: typeof body === "string" ? body : JSON.stringify(body) }),
    });
  return {
    store,
    clock,
    logs,
    url: server.url,
    async call(method, path, body, asked = {}) {
      const response = await request(method, path, body, asked);
      const text = await response.text();
      const isJson = response.headers.get("Content-Type")?.includes("json");
      return { code: response.status, body: isJson ? (JSON.parse(text) as Json) : { text }, headers: response.headers };
    },
    async open(path, asked = {}) {
      const response = await request("GET", path, undefined, asked);
      return linesOf(response)[Symbol.asyncIterator]();
    },
  };
}

async function* linesOf(response: Response): AsyncGenerator<string> {
  let rest = "";
  const decoder = new TextDecoder();
  for await (const chunk of response.body ?? []) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split("\n");
    rest = lines.pop() ?? "";
    yield* lines;
  }
}

/** The next event of a watch; undefined at its end. */
export async function nextEvent(watch: AsyncIterator<string>): Promise<Json | undefined> {
  const { value, done } = await watch.next();
  return done ? undefined : (JSON.parse(value) as Json);
}

export const DEPLOYMENTS = "/apis/apps/v1/namespaces/shop/deployments";

export function deployment(name = "web", image = "acme/web:1", spec: object = {}): KubeObject {
  const labels = { app: name };
  const template = { metadata: { labels }, spec: { containers: [{ name: "app", image }] } };
  return {
    apiVersion: "apps/v1",
    kind: "Deployment",
    metadata: { name, labels },
    spec: { selector: { matchLabels: labels }, template, ...spec },
  };
}

export function pod(
  name: string,
  labels: Record<string, string> = {},
  status: object = { phase: "Running" },
): KubeObject {
  const spec = { containers: [{ name: "app", image: "acme/web:1" }], nodeName: "node-1" };
  return { apiVersion: "v1", kind: "Pod", metadata: { name, namespace: "shop", labels }, spec, status };
}
