import type { AlertRule } from "../../read/alertRules.ts";
import type { Rule } from "../../rule.ts";
import { type Judged, verdictOfAll, type Words } from "../../verdict.ts";
import type { Workspace } from "../../workspace.ts";
import { each } from "../../words.ts";

const MEND = { things: "alert rules of Prometheus" };

/** Every alert says how bad it is and how long it must last. */
export const alerts: Rule = (workspace) =>
  everyAlert(workspace, alertProblem, {
    good: "has a severity, a duration and a summary",
    mend: "Add the label severity, a duration and a summary.",
  });

function alertProblem({ labels, lasting, annotations }: AlertRule): string | undefined {
  if (typeof labels["severity"] !== "string") return "has no severity";
  if (lasting === undefined || /^0[a-z]*$/u.test(lasting)) return "fires at the first sample";
  return (annotations["summary"] ?? annotations["description"]) === undefined ? "has no summary" : undefined;
}

/** Every alert leads to its runbook. */
export const runbookLinks: Rule = (workspace) =>
  everyAlert(
    workspace,
    ({ annotations }) => (Object.keys(annotations).some((key) => /runbook/iu.test(key)) ? undefined : "has no runbook"),
    { good: "links its runbook", mend: "Add the annotation runbook_url." },
  );

function everyAlert(
  workspace: Workspace,
  problemOf: (alert: AlertRule) => string | undefined,
  words: Pick<Words, "good" | "mend">,
) {
  const judged = workspace.alerts.map((alert): Judged => {
    const problem = problemOf(alert);
    return { place: alert.place, problem: problem === undefined ? undefined : `The alert ${alert.name} ${problem}` };
  });
  const good = `${each(judged.length, "alert")} ${words.good}.`;
  return verdictOfAll({ judged, unread: workspace.unread.monitoring }, { ...MEND, good, mend: words.mend });
}

/** What a bad deployment shows first, and by what an alert on it is known. */
const COVERED: readonly (readonly [string, RegExp])[] = [
  ["errors", /5\.\.|5xx|error|fail/iu],
  ["latency", /duration|latency|histogram_quantile|response_time/iu],
  ["restarts or pods that are not ready", /restart|kube_deployment_status|kube_pod_status|\bup\b|available|absent\(/iu],
];

/** There are alerts on errors, on latency and on restarts. */
export const alertCoverage: Rule = (workspace) => {
  const judged = COVERED.flatMap(([what, pattern]): readonly Judged[] => {
    const found = workspace.alerts.find((alert) => pattern.test(`${alert.name} ${alert.expression}`));
    const place = (found ?? workspace.alerts[0])?.place;
    if (place === undefined) return [];
    return [{ place, problem: found === undefined ? `No alert is about ${what}` : undefined }];
  });
  return verdictOfAll(
    { judged, unread: workspace.unread.monitoring },
    {
      things: "alert rules of Prometheus",
      good: `${workspace.alerts.length} alerts cover errors, latency and restarts.`,
      mend: "Add what is missing.",
    },
  );
};
