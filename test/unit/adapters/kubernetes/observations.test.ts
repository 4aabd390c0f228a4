import { describe, expect, it, onTestFinished } from "vitest";
import { deferred } from "../../../../src/base/async.ts";
import { ManualClock } from "../../../../src/base/clock.ts";
import { KINDS } from "../../../../src/core/rollout/kinds.ts";
import { observationsOf } from "../../../../src/adapters/kubernetes/observations.ts";
import { withoutManagedFields } from "../../../../src/adapters/kubernetes/slim.ts";
import { inPhase, seen } from "../../../support/seen.ts";
import { fakeApiServer, sendJson, type Answer } from "../../../support/fakeApiServer.ts";

const pod = (name: string, resourceVersion = "1") => ({ metadata: { name, namespace: "shop", resourceVersion } });

async function observed(watch: Answer) {
  const clock = new ManualClock();
  const server = await fakeApiServer((request, response) => {
    if (request.url.searchParams.get("watch") === "true") watch(request, response);
    else sendJson(response, { metadata: { resourceVersion: "5" }, items: [pod("a")] });
  });
  const rest = server.rest({ clock, random: () => 0 });
  const observations = observationsOf({ rest, clock, random: () => 0, keep: withoutManagedFields });
  onTestFinished(() => observations.dispose());
  return { clock, server, observations };
}

const open: Answer = (_seen, response) => response.writeHead(200).flushHeaders();

describe("observations", () => {
  it("of one kind and namespace share one list and one watch", async () => {
    const { server, observations } = await observed(open);
    const one = observations.observe(KINDS.Pod, "shop");
    const two = observations.observe(KINDS.Pod, "shop");
    await server.asked(2);
    await inPhase(one, "live");
    expect(two.objects.get("a")).toBe(one.objects.get("a"));
    expect(server.requests).toHaveLength(2);
    const query = server.requests[1]?.url.searchParams;
    expect(query?.get("resourceVersion")).toBe("5");
    expect(query?.get("allowWatchBookmarks")).toBe("true");
    expect(query?.get("timeoutSeconds")).toBe("300");
  });

  it("close their connection when the last viewer leaves, and not before", async () => {
    const closed = deferred<string>();
    const { server, observations } = await observed((request, response) => {
      response.on("close", () => closed.resolve("closed"));
      open(request, response);
    });
    const [one, two] = [observations.observe(KINDS.Pod, "shop"), observations.observe(KINDS.Pod, "shop")];
    await server.asked(2);
    await inPhase(one, "live");
    one.dispose();
    one.dispose();
    expect(two.state.phase).toBe("live");
    expect(await Promise.race([closed.promise, Promise.resolve("open")])).toBe("open");
    two.dispose();
    expect(await closed.promise).toBe("closed");
  });

  it("stop telling a viewer that has left", async () => {
    const { observations } = await observed(open);
    const [one, two] = [observations.observe(KINDS.Pod, "shop"), observations.observe(KINDS.Pod, "shop")];
    let told = 0;
    one.onChange(() => told++);
    one.dispose();
    await inPhase(two, "live");
    expect(told).toBe(0);
  });

  it("hear events that are cut anywhere, also within a character", async () => {
    const line = Buffer.from(`${JSON.stringify({ type: "ADDED", object: pod("ü-☂", "6") })}\n`);
    const { observations } = await observed((_seen, response) => {
      response.writeHead(200);
      const cut = line.indexOf(Buffer.from("☂")) + 1;
      response.write(line.subarray(0, cut));
      setImmediate(() => response.write(line.subarray(cut)));
    });
    const view = observations.observe(KINDS.Pod, "shop");
    await seen(view, () => view.objects.has("ü-☂"));
    expect([...view.objects.keys()]).toEqual(["a", "ü-☂"]);
  });

  it("list anew after an error event that says the place is forgotten", async () => {
    let watches = 0;
    const { server, observations } = await observed((request, response) => {
      if (watches++ > 0) return open(request, response);
      response.end(`${JSON.stringify({ type: "ERROR", object: { kind: "Status", code: 410, reason: "Expired" } })}\n`);
    });
    observations.observe(KINDS.Pod, "shop");
    await server.asked(4);
    expect(server.requests.map(({ url }) => url.searchParams.has("watch"))).toEqual([false, true, false, true]);
  });

  it("open a watch anew that has been silent too long, and say that it is lost when that fails", async () => {
    let watches = 0;
    const { clock, server, observations } = await observed((request, response) => {
      if (watches++ === 0) open(request, response);
      else response.destroy();
    });
    const view = observations.observe(KINDS.Pod, "shop");
    await server.asked(2);
    await inPhase(view, "live");
    const since = clock.now();
    clock.advance(75_000);
    expect(await inPhase(view, "stale")).toMatchObject({ since, reason: "Unreachable" });
  });
});
