import { depthOf } from "../../base/treePath.ts";
import { list } from "../../core/run/words.ts";
import type { DeploymentType, TypeProposal } from "./deploymentType.ts";
import { type SeenFile, type Trace, tracesIn } from "./traces.ts";

/** How many files a sentence names of each kind. */
const NAMED = 2;

const TYPES: readonly { trace: Trace; option: DeploymentType; noun: string }[] = [
  { trace: "infrastructure", option: "cloud-infrastructure", noun: "infrastructure as code" },
  { trace: "containers", option: "container-orchestration", noun: "containers" },
  { trace: "pipelines", option: "ci-cd-pipeline", noun: "pipelines" },
  { trace: "monitoring", option: "monitoring-observability", noun: "monitoring" },
  { trace: "policies", option: "security-compliance", noun: "policies" },
];

/**
 * The kind of deployment that the files of a workspace speak for: the one they are about, all together where they are
 * about several, none where they say nothing. It is a suggestion; a person chooses.
 */
export function proposeType(files: readonly SeenFile[]): TypeProposal | undefined {
  const seen = files.map((file) => ({ path: file.path, traces: tracesIn(file) }));
  const spoken = TYPES.flatMap(({ trace, option, noun }) => {
    const paths = seen.filter((file) => file.traces.includes(trace)).map((file) => file.path);
    return paths.length === 0 ? [] : [{ option, told: `${noun} (${named(paths)})` }];
  });
  const [first] = spoken;
  if (first === undefined) return undefined;
  const because = `The workspace holds ${list(spoken.map((one) => one.told))}.`;
  return { option: spoken.length === 1 ? first.option : "comprehensive-devops", because };
}

function named(paths: readonly string[]): string {
  const more = paths.length - NAMED;
  const shown = paths.toSorted((a, b) => depthOf(a) - depthOf(b)).slice(0, NAMED);
  return more > 0 ? `${shown.join(", ")} and ${more} more` : shown.join(", ");
}
