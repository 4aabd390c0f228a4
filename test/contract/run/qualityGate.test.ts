import { cp, mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { nonce } from "../../../src/adapters/process/random.ts";
import { systemClock } from "../../../src/adapters/process/systemClock.ts";
import { bindingHash } from "../../../src/core/approvals/binding.ts";
import type { Evidence } from "../../../src/core/evidence/evidence.ts";
import type { Github } from "../../../src/core/ports/github.ts";
import type { RunFolder } from "../../../src/core/ports/runStore.ts";
import type { Cluster } from "../../../src/core/rollout/cluster.ts";
import { KINDS } from "../../../src/core/rollout/kinds.ts";
import type { Deployment } from "../../../src/core/rollout/objects.ts";
import type { RunState } from "../../../src/core/run/state.ts";
import { planDeployment } from "../../../src/engine/request/planDeployment.ts";
import { requestRun } from "../../../src/engine/request/requestRun.ts";
import type { Place } from "../../../src/engine/request/runPlan.ts";
import type { RunPorts } from "../../../src/engine/runPorts.ts";
import { connectAs, freshNamespace } from "../../support/clusterUnderTest.ts";
import { commit, page, pullRequest, review } from "../../support/github/facts.ts";
import { ANN, runningWeb, type Shipping, shipping } from "../../support/runUnderTest.ts";
import { deploymentOf } from "../../support/workloads.ts";

/** The gatekeeper's own gates over real reports: shut by two tests, opened once these pass, shut again by doubt. */

const VERSION = "1.1.0";
const HEAD = "1".repeat(40);
const KINDS_OF_TEST = ["unit", "smoke", "sanity", "regression"] as const;
const EVIDENCE = {
  tests: Object.fromEntries(KINDS_OF_TEST.map((kind) => [kind, `reports/${kind}/*.xml`])),
  security: "reports/*.sarif",
  load: "reports/k6.json",
};

let cluster: Cluster;

beforeAll(async () => {
  cluster = await connectAs("admin");
});
afterAll(() => cluster.dispose());

function junit(failing: number, at = new Date().toISOString()): string {
  const cases = Array.from({ length: 20 }, (_one, index) => {
    const what = index < failing ? `<failure message="expected 1, got 2"/>` : "";
    return `<testcase classname="Cart" name="adds ${index}" file="src/cart.test.ts" line="${index + 1}">${what}</testcase>`;
  });
  const head = `<testsuite name="cart" tests="20" failures="${failing}" timestamp="${at}">`;
  return `<?xml version="1.0"?>\n<testsuites>\n${head}\n${cases.join("\n")}\n</testsuite>\n</testsuites>\n`;
}

const SARIF = JSON.stringify({ version: "2.1.0", runs: [{ tool: { driver: { name: "semgrep" } }, results: [] }] });
const K6 = JSON.stringify({
  metrics: {
    http_reqs: { count: 5000, rate: 100 },
    http_req_failed: { value: 0.001, passes: 5, fails: 4995 },
    http_req_duration: { avg: 40, min: 1, med: 30, max: 300, "p(90)": 80, "p(95)": 120 },
  },
});

async function put({ folder }: Shipping, path: string, text: string): Promise<void> {
  await mkdir(dirname(join(folder, path)), { recursive: true });
  await writeFile(join(folder, path), text);
}

const unit = (place: Shipping, failing: number, at?: string): Promise<void> =>
  put(place, "reports/unit/cart.xml", junit(failing, at));

/** What lies outside: a registry that has every image, and a commit that Ann has approved. */
function outside(ports: RunPorts): RunPorts {
  const github = {
    pullsOf: async () => page([pullRequest({ head: HEAD })]),
    reviewsOfPull: async () => page([review("ann", { commit: HEAD })]),
    commitsOfPull: async () => page([commit({ sha: HEAD })]),
    account: async () => undefined,
  } as unknown as Github;
  return {
    ...ports,
    images: {
      find: async () => ({ digest: `sha256:${"d".repeat(64)}`, source: "https://registry.test" }),
      size: async () => ({ platforms: { "linux/amd64": 90_000_000 } }),
    },
    github: async () => github,
    origin: async () => ({ url: "https://github.com/acme/shop.git" }),
  };
}

async function ship(at: Place, version: string, place: Shipping): Promise<RunState> {
  const { store } = place;
  const git = { state: async () => undefined };
  const launcher = { launch: async () => ({ pid: 0 }) };
  const ports = { store, git, launcher, clock: systemClock, nonce };
  return place.walk(await requestRun(ports, await planDeployment({ cluster, store }, at, version), ANN));
}

/** Production, whose present version is verified, with a new one verified in staging, and reports of everything. */
async function ready(): Promise<Shipping> {
  const [live, staging] = [await freshNamespace(cluster, "live"), await freshNamespace(cluster, "staging")];
  for (const namespace of [live, staging])
    await runningWeb(cluster, deploymentOf({ name: "web", namespace, tag: "0.9.0" }));
  const approval = { required: 1 };
  const place = await shipping(cluster, live, {
    production: true,
    approval,
    gate: ["staging", "production"],
    evidence: EVIDENCE,
  });
  await cp("test/fixtures/workspaces/good", place.folder, { recursive: true });
  const { approval: _approval, ...open } = { ...place.place.config, gate: [], production: false };
  await ship({ ...place.place, config: open }, "1.0.0", place);
  await ship({ ...place.place, environment: "staging", config: { ...open, namespace: staging } }, VERSION, place);
  for (const kind of KINDS_OF_TEST) await put(place, `reports/${kind}/cart.xml`, junit(0));
  await put(place, "reports/scan.sarif", SARIF);
  await put(place, "reports/k6.json", K6);
  await put(place, "src/cart.test.ts", "");
  return place;
}

function evidenceOf(state: RunState, check: string): Evidence | undefined {
  return state.evidence.findLast((one) => one.node === "gate" && one.evidence.check === check)?.evidence;
}

function notPassed(state: RunState): readonly string[] {
  return state.evidence.filter(({ evidence }) => evidence.verdict !== "pass").map(({ evidence }) => evidence.message);
}

async function imageOf({ place }: Shipping): Promise<string | undefined> {
  const { namespace } = place.config;
  const web = await cluster.get<Deployment>({ kind: KINDS.Deployment, namespace, name: "web" });
  return web?.spec.template.spec?.containers[0]?.image;
}

async function begin(place: Shipping): Promise<{ folder: RunFolder; ended: Promise<RunState> }> {
  const folder = await place.request(VERSION);
  return { folder, ended: place.walk(folder, outside) };
}

async function approve(place: Shipping, folder: RunFolder): Promise<void> {
  const { approval } = await place.until(folder, (state) => state.approval !== undefined);
  if (approval === undefined) throw new Error("no approval waits");
  const hash = bindingHash(approval.binding);
  await place.send(folder, { type: "answer", node: approval.node, answer: "approve", bindingHash: hash });
}

describe("the gates of staging and production", () => {
  test("are shut by two unit tests, which they name, and open once these pass", async () => {
    const place = await ready();
    await unit(place, 2);
    const blocked = await (await begin(place)).ended;
    expect(blocked.ended).toMatchObject({ outcome: "blocked" });
    expect(notPassed(blocked)).toEqual(["18 of 20 unit tests passed: 90 %, and 100 % must."]);
    expect(evidenceOf(blocked, "unit-tests")).toMatchObject({
      measure: { value: 90, bound: 100, good: "at-least", unit: "%" },
      places: [
        { path: "src/cart.test.ts", line: 1, about: "Cart › adds 0: expected 1, got 2" },
        { path: "src/cart.test.ts", line: 2 },
      ],
      files: [{ path: "reports/unit/cart.xml", sha256: expect.stringMatching(/^[0-9a-f]{64}$/u) }],
    });
    expect(await imageOf(place)).toBe("shop/web:1.0.0");
    expect(await readFile(join(place.folder, "tasks.json"), "utf8")).toContain("18 of 20 unit tests");

    await unit(place, 0);
    const { folder, ended } = await begin(place);
    await approve(place, folder);
    const done = await ended;
    expect(notPassed(done)).toEqual([]);
    expect(done.ended).toMatchObject({ outcome: "completed" });
    expect(await imageOf(place)).toBe(`shop/web:${VERSION}`);
  });

  test("are shut by a report that is too old", async () => {
    const place = await ready();
    await unit(place, 0, "2023-11-14T00:00:00Z");
    const blocked = await (await begin(place)).ended;
    expect(blocked.ended).toMatchObject({ outcome: "blocked" });
    expect(evidenceOf(blocked, "unit-tests")).toMatchObject({ verdict: "inconclusive", reason: "Stale" });
    expect(await imageOf(place)).toBe("shop/web:1.0.0");
  });

  test("are asked again where a report changed after the approval, and nothing changes on the old word", async () => {
    const place = await ready();
    const { folder, ended } = await begin(place);
    await place.until(folder, (state) => state.approval !== undefined);
    await unit(place, 2);
    await approve(place, folder);
    const state = await ended;
    expect(state.path.map(({ node, outcome }) => `${node} ${outcome}`)).toEqual([
      "start started",
      "ready pass",
      "gate pass",
      "approve approved",
      "set-deployment-web voided",
      "ready pass",
      "gate fail",
    ]);
    expect(state.ended).toMatchObject({ outcome: "blocked" });
    expect(await imageOf(place)).toBe("shop/web:1.0.0");
  });
});
