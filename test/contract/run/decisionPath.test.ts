import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Evidence } from "../../../src/core/evidence/evidence.ts";
import type { Cluster } from "../../../src/core/rollout/cluster.ts";
import { KINDS } from "../../../src/core/rollout/kinds.ts";
import type { Deployment } from "../../../src/core/rollout/objects.ts";
import { imagesOf } from "../../../src/core/rollout/template.ts";
import { answeredIds } from "../../../src/core/run/answeredRequests.ts";
import type { RunState } from "../../../src/core/run/state.ts";
import { runSummary } from "../../../src/core/run/summary.ts";
import { nodeOf } from "../../../src/core/graph/walk.ts";
import { systemClock } from "../../../src/adapters/process/systemClock.ts";
import { connectAs, freshNamespace } from "../../support/clusterUnderTest.ts";
import { attended } from "../../support/people.ts";
import { ANN, BOB, CAT, runningWeb, type Shipping, shipping } from "../../support/runUnderTest.ts";
import { deploymentOf } from "../../support/workloads.ts";
import { journalText } from "../../support/journalText.ts";

let cluster: Cluster;

beforeAll(async () => {
  cluster = await connectAs("admin");
});
afterAll(() => cluster.dispose());

async function shop(environment: object = {}): Promise<Shipping> {
  const namespace = await freshNamespace(cluster, "path");
  await runningWeb(cluster, deploymentOf({ name: "web", namespace }));
  return shipping(cluster, namespace, environment);
}

async function imagesOfWeb({ place }: Shipping): Promise<Readonly<Record<string, string>>> {
  const { namespace } = place.config;
  const found = await cluster.get<Deployment>({ kind: KINDS.Deployment, namespace, name: "web" });
  return imagesOf(found?.spec.template ?? {});
}

const BUCKET = 'terraform {}\n\nresource "aws_s3_bucket" "assets" {\n  bucket = "assets"\n}\n';
const BACKEND = `
terraform {
  backend "s3" {
    bucket       = "state"
    key          = "shop"
    region       = "eu-central-1"
    encrypt      = true
    use_lockfile = true
  }
}
`;

/** The checks that the run is at; empty elsewhere. */
function listAt(state: RunState): readonly { readonly id: string }[] {
  const node = nodeOf(state.graph, state.node);
  return node?.kind === "check" ? node.checks : [];
}

/** How many of them have passed or failed. */
function settledAt(state: RunState): number {
  return listAt(state).filter((check) => (verdictOf(state, check.id)?.verdict ?? "inconclusive") !== "inconclusive")
    .length;
}

function verdictOf(state: RunState, check: string): Evidence | undefined {
  return state.evidence.findLast((one) => one.node === state.node && one.evidence.check === check)?.evidence;
}

function nodesOf(state: RunState): string[] {
  return state.path.map((step) => step.node);
}

const CONTAINERS = { DEPLOYMENT_TYPE: "container-orchestration", DETERMINE_COMPLETION_NEEDS: "operational-handoff" };

describe("the decision path", () => {
  test("goes from the request to the delivery, over a failed check, its mending and the yes of two people", async () => {
    const ship = await shop({ production: true, approval: { required: 2 } });
    const folder = await ship.requestPath("1.1.0");
    const walked = ship.walk(folder);
    const ended = await attended(ship, folder, {
      choices: CONTAINERS,
      approvers: [ANN, BOB, CAT],
      says: (check, visit) => {
        if (check === "path-load-test-done" && visit === 1)
          return { verdict: "fail", statement: "It broke at 300 a second." };
        return check === "path-fix-tried" ? { verdict: "pass", statement: "Two more replicas." } : undefined;
      },
    });
    expect((await walked).ended).toMatchObject({ outcome: "completed" });
    expect(ended.ended?.message).toContain(
      "1.1.0 runs in live and is verified. It is handed over as OPERATIONAL_READY_D6N8.",
    );
    expect(nodesOf(ended)).toEqual([
      "START",
      "GET_TASK",
      "VALIDATE_RESEARCH",
      "ANALYZE_DEPLOYMENT_SCOPE",
      "DEPLOYMENT_TYPE",
      "CONFIGURE_CONTAINER_PLATFORM",
      "DEPLOY_APPLICATIONS",
      "still-to-deploy",
      "ready",
      "gate",
      "approve",
      "set-deployment-web",
      "ready-deployment-web",
      "hold",
      "deployed-for",
      "VALIDATE_CONTAINER_DEPLOYMENT",
      "PRODUCTION_VALIDATION",
      "VALIDATION_RESULT",
      "FIX_DEVOPS_ISSUES",
      "PRODUCTION_VALIDATION",
      "VALIDATION_RESULT",
      "DEVOPS_SUCCESS",
      "DETERMINE_COMPLETION_NEEDS",
      "OPERATIONAL_HANDOFF",
      "VALIDATE_DEVOPS_IMPLEMENTATION",
      "VALIDATE_PRODUCTION_EFFECTIVENESS",
      "VALIDATE_FORMAT",
      "VALIDATE_COMPLETION_HANDOFF",
      "PREVENT_LOOPS",
    ]);
    expect(await journalText(folder)).toContain('"reason":"SelfApproval"');
    expect(ended.path.find((step) => step.node === "approve")?.message).toMatch(/Bob.* and Cat/u);
    expect(ended.attempts).toMatchObject([{ statement: "Two more replicas.", failures: ["path-load-test-done"] }]);
    const words = ended.words.filter((one) => one.node === "PRODUCTION_VALIDATION");
    expect(words.length).toBeGreaterThan(1);
    expect(words.map((one) => one.visit)).toEqual(words.map(() => 2));
    expect(runSummary(ended, systemClock.now())).toBe("1.1.0 verified");
    expect(await imagesOfWeb(ship)).toEqual({ app: "shop/web:1.1.0" });
  });

  test("calls for help once three attempts are used up, with nothing deployed", async () => {
    const ship = await shop();
    const folder = await ship.requestPath();
    const walked = ship.walk(folder);
    const ended = await attended(ship, folder, {
      choices: { DEPLOYMENT_TYPE: "ci-cd-pipeline" },
      says: (check, visit) => {
        if (check === "path-rollback-done") return { verdict: "fail", statement: "It did not come back." };
        return check === "path-fix-tried" ? { verdict: "pass", statement: `Attempt ${visit}.` } : undefined;
      },
    });
    expect((await walked).ended?.outcome).toBe("escalated");
    expect(ended.attempts).toHaveLength(3);
    expect(ended.ended?.message).toContain("Nothing was changed.");
    expect(await imagesOfWeb(ship)).toEqual({ app: "shop/web:1.0.0" });
  });

  test("calls for help as soon as the same is tried again", async () => {
    const ship = await shop();
    const folder = await ship.requestPath();
    const walked = ship.walk(folder);
    const ended = await attended(ship, folder, {
      choices: { DEPLOYMENT_TYPE: "security-compliance" },
      says: (check) => {
        if (check === "path-penetration-test-done") return { verdict: "fail", statement: "The admin page is open." };
        return check === "path-fix-tried" ? { verdict: "pass", statement: "Closed the port." } : undefined;
      },
    });
    expect((await walked).ended?.outcome).toBe("escalated");
    expect(ended.path.at(-1)).toMatchObject({ node: "FIX_DEVOPS_ISSUES", outcome: "circular", visit: 2 });
  });

  test("rolls back from a later stage when a person asks for it", async () => {
    const ship = await shop();
    const folder = await ship.requestPath("1.1.0");
    const walked = ship.walk(folder);
    const people = attended(ship, folder, { choices: { DEPLOYMENT_TYPE: "container-orchestration" } });
    await ship.until(folder, (state) => nodesOf(state).includes("VALIDATE_CONTAINER_DEPLOYMENT"));
    await ship.send(folder, { type: "intervene", kind: "rollback", reason: "Users complain." });
    expect((await people).ended?.outcome).toBe("rolled-back");
    expect((await walked).verified).toEqual([]);
    expect(await imagesOfWeb(ship)).toEqual({ app: "shop/web:1.0.0" });
  });

  test("stays at what a file shows to be wrong, whatever is said, until the file is mended and measured again", async () => {
    const ship = await shop();
    const terraform = join(ship.folder, "main.tf");
    await writeFile(terraform, BUCKET);
    const folder = await ship.requestPath();
    const walked = ship.walk(folder);
    const people = attended(ship, folder, { choices: { DEPLOYMENT_TYPE: "cloud-infrastructure" } });
    const node = "PROVISION_INFRASTRUCTURE";
    const stuck = await ship.until(folder, (state) => state.node === node && settledAt(state) === listAt(state).length);
    expect(nodeOf(stuck.graph, "DEPLOYMENT_TYPE")).toMatchObject({ proposal: { option: "cloud-infrastructure" } });
    expect(verdictOf(stuck, "infra-state")).toMatchObject({ verdict: "fail", reason: "Problems" });

    const word = { type: "attest", node, check: "infra-state", verdict: "pass", statement: "It is fine." } as const;
    await ship.send(folder, word);
    const before = answeredIds(stuck.answeredRequests).length;
    await ship.until(folder, (state) => answeredIds(state.answeredRequests).length > before);
    expect(await journalText(folder)).toContain('"reason":"MeasuredFailure"');

    await writeFile(terraform, `${BUCKET}${BACKEND}`);
    await ship.send(folder, { type: "recheck", node });
    const onward = await ship.until(folder, (state) => state.node === "VALIDATE_CLOUD_INFRASTRUCTURE");
    expect(onward.path.at(-1)).toMatchObject({ node, outcome: "pass" });
    await ship.send(folder, { type: "intervene", kind: "abort" });
    expect((await people).ended?.outcome).toBe("aborted");
    await walked;
  });

  test("without a version does not keep a deployment waiting, and does not wait for one", async () => {
    const ship = await shop();
    const path = await ship.requestPath();
    const { ended } = await ship.deploy("1.1.0");
    expect((await ended).ended?.outcome).toBe("completed");
    const walked = ship.walk(path);
    await ship.send(path, { type: "intervene", kind: "abort" });
    expect((await walked).ended).toMatchObject({ outcome: "aborted" });
  });
});
