import type { JSX } from "preact";
import type { ApprovalView, WebviewMessage } from "../../protocol/panel.ts";
import { Button } from "../button.tsx";
import { Icon } from "../icon.tsx";
import type { Panel } from "../panelProps.ts";
import { t } from "../words/language.ts";
import { approvalText, decisionText, riskText } from "../words/texts.ts";
import { countdownText, deadlineText, momentText } from "../words/time.ts";
import { withParts } from "../words/withParts.ts";
import { Facts } from "./facts.tsx";

interface ApprovalProps {
  readonly panel: Panel;
  readonly node: string;
  readonly approval: ApprovalView;
}

/** Who must say yes to what, who has, and what the person here may do about it. */
export function Approval({ panel, node, approval }: ApprovalProps): JSX.Element {
  return (
    <section class="block approval">
      <div class="block-head">
        <h3>{approvalText(approval.state)}</h3>
        <span class="count">{t("{0} of {1}", yeses(approval), approval.required)}</span>
      </div>
      <Deadline panel={panel} approval={approval} />
      <Decisions approval={approval} />
      <div class="risk">
        <p class={`risk-level risk-${approval.risk.level}`}>
          <Icon name={approval.risk.level === "low" ? "info" : "warning"} />
          {riskText(approval.risk.level)}
        </p>
        <ul>
          {approval.risk.reasons.map((reason) => (
            <li key={reason}>{reason}</li>
          ))}
        </ul>
      </div>
      {approval.facts.length === 0 ? null : <h4>{t("A yes is bound to")}</h4>}
      <Facts facts={approval.facts} />
      <Answers panel={panel} node={node} approval={approval} />
      <p class="quiet">{approval.store}</p>
    </section>
  );
}

function Deadline({ panel, approval }: Omit<ApprovalProps, "node">): JSX.Element {
  const { expiresAt, requestedBy, state } = approval;
  const now = panel.time.now.value;
  return (
    <p class="asked">
      {t("Asked by {0}", requestedBy)}
      {expiresAt === undefined || state !== "waiting" ? null : (
        <span title={momentText(expiresAt)}>
          {" · "}
          {withParts(
            t("until {0}, {1} left"),
            deadlineText(expiresAt, now),
            <span class="digits">{countdownText(expiresAt - now)}</span>,
          )}
        </span>
      )}
    </p>
  );
}

function Decisions({ approval }: Pick<ApprovalProps, "approval">): JSX.Element | null {
  if (approval.decisions.length === 0) return null;
  return (
    <ul class="decisions">
      {approval.decisions.map(({ by, answer, comment }) => (
        <li key={`${by} ${answer}`}>
          <Icon name={answer === "reject" ? "error" : "pass-filled"} tone={answer === "reject" ? "failed" : "passed"} />
          <span>
            {withParts(decisionText(answer), <strong>{by}</strong>)}
            {comment === undefined || comment === "" ? null : <span class="comment">: {comment}</span>}
          </span>
        </li>
      ))}
    </ul>
  );
}

/** Only what is allowed is offered; what is not says why. The host asks again before anything counts. */
function Answers({ panel, node, approval }: ApprovalProps): JSX.Element {
  type Answer = Extract<WebviewMessage, { type: "answer" }>["answer"];
  const post = (answer: Answer) => () => panel.host.post({ type: "answer", node, answer });
  return (
    <>
      {approval.mayNot === undefined ? null : (
        <p class="may-not">
          <Icon name="lock" /> <span>{approval.mayNot}</span>
        </p>
      )}
      {approval.mayAnswer && approval.strict ? (
        <p class="quiet">{t("Only the word “yes”, typed exactly, counts.")}</p>
      ) : null}
      <div class="buttons">
        {approval.mayAnswer ? <Button look="primary" label={t("Approve…")} onPress={post("approve")} /> : null}
        {approval.mayAnswer ? <Button label={t("Reject…")} onPress={post("reject")} /> : null}
        {approval.mayOverride ? <Button label={t("Override…")} onPress={post("override")} /> : null}
        {approval.mayWithdraw ? <Button label={t("Withdraw…")} onPress={post("withdraw")} /> : null}
      </div>
    </>
  );
}

function yeses({ decisions }: ApprovalView): number {
  return decisions.filter(({ answer }) => answer === "approve").length;
}
