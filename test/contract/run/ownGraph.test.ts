import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Cluster } from "../../../src/core/rollout/cluster.ts";
import { KINDS } from "../../../src/core/rollout/kinds.ts";
import type { Deployment } from "../../../src/core/rollout/objects.ts";
import { nodeOf } from "../../../src/core/graph/walk.ts";
import { runSummary } from "../../../src/core/run/summary.ts";
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

/** A review with a loop that mends and an approval that asks for less than the environment does. */
const REVIEW = `flowchart TD
  BEGIN((Begin)) --> REVIEW["Review
  1. The load test was run
  2. The restore drill was run"]
  REVIEW -->|PASS| AGREE{{Agree}}
  REVIEW -->|FAILED| FIX[Mend it]
  FIX -->|pass| REVIEW
  FIX -->|circular| HELP([Escalated])
  AGREE -->|approved| DONE([Done])
  AGREE -->|rejected| NO([Rejected])
  AGREE -->|expired| NO
  AGREE -->|withdrawn| NO
%% tidegate: {"node":"FIX","limit":3,"mends":"REVIEW"}
%% tidegate: {"node":"AGREE","policy":{"required":1,"selfApproval":true,"overriders":["Ann <ann@example.test>"]}}
`;

async function shop(): Promise<Shipping> {
  const namespace = await freshNamespace(cluster, "own");
  await runningWeb(cluster, deploymentOf({ name: "web", namespace }));
  return shipping(cluster, namespace, { production: true, approval: { required: 2 } });
}

describe("a flowchart of one's own", () => {
  test("is walked to its end over a failure, its mending and the yes of those the environment asks", async () => {
    const ship = await shop();
    const folder = await ship.requestGraph(REVIEW, "review.mmd");
    const unreachable = refusing(cluster);
    const walked = ship.walk(folder, (ports) => ({ ...ports, cluster: unreachable }));
    const ended = await attended(ship, folder, {
      choices: {},
      approvers: [ANN, BOB, CAT],
      says: (check, visit) => {
        if (check.includes("load-test") && visit === 1) return { verdict: "fail", statement: "It broke." };
        return check.includes("mend") ? { verdict: "pass", statement: "Two more replicas." } : undefined;
      },
    });
    expect((await walked).ended).toMatchObject({ outcome: "completed" });
    expect(ended.path.map((step) => `${step.node} ${step.outcome}`)).toEqual([
      "BEGIN started",
      "REVIEW fail",
      "FIX pass",
      "REVIEW pass",
      "AGREE approved",
    ]);
    expect(await journalText(folder)).toContain('"reason":"SelfApproval"');
    expect(ended.attempts).toMatchObject([{ statement: "Two more replicas." }]);
    expect(nodeOf(ended.graph, "AGREE")).toMatchObject({ policy: { required: 2, selfApproval: false } });
    expect(runSummary(ended, systemClock.now())).toBe("completed · nothing deployed");
    const { namespace } = ship.place.config;
    const web = await cluster.get<Deployment>({ kind: KINDS.Deployment, namespace, name: "web" });
    expect(web?.metadata.generation).toBe(1);
  });

  test("does not keep a deployment waiting, and does not wait for one", async () => {
    const ship = await shop();
    const folder = await ship.requestGraph(REVIEW, "review.mmd");
    const deployment = await ship.request("1.1.0");
    const walked = ship.walk(folder);
    await ship.send(folder, { type: "intervene", kind: "abort" });
    expect((await walked).ended).toMatchObject({ outcome: "aborted" });
    expect(deployment.run).not.toBe(folder.run);
  });
});

/** A cluster that no call may reach. */
function refusing(real: Cluster): Cluster {
  const calls = Object.entries(real).map(([name, value]) => [name, typeof value === "function" ? refuse : value]);
  return Object.fromEntries(calls) as Cluster;
}

function refuse(): never {
  throw new Error("A cluster was asked.");
}
