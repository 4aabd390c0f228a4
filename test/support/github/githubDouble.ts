import { createHash } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import type { GithubPlace } from "../../../src/core/ports/github.ts";
import type { Links } from "./bodies/links.ts";
import { type Called, descriptionOf, type Kind } from "./description.ts";
import { type DeviceSignIn, deviceSignIn } from "./deviceSignIn.ts";
import { letIn } from "./letIn.ts";
import { OPERATIONS, type Reply, refused } from "./operations.ts";
import { paging } from "./paging.ts";
import { misbehave, type Trouble } from "./trouble.ts";
import { emptyWorld, type World } from "./world.ts";

/** One request as GitHub saw it. */
export interface Seen {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage["headers"];
  readonly status: number;
}

export interface GithubDouble {
  readonly world: World;
  readonly place: GithubPlace;
  readonly seen: readonly Seen[];
  /** What GitHub's description has against a request or an answer that passed. Empty, or the test is wrong. */
  readonly complaints: readonly string[];
  readonly signIn: Pick<DeviceSignIn, "type">;
  /** Goes wrong with the next request, or with this many. */
  trouble(trouble: Trouble, times?: number): void;
  close(): void;
}

/**
 * GitHub on loopback, as far as we ask it. Every request and every answer is held against GitHub's own description of
 * its API; what it does not allow is a complaint and is answered by 599.
 */
export async function startGithubDouble(kind: Kind = "cloud", world: World = emptyWorld()): Promise<GithubDouble> {
  const description = descriptionOf(kind);
  const seen: Seen[] = [];
  const complaints: string[] = [];
  const troubles: Trouble[] = [];
  const base = kind === "enterprise" ? "/api/v3" : "";
  const signIn = deviceSignIn();
  const double = { description, seen, complaints, troubles, world, base, signIn };
  const server = createServer((request, response) => void serve(double, request, response));
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    world,
    place: { api: `http://${host}${base}`, host, owner: world.owner, repo: world.repo },
    seen,
    complaints,
    signIn,
    trouble: (trouble, times = 1) => void troubles.push(...Array.from({ length: times }, () => trouble)),
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

interface Double {
  readonly description: ReturnType<typeof descriptionOf>;
  readonly seen: Seen[];
  readonly complaints: string[];
  readonly troubles: Trouble[];
  readonly world: World;
  readonly base: string;
  readonly signIn: DeviceSignIn;
}

interface Outcome extends Reply {
  readonly headers?: Readonly<Record<string, string>>;
}

async function serve(double: Double, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { method = "", url = "", headers } = request;
  const note = (status: number): void => void double.seen.push({ method, path: url, headers, status });
  const sent = await text(request);
  const signed = double.signIn.answer(request, `http://${headers.host}`);
  if (signed !== undefined) return send(response, signed);
  const address = new URL(url, "http://double");
  const called = address.pathname.startsWith(`${double.base}/`)
    ? double.description.called(method, address.pathname.slice(double.base.length))
    : undefined;
  const trouble = double.troubles.shift();
  if (trouble !== undefined && trouble.kind !== "status") {
    note(0);
    misbehave(trouble, response);
    return;
  }
  const asked = called && { called, query: address.searchParams, body: bodyOf(sent) };
  const outcome = judged(double, request, asked, trouble);
  note(outcome.status);
  send(response, outcome);
}

function send(response: ServerResponse, { status, body, headers }: Outcome): void {
  response.writeHead(status, { "content-type": "application/json; charset=utf-8", ...headers });
  response.end(body === undefined ? undefined : JSON.stringify(body));
}

interface Asked {
  readonly called: Called;
  readonly query: URLSearchParams;
  readonly body: unknown;
}

/** The answer to a request, once both were held against the description. */
function judged(
  double: Double,
  request: IncomingMessage,
  asked: Asked | undefined,
  trouble: (Trouble & { kind: "status" }) | undefined,
): Outcome {
  const { description, complaints } = double;
  const told = `${request.method} ${request.url}`;
  const complain = (problems: readonly string[]): void =>
    void complaints.push(...problems.map((problem) => `${told}: ${problem}`));
  const broken: Outcome = { status: 599, body: { message: "This is not in GitHub's description of its API." } };
  if (asked === undefined) {
    complain(["no such operation"]);
    return broken;
  }
  const problems = [...headerProblems(request), ...description.requestProblems(asked.called, asked.query, asked.body)];
  complain(problems);
  if (problems.length > 0) return broken;
  const outcome =
    trouble === undefined
      ? answer(double, request, asked)
      : { ...refused(trouble.status, trouble.message ?? "Trouble"), headers: trouble.headers ?? {} };
  const wrong = description.answerProblems(asked.called, outcome.status, outcome.body);
  complain(wrong.map((problem) => `answer: ${problem}`));
  return wrong.length > 0 ? broken : outcome;
}

/** The editor's own sign-in, which asks whose token it was given. */
const EDITOR = /\(server-distro\)$/u;

/** GitHub turns away who does not say what they are. What we do beyond that, the editor need not. */
function headerProblems({ headers }: IncomingMessage): string[] {
  const problems: string[] = [];
  const agent = headers["user-agent"] ?? "";
  if (agent === "") problems.push("no user agent");
  if (EDITOR.test(agent)) return problems;
  if (headers["x-github-api-version"] !== "2022-11-28") problems.push("no version of the API");
  if (!(headers.accept ?? "").startsWith("application/vnd.github")) problems.push("does not accept GitHub's JSON");
  return problems;
}

function answer(double: Double, request: IncomingMessage, { called, query, body }: Asked): Outcome {
  const { world, description, base } = double;
  const links: Links = { api: `http://${request.headers.host}${base}`, html: `http://${request.headers.host}` };
  const entry = letIn(world, request, called);
  if ("status" in entry) return entry;
  const page = paging(request.url ?? "", links, base, description.isPaged(called));
  const { login } = entry;
  const reply = OPERATIONS[called.name]!({ world, links, login, path: called.path, query, body, page: page.of });
  return conditional(world, request, reply, page.headers());
}

/** What was not changed since it was last sent is not sent again, and counts against no limit. */
function conditional(
  { limits }: World,
  { method, headers }: IncomingMessage,
  reply: Reply,
  more: Readonly<Record<string, string>>,
): Outcome {
  const etag = `W/"${createHash("sha256").update(JSON.stringify(reply.body)).digest("hex")}"`;
  const tagged = method === "GET" && reply.status === 200;
  if (tagged && headers["if-none-match"] === etag) return { status: 304, body: undefined, headers: { etag } };
  limits.remaining -= 1;
  const counts = { "x-ratelimit-limit": String(limits.limit), "x-ratelimit-remaining": String(limits.remaining) };
  const reset = { "x-ratelimit-reset": String(limits.resetAt) };
  return { ...reply, headers: { ...counts, ...reset, ...more, ...(tagged && { etag }) } };
}

function bodyOf(sent: string): unknown {
  return sent === "" ? undefined : JSON.parse(sent);
}
