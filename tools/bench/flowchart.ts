import { loadFlowchart } from "../../src/documents/mermaid/loadFlowchart.ts";
import { parseFlowchart } from "../../src/documents/mermaid/read/parseFlowchart.ts";
import type { Bench } from "./figure.ts";

const LINES = 10_000;
const WARM_UPS = 3;
const RUNS = 11;

/** Parsing a large flowchart, and reading it into a graph that is checked, beside splitting it into words and no more. */
export const flowchartBench: Bench = {
  name: "flowchart",
  async run() {
    const text = flowchartText();
    const parsed: number[] = [];
    const loaded: number[] = [];
    const reference: number[] = [];
    for (let run = -WARM_UPS; run < RUNS; run += 1) {
      const splitting = timed(() => text.split(/\s+/u));
      const parsing = timed(() => parseWhole(text));
      const loading = timed(() => loadWhole(text));
      if (run < 0) continue;
      reference.push(splitting);
      parsed.push(parsing);
      loaded.push(loading);
    }
    const compared = { name: "the same text split into words", samples: reference };
    const goal = { of: "median", limit: 200 } as const;
    return [
      { name: `flowchart of ${LINES} lines parsed`, unit: "ms", samples: parsed, reference: compared, goal },
      { name: `flowchart of ${LINES} lines loaded`, unit: "ms", samples: loaded, reference: compared, goal },
    ];
  },
};

function parseWhole(text: string): void {
  if (parseFlowchart(text).findings.length > 0) throw new Error("The flowchart of the bench does not parse.");
}

function loadWhole(text: string): void {
  if (loadFlowchart(text).problems.length > 0) throw new Error("The flowchart of the bench does not load.");
}

/** Steps in groups with lists, questions and ways back to an end, as people write them. */
function flowchartText(): string {
  const lines = ["flowchart TD", '  start(("Start")) --> s0', '  failed(["Failed"])'];
  const stages = Math.floor((LINES - lines.length) / 10);
  for (let step = 0; step < stages; step += 1) {
    lines.push(
      `  subgraph group-${step} ["Stage ${step}"]`,
      `    s${step}["🚀 Stage ${step}<br/>1. Build it<br/>2. Test it &amp; look at #quot;${step}#quot;"]`,
      `    s${step} -->|pass| q${step}{`,
      `      Is stage ${step} well?`,
      "    }",
      `    s${step} -->|FAILED| failed`,
      "  end",
      "  %% what follows",
      `  q${step} -- "yes" --> s${step + 1}`,
      `  q${step} -. no .-> failed`,
    );
  }
  lines.push(`  s${stages}(["Done"])`, ...Array.from({ length: LINES - lines.length - 1 }, () => "  %% the end"));
  // Read from a file, a text is one piece and not joined of many.
  return Buffer.from(`${lines.join("\n")}\n`).toString("utf8");
}

function timed(work: () => void): number {
  const from = performance.now();
  work();
  return performance.now() - from;
}
