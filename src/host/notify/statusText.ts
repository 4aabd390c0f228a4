import { windowLine } from "../../core/run/windowLine.ts";
import { l10n } from "../l10n.ts";
import { isActive, keyOf, placeOf, type RunKey, type RunView } from "../runs/runView.ts";
import { plain } from "../text/plain.ts";
import { dotted } from "../text/words.ts";
import { attentionOf } from "./attention.ts";

/** What the status bar item says. */
export interface StatusText {
  readonly text: string;
  readonly tooltip: string;
  readonly waiting: boolean;
  /** The run it is about, where it is about one only. */
  readonly run?: RunKey;
}

/** Says first what waits for a person, then what runs; undefined where there is neither. */
export function statusOf(runs: readonly RunView[]): StatusText | undefined {
  const waiting = attentionOf(runs);
  const [first] = waiting;
  if (first !== undefined) {
    const what = plain(placeOf(first.run.state), 60);
    const tooltip =
      waiting.length === 1
        ? l10n.t("{0} waits for a person", what)
        : l10n.t("{0} runs wait for a person", waiting.length);
    return {
      text: `$(bell-dot) ${waiting.length === 1 ? what : tooltip}`,
      tooltip,
      waiting: true,
      ...only(waiting.map((one) => one.run)),
    };
  }
  const active = runs.filter(isActive);
  const [run] = active;
  if (run === undefined) return undefined;
  const what = plain(placeOf(run.state), 60);
  if (active.length > 1) {
    const tooltip = l10n.t("{0} runs are under way", active.length);
    return { text: `$(sync~spin) ${tooltip}`, tooltip, waiting: false };
  }
  const closed = windowLine(run.state);
  const own = { waiting: false, run: keyOf(run) };
  // Nothing moves until the window opens, and nobody need do anything.
  if (closed !== undefined) return { text: `$(watch) ${what}`, tooltip: dotted(what, plain(closed, 120)), ...own };
  return { text: `$(sync~spin) ${what}`, tooltip: l10n.t("{0} is being deployed", what), ...own };
}

function only(runs: readonly RunView[]): Pick<StatusText, "run"> {
  const [run] = runs;
  return run === undefined || runs.length > 1 ? {} : { run: keyOf(run) };
}
