import type { ReadonlySignal } from "@preact/signals";
import type { JSX } from "preact";
import type { NodeView } from "../../protocol/panel.ts";
import { t } from "../words/language.ts";
import { momentText, spanText } from "../words/time.ts";

interface VisitsProps {
  readonly visits: NodeView["visits"];
  readonly limit: number | undefined;
  readonly now: ReadonlySignal<number>;
}

/** When the run was here, for how long, and how each visit ended. */
export function Visits({ visits, limit, now }: VisitsProps): JSX.Element | null {
  if (visits.length === 0 && limit === undefined) return null;
  return (
    <section class="block">
      <div class="block-head">
        <h3>{t("Visits")}</h3>
        {limit === undefined ? null : <span class="count">{t("{0} of {1}", visits.length, limit)}</span>}
      </div>
      <ol class="visits">
        {visits.map(({ visit, enteredAt, leftAt, outcome, message }) => (
          <li key={visit}>
            <time title={momentText(enteredAt)}>{momentText(enteredAt)}</time>
            <span>{outcome ?? t("here now")}</span>
            <span class="quiet digits">{spanText((leftAt ?? now.value) - enteredAt)}</span>
            {message === undefined ? null : <p>{message}</p>}
          </li>
        ))}
      </ol>
    </section>
  );
}
