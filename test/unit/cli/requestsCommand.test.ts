import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { ManualClock } from "../../../src/base/clock.ts";
import { Fault } from "../../../src/base/result.ts";
import type { GuardSpec } from "../../../src/core/guard/guard.ts";
import { answerOutput } from "../../../src/protocol/output.ts";
import { requestsOutput } from "../../../src/protocol/requestsOutput.ts";
import { fakeCli } from "../../support/fakeCli.ts";
import { guardCluster, policyRefusal } from "../../support/guard/guardCluster.ts";
import { guardWith, type Wanted, webRequest } from "../../support/guard/requests.ts";
import { temporaryFolder } from "../../support/temporaryFolder.ts";

const NOW = Date.parse("2026-01-01T00:00:00Z");
const BEN = { name: "ben", groups: [] };

/** Two environments share a namespace; a request is about the one that it names. */
function configOf(production: boolean): string {
  const namespace = { namespace: "shop", workloads: ["deployment/web"] };
  const environments = {
    live: { context: "east", ...namespace },
    production: { context: "east", production, ...namespace },
    far: { context: "west", production, ...namespace },
  };
  return JSON.stringify({ version: 1, applications: { shop: { environments } } });
}

interface Wishes {
  readonly production?: boolean;
  readonly spec?: Partial<GuardSpec>;
}

/** Requests that a cluster keeps, of which this workspace has no run; the other cluster gives no answer. */
async function kept(wanted: readonly Partial<Wanted>[], { production = false, spec = {} }: Wishes = {}) {
  const requests = wanted.map((one) => webRequest({ image: "acme/web:2", now: NOW, ...one }));
  const there = guardCluster(guardWith(requests, spec), BEN);
  const cwd = await temporaryFolder();
  await writeFile(join(cwd, "tidegate.yaml"), configOf(production));
  const run = (args: readonly string[], typed?: readonly string[]) =>
    fakeCli(args, {
      cwd,
      clock: new ManualClock(NOW),
      connect: async (context) => {
        if (context === "east") return there.cluster;
        throw new Fault("Unreachable", "west gives no answer. Look at its address, then try again.");
      },
      guards: async () => there.guards,
      ...(typed && { typed }),
    });
  const decisions = async () => (await there.read()).requests.map((one) => one.decisions ?? []);
  return { run, there, ids: requests.map(({ id }) => id), decisions };
}

describe("the list of requests that clusters keep", () => {
  it("has each once, what runs out first first, and what one may say to it", async () => {
    const { run, ids } = await kept([{ seconds: 3600 }, { seconds: 60, authors: ["Ben <ben>"] }]);
    const { code, out, err } = await run(["requests", "shop", "live"]);
    expect({ code, err }).toEqual({ code: 0, err: "" });
    expect(out.split("\n").slice(1, 3)).toEqual([
      `${ids[1]}  shop → production  ann       0/1  2026-01-01T00:01:00.000Z  ben wrote the change and cannot answer for it.`,
      `${ids[0]}  shop → production  ann       0/1  2026-01-01T01:00:00.000Z  may approve, reject`,
    ]);
  });

  it("says what each would let through, and what it may be set back to", async () => {
    const { run, ids } = await kept([{}]);
    const { out } = await run(["requests", "shop", "live"]);
    const change = "web (app) goes from acme/web:1 to acme/web:2.";
    expect(out.split("\n").slice(2)).toEqual(["", `${ids[0]}: ann asks for run 0001: ${change}`]);
    const { requests } = requestsOutput.parse(JSON.parse((await run(["requests", "shop", "live", "--json"])).out));
    const web = { kind: "Deployment", name: "web", container: "app" };
    expect(requests).toMatchObject([
      { images: [{ ...web, image: "acme/web:2" }], restores: [{ ...web, image: "acme/web:1" }], strict: false },
    ]);
  });

  it("has those of an environment as production's where it shares the namespace with it", async () => {
    const { run } = await kept([{}], { production: true });
    const { requests } = requestsOutput.parse(JSON.parse((await run(["requests", "shop", "live", "--json"])).out));
    expect(requests).toMatchObject([{ environment: "production", production: true }]);
  });

  it("says which cluster could not be read, and is no success then", async () => {
    const { run, ids } = await kept([{}]);
    const { code, out } = await run(["requests", "--json"]);
    expect(code).toBe(4);
    const { requests, problems } = requestsOutput.parse(JSON.parse(out));
    expect(requests).toMatchObject([{ id: ids[0], you: "ben", answers: ["approve", "reject"], message: null }]);
    expect(problems).toEqual([{ reason: "Unreachable", message: expect.stringContaining("west gives no answer") }]);
  });

  it("says so where nothing waits", async () => {
    const { run } = await kept([{ now: NOW - 7_200_000 }]);
    expect(await run(["requests", "shop", "live"])).toMatchObject({ code: 0, out: "No request waits in a cluster." });
  });
});

describe("a request that a cluster keeps", () => {
  it("is approved by its id, wherever its run is", async () => {
    const { run, ids, decisions } = await kept([{}, {}]);
    const { code, out, err, asked } = await run(["approve", ids[1]!], ["yes"]);
    expect({ code, out }).toEqual({
      code: 0,
      out: "The cluster has taken it as the answer of ben. The request is approved.",
    });
    expect(asked).toEqual(['Approve exactly this? Type "yes": ']);
    expect(err).toContain("ann asks for run 0001: web (app)");
    expect(await decisions()).toMatchObject([[], [{ by: "ben", answer: "approve" }]]);
  });

  it("takes the name of production, and without a terminal --confirm", async () => {
    const { run, ids, decisions } = await kept([{}], { production: true });
    expect(await run(["approve", ids[0]!, "--yes"])).toMatchObject({ code: 3, out: "" });
    expect(await run(["approve", ids[0]!], ["yes"])).toMatchObject({ code: 3 });
    expect(await decisions()).toEqual([[]]);
    const word = ["--word", "yes"];
    expect(await run(["approve", ids[0]!, "--confirm", "production", ...word])).toMatchObject({ code: 0, asked: [] });
    expect(await decisions()).toMatchObject([[{ answer: "approve", comment: "yes" }]]);
  });

  it("is rejected and overridden with a reason", async () => {
    const { run, ids, decisions } = await kept([{}, {}], { spec: { overriders: { users: ["ben"] } } });
    await run(["reject", ids[0]!, "--reason", "Not today"]);
    await run(["override", ids[1]!, "--reason", "The shop is down", "--confirm", "production"]);
    expect(await decisions()).toMatchObject([
      [{ answer: "reject", comment: "Not today" }],
      [{ answer: "override", comment: "The shop is down" }],
    ]);
  });

  it("is refused to who may not answer, before anything is asked", async () => {
    const { run, ids, there, decisions } = await kept([{}, { requester: "eve" }]);
    const override = await run(["override", ids[0]!, "--reason", "Now"], []);
    expect(override).toMatchObject({ code: 3, asked: [], err: expect.stringContaining("ben may not override here.") });
    there.signIn({ name: "eve", groups: [] });
    const { code, out } = await run(["approve", ids[1]!, "--json"], []);
    expect(code).toBe(3);
    expect(answerOutput.parse(JSON.parse(out))).toMatchObject({
      accepted: false,
      reason: "NotYours",
      message: "eve asked for it and cannot answer it.",
    });
    expect(await decisions()).toEqual([[], []]);
  });

  it("is answered once: what is settled waits no longer", async () => {
    const { run, ids } = await kept([{}]);
    await run(["reject", ids[0]!, "--reason", "Not today"]);
    const { code, err } = await run(["approve", ids[0]!, "--yes"]);
    expect({ code, err }).toEqual({ code: 3, err: `Request ${ids[0]} waits no longer: it is rejected.` });
  });

  it("is taken back by who asked, as far as the API server lets them", async () => {
    const { run, ids, there } = await kept([{}]);
    there.signIn({ name: "ann", groups: [] });
    expect(await run(["withdraw", ids[0]!])).toMatchObject({ code: 0, out: expect.stringContaining("is taken back") });
    expect((await there.read()).requests[0]?.withdrawn).toMatchObject({ by: "ann" });
    const other = await kept([{}]);
    other.there.refusing(policyRefusal("NotYourRequest", "Only ann can take this back."));
    const refused = await other.run(["withdraw", other.ids[0]!]);
    expect(refused).toMatchObject({ code: 3, err: "Only ann can take this back." });
  });

  it("is not found where no cluster has it, and not known where one gave no answer", async () => {
    const { run } = await kept([{}]);
    expect(await run(["approve", `r${"0".repeat(20)}`, "--yes"])).toMatchObject({
      code: 4,
      err: expect.stringContaining("west gives no answer"),
    });
  });
});
