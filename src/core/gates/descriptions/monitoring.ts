import { describe } from "../description.ts";

/** What the workspace holds of metrics, alerts, logs and traces. */
export const MONITORING_CHECKS = describe("monitoring", {
  "monitoring-metrics": {
    label: "Metrics are collected",
    why: "What is not measured cannot be compared before and after.",
    reads: "ServiceMonitors, PodMonitors, scrape configurations and scrape annotations",
    source: "decision-path.md:46, 1",
  },
  "monitoring-alerts": {
    label: "Alerts have a severity and a delay",
    why: "An alert without severity reaches nobody in particular, one without a delay cries at every blip.",
    reads: "Prometheus alert rules: severity label, duration, summary",
    source: "decision-path.md:48, 2",
  },
  "monitoring-alert-coverage": {
    label: "Errors, latency and restarts raise alerts",
    why: "These three are what a bad deployment shows first.",
    reads: "expressions of alert rules",
    source: "safety-handbook.md:1311",
  },
  "monitoring-runbook-links": {
    label: "Every alert links its runbook",
    why: "Whoever is woken up needs the next step, not a search.",
    reads: "runbook links of alert rules",
    source: "decision-path.md:48, 3",
  },
  "monitoring-routing": {
    label: "Alerts are routed and escalated",
    why: "Severities lead to different people and different hours.",
    reads: "routes and receivers of Alertmanager",
    source: "decision-path.md:48, 2",
  },
  "monitoring-on-call": {
    label: "Critical alerts reach the person on call",
    why: "A chat room does not wake anybody.",
    reads: "PagerDuty, Opsgenie and similar receivers",
    source: "decision-path.md:48, 4",
  },
  "monitoring-noise": {
    label: "Alerts are grouped and inhibited",
    why: "A hundred alerts of one cause hide the second cause.",
    reads: "grouping and inhibition of Alertmanager",
    source: "decision-path.md:48, 5",
  },
  "monitoring-dashboards": {
    label: "Dashboards show rate, errors and latency",
    why: "The figures that decide about a rollback must be on one page before it starts.",
    reads: "Grafana dashboards, as files and in ConfigMaps",
    source: "decision-path.md:50, 3",
  },
  "monitoring-logs": {
    label: "Logs are shipped",
    why: "A crashed pod takes its log along.",
    reads: "configuration of Fluent Bit, Promtail, Alloy, Vector, Filebeat, Loki and collectors",
    source: "decision-path.md:46, 2",
  },
  "monitoring-traces": {
    label: "Requests are traced",
    why: "A slow answer through five services is found by its trace.",
    reads: "configuration of OpenTelemetry, Tempo, Jaeger and Zipkin",
    source: "decision-path.md:46, 3",
  },
  "monitoring-synthetics": {
    label: "The service is probed from outside",
    why: "Inside figures look well while nobody can get in.",
    reads: "Probes of the blackbox exporter and synthetic checks",
    source: "decision-path.md:46, 6",
  },
});
