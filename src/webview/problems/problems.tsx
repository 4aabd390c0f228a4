import type { JSX } from "preact";
import type { PanelSnapshot } from "../../protocol/panel.ts";
import { Icon } from "../icon.tsx";
import type { Panel, PanelProps } from "../panelProps.ts";
import { t } from "../words/language.ts";

type Problem = PanelSnapshot["problems"][number];

/** What keeps a document's graph from being walked, with its place in the document. */
export function Problems({ panel }: PanelProps): JSX.Element | null {
  const problems = panel.state.snapshot.value?.problems ?? [];
  if (problems.length === 0) return null;
  return (
    <section class="problems" aria-label={t("Problems")}>
      <h2>{headingOf(problems.length)}</h2>
      <ul>
        {problems.map((problem, index) => (
          <li key={index}>
            <button type="button" class="item" onClick={() => open(panel, problem)}>
              <Icon name="error" tone="failed" />
              <span class="message">{problem.message}</span>
              {problem.line === undefined ? null : <span class="quiet digits">{placeOf(problem)}</span>}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

function headingOf(problems: number): string {
  return problems === 1
    ? t("1 problem: this graph cannot be walked")
    : t("{0} problems: this graph cannot be walked", problems);
}

/** Shows the node in the graph, and the line in the document. */
function open({ moves, host }: Panel, { node, line, column }: Problem): void {
  if (node !== undefined) moves.go(node);
  if (line !== undefined) host.post({ type: "openLine", line, ...(column === undefined ? {} : { column }) });
}

function placeOf({ line, column }: Problem): string {
  return column === undefined ? t("line {0}", String(line)) : `${line}:${column}`;
}
