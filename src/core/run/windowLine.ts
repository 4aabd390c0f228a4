import type { CheckNode } from "../graph/graph.ts";
import { nodeOf } from "../graph/walk.ts";
import type { DeploymentWindows } from "../windows/windows.ts";
import { closedLine } from "../windows/words.ts";
import { evidenceHere } from "./findings.ts";
import type { RunState } from "./state.ts";

/** The windows that a check node waits for; undefined where it asks something else. */
export function windowsAt({ checks }: CheckNode): DeploymentWindows | undefined {
  const [spec, ...others] = checks;
  return others.length === 0 && spec?.terms?.kind === "windows" ? spec.terms.windows : undefined;
}

/** `window closed until Mon 09:00 Europe/Berlin` while a run waits for that, as it was found when it last looked. */
export function windowLine(state: RunState): string | undefined {
  const node = nodeOf(state.graph, state.node);
  if (node?.kind !== "check" || state.left !== undefined) return undefined;
  const windows = windowsAt(node);
  const found = windows === undefined ? undefined : evidenceHere(state, node).at(-1);
  if (windows === undefined || found === undefined || found.verdict === "pass") return undefined;
  return closedLine(windows, found.collectedAt);
}
