import type { JSX } from "preact";
import type { NodeView } from "../../protocol/panel.ts";
import { Icon } from "../icon.tsx";
import { t } from "../words/language.ts";
import { ROLLOUT_ICON } from "../words/texts.ts";

type Rollout = NodeView["rollouts"][number];

/** How each workload stands that this node watches. */
export function Rollouts({ rollouts }: { readonly rollouts: readonly Rollout[] }): JSX.Element | null {
  if (rollouts.length === 0) return null;
  return (
    <section class="block">
      <h3>{t("Rollouts")}</h3>
      <ul class="rollouts">
        {rollouts.map((rollout) => (
          <li key={rollout.workload}>
            <p class="rollout-head">
              <Icon name={ROLLOUT_ICON[rollout.status] ?? "question"} tone={`rollout-${rollout.status}`} />
              <strong>{rollout.workload}</strong>
              <span class="quiet">{rollout.status}</span>
            </p>
            <p>{rollout.message}</p>
            {rollout.progress === undefined ? null : <Progress {...rollout.progress} />}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Progress({ desired, updated, ready, available }: NonNullable<Rollout["progress"]>): JSX.Element {
  const text = t("{0} updated, {1} ready, {2} available of {3}", updated, ready, available, desired);
  return (
    <p class="progress">
      <progress max={Math.max(1, desired)} value={Math.min(updated, available)} aria-label={text} />
      <span class="quiet">{text}</span>
    </p>
  );
}
