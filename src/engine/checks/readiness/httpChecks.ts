import { messageOf } from "../../../base/result.ts";
import { failed, type Finding, inconclusive, passed } from "../../../core/gates/finding.ts";
import type { Readiness } from "../../../core/gates/terms.ts";
import type { Loopback, LoopbackAnswer } from "../../../core/ports/loopback.ts";
import { assetsNamed } from "../../../core/readiness/assetsNamed.ts";
import { type AssetAnswer, judgeAssets } from "../../../core/readiness/judgeAssets.ts";
import { type CallAnswer, judgeCalls } from "../../../core/readiness/judgeCalls.ts";
import { type CorsAnswer, judgeCors } from "../../../core/readiness/judgeCors.ts";

/** An application that is up, and how it is asked. */
export interface Asked {
  readonly loopback: Loopback;
  readonly port: number;
  readonly readiness: Readiness;
  readonly signal: AbortSignal;
}

/** Milliseconds for one answer. */
const ANSWER_MS = 10_000;

/** An origin that nobody has allowed, and the one of files and sandboxed frames. */
const FOREIGN = ["https://foreign.invalid", "null"] as const;

/** A file that no build makes, beside one that is there. */
const MISSING_NAME = "tidegate-no-such-file.js";

/** `calls-answered`. */
export async function callsAnswered(asked: Asked): Promise<Finding> {
  const { calls } = asked.readiness;
  if (calls.length === 0)
    return unsaid("which requests must be answered", "calls: [{ path: /api/items, status: 200 }]");
  const answers: CallAnswer[] = [];
  // One after another, as a person would: what one creates the next may ask for.
  for (const call of calls) {
    const answer = await ask(asked, call.path, call.method);
    answers.push("failure" in answer ? { call, failure: answer.failure } : { call, status: answer.status });
  }
  return judgeCalls(answers);
}

/** `cors-allowed`. */
export async function corsAllowed(asked: Asked): Promise<Finding> {
  const { cors } = asked.readiness;
  if (cors === undefined)
    return unsaid("which origin may call", "cors: { path: /api, origin: https://shop.example.com }");
  const { path, origin } = cors;
  const preflight = (from: string) => corsAnswer(asked, path, "OPTIONS", from);
  const foreign = await Promise.all(FOREIGN.map(async (one) => [one, await preflight(one)] as const));
  return judgeCors({
    path,
    origin,
    preflight: await preflight(origin),
    request: await corsAnswer(asked, path, "GET", origin),
    foreign: Object.fromEntries(foreign),
  });
}

async function corsAnswer(asked: Asked, path: string, method: string, origin: string): Promise<CorsAnswer> {
  const headers = { origin, ...(method === "OPTIONS" ? { "access-control-request-method": "GET" } : {}) };
  const answer = await ask(asked, path, method, headers);
  if ("failure" in answer) throw new Error(`${method} ${path} had no answer: ${answer.failure}.`);
  const allowed = answer.headers["access-control-allow-origin"];
  return {
    status: answer.status,
    credentials: answer.headers["access-control-allow-credentials"] === "true",
    ...(allowed === undefined ? {} : { allowed }),
  };
}

/** `web-socket-opens`. */
export async function webSocketOpens({ loopback, port, readiness, signal }: Asked): Promise<Finding> {
  const { webSocket: path } = readiness;
  if (path === undefined) return unsaid("which WebSocket must open", "web-socket: /live");
  try {
    await loopback.openWebSocket({ port, path, timeoutMs: ANSWER_MS }, signal);
    return passed("WebSocketOpened", `A WebSocket at ${path} opened.`);
  } catch (error) {
    if (signal.aborted) return inconclusive("Stopped", "It was stopped on request.");
    return failed("WebSocketRefused", `A WebSocket at ${path} did not open: ${messageOf(error)}.`);
  }
}

/** `assets-served`: those that are said, else those that the first page loads. */
export async function assetsServed(asked: Asked): Promise<Finding> {
  const said = asked.readiness.assets;
  const paths = said.length > 0 ? said : await namedByPage(asked);
  const [first] = paths;
  if (first === undefined)
    return unsaid("which static files there are, and the page at / loads none", "assets: [/app.js]");
  const answers = await Promise.all(paths.map((path) => assetAnswer(asked, path)));
  const beside = first.replace(/\?.*$/u, "");
  const missing = `${beside.slice(0, beside.lastIndexOf("/") + 1)}${MISSING_NAME}`;
  return judgeAssets(answers, await assetAnswer(asked, missing));
}

async function namedByPage(asked: Asked): Promise<readonly string[]> {
  const page = await ask(asked, "/", "GET", { accept: "text/html" });
  if ("failure" in page || !/^text\/html\b/u.test(page.headers["content-type"] ?? "")) return [];
  return assetsNamed(page.body);
}

async function assetAnswer(asked: Asked, path: string): Promise<AssetAnswer> {
  const answer = await ask(asked, path, "GET");
  if ("failure" in answer) return { path, failure: answer.failure, contentType: "", bytes: 0 };
  return { path, status: answer.status, contentType: answer.headers["content-type"] ?? "", bytes: answer.bytes };
}

/** Asks the application; why it gave no answer is told and not thrown. */
export async function ask(
  { loopback, port, signal }: Asked,
  path: string,
  method: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<LoopbackAnswer | { readonly failure: string }> {
  try {
    return await loopback.ask({ port, path, method, headers, timeoutMs: ANSWER_MS }, signal);
  } catch (error) {
    signal.throwIfAborted();
    return { failure: messageOf(error) };
  }
}

function unsaid(what: string, example: string): Finding {
  return inconclusive(
    "NotSaid",
    `Nothing says ${what}. Write it into tidegate.yaml, such as: readiness: { ${example} }`,
  );
}
