import { found, type Part, row, said, stage } from "./stage.ts";

/** The stages of monitoring and observability. */
export const monitoring: Part = {
  nodes: [
    stage("IMPLEMENT_MONITORING_STACK", {
      label: "Set up monitoring",
      line: 46,
      why: "What nobody sees cannot be decided about, neither going on nor going back.",
      checks: [
        found("monitoring-metrics", "decided"),
        found("monitoring-logs", "decided"),
        found("monitoring-traces", "decided"),
        found("infra-monitoring", "decided"),
        said("monitoring-business", "The figures the business lives by are measured, too", "decided"),
        found("monitoring-synthetics", "decided"),
      ],
    }),
    stage("CONFIGURE_ALERTING_RESPONSE", {
      label: "Set up alerts and response",
      line: 48,
      why: "An alert is worth as much as what happens after it.",
      checks: [
        found("monitoring-alerts", "decided"),
        found("monitoring-alert-coverage", "decided"),
        found("monitoring-routing", "decided"),
        found("monitoring-runbook-links", "decided"),
        found("documents-runbook", "decided"),
        found("monitoring-on-call", "decided"),
        found("monitoring-noise", "decided"),
        found("documents-post-mortem", "decided"),
      ],
    }),
    stage("VALIDATE_MONITORING_DEPLOYMENT", {
      label: "Validate monitoring",
      line: 50,
      why: "A gap in what is watched is found now or during the outage.",
      checks: [
        said("monitoring-data", "Every component of the stack runs and receives data", "seen"),
        said("monitoring-alert-tested", "A simulated incident raised its alert and somebody answered", "tested"),
        found("monitoring-dashboards", "decided"),
        said("monitoring-search-tested", "Logs were found by service, by request and by time", "tested"),
        said(
          "monitoring-trace-tested",
          "A request was followed through its services, with times that add up",
          "tested",
        ),
        said("monitoring-escalation-tested", "An unanswered alert reached the next person", "tested"),
      ],
    }),
  ],
  edges: row(
    "IMPLEMENT_MONITORING_STACK",
    "CONFIGURE_ALERTING_RESPONSE",
    "VALIDATE_MONITORING_DEPLOYMENT",
    "PRODUCTION_VALIDATION",
  ),
};
