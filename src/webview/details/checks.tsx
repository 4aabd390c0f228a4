import type { JSX } from "preact";
import type { CheckView } from "../../protocol/panel.ts";
import { Button } from "../button.tsx";
import { Icon } from "../icon.tsx";
import type { Panel } from "../panelProps.ts";
import { t } from "../words/language.ts";
import { VERDICT_ICON, verdictText } from "../words/texts.ts";
import { agoText, momentText } from "../words/time.ts";
import { Facts } from "./facts.tsx";
import { Files, MeasureLine, Places } from "./proof.tsx";

interface ChecksProps {
  readonly panel: Panel;
  readonly node: string;
  readonly checks: readonly CheckView[];
  /** Whether the run is at the node: only then can anything be measured again. */
  readonly here: boolean;
}

/** The list of a check node: how each stands, why, and what it was read from. */
export function Checks({ panel, node, checks, here }: ChecksProps): JSX.Element | null {
  if (checks.length === 0) return null;
  const passed = checks.filter(({ verdict }) => verdict === "pass").length;
  return (
    <section class="block">
      <div class="block-head">
        <h3>{t("Checks")}</h3>
        <span class="count">{t("{0} of {1} passed", passed, checks.length)}</span>
        {here ? (
          <Button
            look="link"
            icon="refresh"
            label={t("Check Again")}
            onPress={() => panel.host.post({ type: "recheck", node })}
          />
        ) : null}
      </div>
      <ul class="checks">
        {checks.map((check) => (
          <Check key={check.id} panel={panel} node={node} check={check} />
        ))}
      </ul>
    </section>
  );
}

function Check({ panel, node, check }: Omit<ChecksProps, "checks" | "here"> & { check: CheckView }): JSX.Element {
  const word = verdictText(check.verdict);
  return (
    <li class="check">
      <span class={`verdict verdict-${check.verdict}`} title={word}>
        <Icon name={VERDICT_ICON[check.verdict]} />
        <span class="unseen">{word}: </span>
      </span>
      <div class="check-text">
        <p class="label">{check.label}</p>
        {says(check) ? <p class="message">{check.message}</p> : null}
        <MeasureLine check={check} />
        <Places panel={panel} places={check.places ?? []} />
        {check.why === undefined ? null : <p class="quiet">{check.why}</p>}
        {check.attested === undefined ? null : <Attested panel={panel} attested={check.attested} />}
        <Evidence panel={panel} node={node} check={check} />
        {check.canAttest ? (
          <Button
            label={check.overrides === true ? t("Override…") : t("Attest…")}
            title={
              check.overrides === true
                ? t("Override: let it begin outside of its window")
                : t("Attest: {0}", check.label)
            }
            onPress={() => panel.host.post({ type: "attest", node, check: check.id })}
          />
        ) : null}
        {check.mayNot === undefined ? null : (
          <p class="may-not">
            <Icon name="lock" /> <span>{check.mayNot}</span>
          </p>
        )}
      </div>
    </li>
  );
}

/** Whether the message says what the quoted word does not. */
function says({ message, attested }: CheckView): boolean {
  return message !== "" && (attested === undefined || !message.includes(attested.statement));
}

/** A person's word, named as one. */
function Attested({ panel, attested }: { panel: Panel; attested: NonNullable<CheckView["attested"]> }): JSX.Element {
  const { by, statement, expiresAt } = attested;
  const until = momentText(expiresAt);
  return (
    <blockquote class="attested">
      <p>{t("“{0}”", statement)}</p>
      <p class="quiet">
        {expiresAt <= panel.time.now.value
          ? t("{0}’s word, which counted until {1}", by, until)
          : t("{0}’s word, counts until {1}", by, until)}
      </p>
    </blockquote>
  );
}

function Evidence({ panel, node, check }: { panel: Panel; node: string; check: CheckView }): JSX.Element | null {
  const { source, collectedAt, facts, files = [] } = check;
  if (source === undefined && collectedAt === undefined && facts.length === 0) return null;
  return (
    <details class="evidence">
      <summary>
        {source === undefined ? t("Evidence") : <code>{source}</code>}
        {collectedAt === undefined ? null : (
          <span class="quiet" title={momentText(collectedAt)}>
            {agoText(collectedAt, panel.time.now.value)}
          </span>
        )}
      </summary>
      <Facts facts={facts} />
      <Files panel={panel} files={files} />
      <Button
        look="link"
        icon="go-to-file"
        label={t("Open Evidence")}
        title={t("Open the evidence of {0}", check.label)}
        onPress={() => panel.host.post({ type: "openEvidence", node, check: check.id })}
      />
    </details>
  );
}
