import { describe, expect, test } from "vitest";
import { reasonOf } from "../../../../src/base/result.ts";
import { validateGraph } from "../../../../src/core/graph/validate.ts";
import { graphsIn } from "../../../../src/documents/graphsIn.ts";
import { planOwnGraph } from "../../../../src/engine/request/planOwnGraph.ts";
import type { RunPlan } from "../../../../src/engine/request/runPlan.ts";
import { environment } from "../../core/support/samples.ts";

const place = { application: "shop", environment: "live", config: environment() };

/** Plans a walk of the first graph of a Mermaid file. */
function planned(text: string): RunPlan {
  const [graph] = graphsIn(text, "flow.mmd");
  if (graph === undefined) throw new Error("no graph");
  return planOwnGraph(place, { file: "flow.mmd", loaded: graph.load() });
}

function refusal(text: string): { reason: string; message: string } {
  try {
    planned(text);
  } catch (error) {
    return { reason: reasonOf(error), message: (error as Error).message };
  }
  throw new Error("it was planned");
}

const SOUND = `flowchart TD
  S((Begin)) --> LOOK[1. Read the report]
  LOOK --> OK{{Go?}}
  OK -->|approved| D([Done])
  OK -->|rejected| N([Rejected])
  OK -->|expired| N
  OK -->|withdrawn| N
`;

describe("a walk of a document's graph", () => {
  test("releases nothing, is named after the graph, and can be walked", () => {
    const { release, graph, diff, restores } = planned(SOUND);
    expect(release).toMatchObject({
      application: "shop",
      environment: "live",
      version: "",
      changes: [],
      purpose: "flow",
    });
    expect([diff.workloads, restores]).toEqual([[], []]);
    expect(validateGraph(graph)).toEqual([]);
    expect(graph.title).toBe("shop → live flow");
  });

  test("is refused at the first lines that keep the graph from being walked", () => {
    const lines = [
      "flowchart TD",
      "  S((Begin)) --> A[One]",
      ...["B", "C", "D", "E", "F"].map((id) => `  ${id}[Lost] --> A`),
    ];
    const { reason, message } = refusal(lines.join("\n"));
    expect(reason).toBe("BrokenGraph");
    expect(message).toMatch(/^This graph cannot be walked\. flow\.mmd:\d+:\d+: .* There are \d+ more\.$/u);
    expect(message.match(/flow\.mmd:/gu)).toHaveLength(3);
  });

  test("never changes a cluster: an action that a note hides in a picture is refused at its line", () => {
    const action = '{"type":"restart","workload":{"kind":"Deployment","name":"web"},"at":0}';
    const { reason, message } = refusal(`flowchart TD
  S((Begin)) --> A[Read the report]
  A -->|done| D([Done])
  A -->|failed| D
%% tidegate: {"node":"A","kind":"action","action":${action}}
`);
    expect({ reason, message }).toEqual({
      reason: "NotWalkable",
      message:
        'This graph cannot be walked. flow.mmd:2:18: "Read the report" changes a workload, which a document may not. Deploy a version by tidegate.yaml for that.',
    });
  });

  test("takes no lock on the environment and asks no cluster by a check that a note names", () => {
    const checks = '[{"id":"environment-free","label":"Free"}]';
    const { reason, message } = refusal(`flowchart TD
  S((Begin)) --> A[Read the report]
  A --> D([Done])
%% tidegate: {"node":"A","checks":${checks}}
`);
    expect(reason).toBe("NotWalkable");
    expect(message).toContain('flow.mmd:2:18: "Read the report" asks the cluster about a release ("environment-free")');
  });
});
