import type { JSX } from "preact";
import { Button } from "../button.tsx";
import { Icon } from "../icon.tsx";
import type { PanelProps } from "../panelProps.ts";
import { t } from "../words/language.ts";
import { STEER_ICON, steerText } from "../words/texts.ts";
import { agoText, momentText } from "../words/time.ts";

/** What is shipped where, how it stands, and what may be done to the run as a whole. */
export function Header({ panel }: PanelProps): JSX.Element | null {
  const snapshot = panel.state.snapshot.value;
  if (snapshot === undefined) return null;
  const { title, run } = snapshot;
  return (
    <header class="header">
      <div class="heading">
        <h1>{title}</h1>
        {run?.production === true ? <span class="prod">{t("PROD")}</span> : null}
        {run === undefined ? null : <span class="status">{run.status}</span>}
      </div>
      {run === undefined || run.steers.length === 0 ? null : (
        <div class="buttons" role="group" aria-label={t("Run")}>
          {run.steers.map((steer) => (
            <Button
              key={steer}
              label={steerText(steer)}
              icon={STEER_ICON[steer]}
              onPress={() => panel.host.post({ type: "steer", steer })}
            />
          ))}
        </div>
      )}
      <Unprotected panel={panel} />
    </header>
  );
}

/** Said loudly: while no runner watches, nothing would be rolled back. */
function Unprotected({ panel }: PanelProps): JSX.Element | null {
  const since = panel.state.snapshot.value?.run?.unprotectedSince;
  if (since === undefined) return null;
  return (
    <p class="notice" role="status" title={momentText(since)}>
      <Icon name="warning" tone="warning" />
      <span>
        {t(
          "Unprotected since {0}: no runner watches this run, so nothing would be rolled back. It goes on where it stopped once Tidegate takes it up again.",
          agoText(since, panel.time.now.value),
        )}
      </span>
    </p>
  );
}
