import { describe, expect, it } from "vitest";
import { ManualClock } from "../../../../src/base/clock.ts";
import { KINDS } from "../../../../src/core/rollout/kinds.ts";
import { readList, readObject } from "../../../../src/adapters/kubernetes/reads.ts";
import { patchObject, removeObject } from "../../../../src/adapters/kubernetes/writes.ts";
import { fakeApiServer, plainSessions, sendJson, status, type Answer } from "../../../support/fakeApiServer.ts";

const pace = () => ({ clock: new ManualClock(), random: () => 0 });
const get = { method: "GET", path: "/version", doing: "read the version" } as const;
const web = { kind: KINDS.Deployment, namespace: "shop", name: "web" };

/** Answers in turn; the last one stays. */
function inTurn(...answers: readonly Answer[]): Answer {
  let turn = 0;
  return (seen, response) => answers[Math.min(turn++, answers.length - 1)]?.(seen, response);
}

const busy =
  (headers: Record<string, string> = {}): Answer =>
  (_seen, response) =>
    sendJson(response, status(503, "ServiceUnavailable", "busy"), 503, headers);
const fine: Answer = (_seen, response) => sendJson(response, { gitVersion: "v1.36.3" });

const nextTurn = (): Promise<"waiting"> => new Promise((resolve) => setImmediate(resolve, "waiting"));

/** Moves time on to the next timer, turn by turn, until the promise is settled. */
async function timed<T>(clock: ManualClock, promise: Promise<T>): Promise<T> {
  const settled = promise.then(
    () => "settled",
    () => "settled",
  );
  while ((await Promise.race([settled, nextTurn()])) === "waiting") {
    const wait = (clock.nextDue ?? Infinity) - clock.now();
    if (wait < 16_000) clock.advance(wait);
  }
  return promise;
}

const gone: Answer = (_seen, response) => sendJson(response, status(410, "Expired", "too old"), 410);

const page = (names: string[], next?: string) => ({
  metadata: { resourceVersion: "7", continue: next },
  items: names.map((name) => ({ metadata: { name, managedFields: [{}] } })),
});

describe("a read", () => {
  it("is repeated when the server is busy, after the pause it asks for", async () => {
    const server = await fakeApiServer(inTurn(busy({ "Retry-After": "7" }), fine));
    const { clock, random } = pace();
    const start = clock.now();
    expect(await timed(clock, server.rest({ clock, random, headMs: 60_000, silenceMs: 60_000 }).json(get))).toEqual({
      gitVersion: "v1.36.3",
    });
    expect(clock.now() - start).toBe(7_000);
  });

  it("is given up after four attempts", async () => {
    const server = await fakeApiServer(busy());
    const { clock, random } = pace();
    const reading = server.rest({ clock, random, headMs: 60_000, silenceMs: 60_000 }).json(get);
    await expect(timed(clock, reading)).rejects.toMatchObject({ reason: "ServerError", facts: { code: 503 } });
    expect(server.requests).toHaveLength(4);
  });

  it("is given up at once when the server asks for a longer pause than anyone would wait", async () => {
    const server = await fakeApiServer(busy({ "Retry-After": "600" }));
    await expect(server.rest(pace()).json(get)).rejects.toMatchObject({ facts: { retryAfterSeconds: 600 } });
    expect(server.requests).toHaveLength(1);
  });

  it("ends in a fault when no answer begins in time", async () => {
    const server = await fakeApiServer(() => undefined);
    const { clock, random } = pace();
    const reading = server.rest({ clock, random, headMs: 5_000 }).json(get);
    await server.asked(1);
    clock.advance(5_000);
    await expect(reading).rejects.toMatchObject({ reason: "Timeout", message: expect.stringMatching(/within 5 s/u) });
  });

  it("ends in a fault when an answer stops half-way", async () => {
    const server = await fakeApiServer((_seen, response) => response.writeHead(200).write('{"git'));
    const { clock, random } = pace();
    const reading = server.rest({ clock, random, silenceMs: 5_000 }).json(get);
    await expect(timed(clock, reading)).rejects.toMatchObject({ reason: "Timeout" });
  });

  it("ends in a fault when the connection is cut half-way", async () => {
    const server = await fakeApiServer((_seen, response) => {
      response.writeHead(200, { "Content-Length": "100" }).write("{");
      response.destroy();
    });
    await expect(server.rest(pace()).json(get)).rejects.toMatchObject({ reason: "Unreachable" });
  });

  it("stops when it is told to", async () => {
    const server = await fakeApiServer(() => undefined);
    const stop = new AbortController();
    const reading = server.rest(pace()).json({ ...get, signal: stop.signal });
    await server.asked(1);
    stop.abort();
    await expect(reading).rejects.toMatchObject({ reason: "Aborted" });
  });

  it("says so when the answer is not JSON", async () => {
    const server = await fakeApiServer((_seen, response) => response.end("<html>"));
    await expect(server.rest(pace()).json(get)).rejects.toMatchObject({ reason: "ServerError" });
  });
});

describe("credentials that are refused", () => {
  it("are renewed once, and the request is sent again with the new ones", async () => {
    const server = await fakeApiServer(({ headers }, response) =>
      headers.authorization === "Bearer new" ? sendJson(response, {}) : sendJson(response, {}, 401),
    );
    const tokens = ["old", "new"];
    const keepers = tokens.map((token) => plainSessions(server.url, { Authorization: `Bearer ${token}` }));
    let turn = 0;
    const sessions = {
      open: () => keepers[Math.min(turn, 1)]?.open() ?? Promise.reject(new Error("no session")),
      refuse: () => void turn++,
      dispose: () => undefined,
    };
    expect(await server.rest({ ...pace(), sessions }).json(get)).toEqual({});
    expect(server.requests.map(({ headers }) => headers.authorization)).toEqual(["Bearer old", "Bearer new"]);
  });

  it("are not tried again when they are the same", async () => {
    const server = await fakeApiServer((_seen, response) => sendJson(response, {}, 401));
    await expect(server.rest(pace()).json(get)).rejects.toMatchObject({ reason: "Unauthorized" });
    expect(server.requests).toHaveLength(1);
  });
});

describe("a list", () => {
  it("is begun again when its page token has run out", async () => {
    const answers: Answer[] = [
      (_seen, response) => sendJson(response, page(["a"], "token")),
      gone,
      (_seen, response) => sendJson(response, page(["a"], "token")),
      (_seen, response) => sendJson(response, page(["b"])),
    ];
    const server = await fakeApiServer(inTurn(...answers));
    const { items, resourceVersion } = await readList(server.rest(pace()), KINDS.Pod, { namespace: "shop" });
    expect(items).toEqual([
      { apiVersion: "v1", kind: "Pod", metadata: { name: "a" } },
      { apiVersion: "v1", kind: "Pod", metadata: { name: "b" } },
    ]);
    expect(resourceVersion).toBe("7");
    expect(server.requests.map(({ url }) => url.searchParams.get("continue"))).toEqual([null, "token", null, "token"]);
    expect(server.requests[0]?.url.searchParams.get("limit")).toBe("500");
  });

  it("takes null for an empty list, as some servers say it", async () => {
    const server = await fakeApiServer((_seen, response) => sendJson(response, { metadata: {}, items: null }));
    expect((await readList(server.rest(pace()), KINDS.Pod, {})).items).toEqual([]);
  });
});

describe("a write", () => {
  it("is never repeated", async () => {
    const server = await fakeApiServer(busy());
    const writing = patchObject(server.rest(pace()), web, { type: "merge", body: {} });
    await expect(writing).rejects.toMatchObject({ reason: "ServerError" });
    expect(server.requests).toHaveLength(1);
  });

  it.each([
    ["json", "application/json-patch+json", null],
    ["merge", "application/merge-patch+json", null],
    ["strategic", "application/strategic-merge-patch+json", null],
    ["apply", "application/apply-patch+yaml", "Strict"],
  ] as const)("of type %s names its content type and its field manager", async (type, contentType, validation) => {
    const server = await fakeApiServer((_seen, response) => sendJson(response, { metadata: { name: "web" } }));
    await patchObject(server.rest(pace()), web, { type, body: [] as never }, { dryRun: true });
    const [seen] = server.requests;
    expect(seen?.headers["content-type"]).toBe(contentType);
    expect(seen?.url.pathname).toBe("/apis/apps/v1/namespaces/shop/deployments/web");
    expect(seen?.url.searchParams.get("fieldManager")).toBe("tidegate");
    expect(seen?.url.searchParams.get("fieldValidation")).toBe(validation);
    expect(seen?.url.searchParams.get("dryRun")).toBe("All");
  });

  it("of a subresource goes there, under the manager that is named", async () => {
    const server = await fakeApiServer((_seen, response) => sendJson(response, { metadata: { name: "web" } }));
    const options = { subresource: "scale", fieldManager: "other" } as const;
    await patchObject(server.rest(pace()), web, { type: "merge", body: {} }, options);
    expect(server.requests[0]?.url.pathname).toMatch(/\/web\/scale$/u);
    expect(server.requests[0]?.url.searchParams.get("fieldManager")).toBe("other");
  });

  it("that deletes takes dependents along and names what it expects", async () => {
    const server = await fakeApiServer((_seen, response) => sendJson(response, {}));
    await removeObject(server.rest(pace()), web, { uid: "u", resourceVersion: "5" });
    expect(server.requests[0]).toMatchObject({
      method: "DELETE",
      body: { propagationPolicy: "Background", preconditions: { uid: "u", resourceVersion: "5" } },
    });
  });

  it("that deletes what is gone has reached its end", async () => {
    const server = await fakeApiServer((_seen, response) => sendJson(response, status(404, "NotFound", "gone"), 404));
    await expect(removeObject(server.rest(pace()), web)).resolves.toBeUndefined();
    await expect(readObject(server.rest(pace()), web)).resolves.toBeUndefined();
  });
});
