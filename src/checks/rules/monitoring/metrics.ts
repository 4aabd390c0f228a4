import type { Rule } from "../../rule.ts";
import { verdictOfAny } from "../../verdict.ts";
import { filePlaces, imagePlaces, linePlaces, objectPlaces, resourcePlaces } from "../signs.ts";

/** Something scrapes or receives the workloads' metrics. */
export const metrics: Rule = (workspace) => {
  const annotated = workspace.workloads.filter((one) => String(one.podAnnotations["prometheus.io/scrape"]) === "true");
  return verdictOfAny(
    {
      found: [
        ...objectPlaces(
          workspace,
          /^(?:ServiceMonitor|PodMonitor|ScrapeConfig)\.monitoring\.coreos\.com$|^PodMonitoring\.monitoring\.googleapis\.com$/u,
        ),
        ...annotated.map((one) => one.object.place()),
        ...linePlaces(workspace, /\.ya?ml$/u, /^scrape_configs:/mu),
      ],
      unread: workspace.unread.manifests,
    },
    { things: "ServiceMonitors, PodMonitors and scrape configurations", good: "Metrics are collected." },
  );
};

const SHIPPERS =
  /(?:fluent-?bit|fluentd|promtail|vector|filebeat|logstash|grafana\/(?:alloy|agent|loki)|datadog\/agent|splunk)/iu;

/** Logs leave the node. */
export const logs: Rule = (workspace) =>
  verdictOfAny(
    {
      found: [
        ...imagePlaces(workspace, SHIPPERS),
        ...objectPlaces(
          workspace,
          /^(?:Cluster)?(?:Flow|Output|Filter|FluentBitConfig|LogForwarder|PodLogs|LokiStack|GrafanaAgent)\./u,
        ),
        ...filePlaces(
          workspace,
          /(?:^|\/)(?:fluent-?bit|fluentd?|promtail|vector|filebeat|loki|logstash)[^/]*\.(?:conf|ya?ml|toml)$/iu,
        ),
        ...linePlaces(workspace, /\.(?:ya?ml|alloy|river)$/u, /^\s*filelog(?:\/\w+)?:|loki\.write\s+"/mu),
        ...resourcePlaces(
          workspace,
          /^(?:aws_cloudwatch_log_group|google_logging_.*sink|azurerm_log_analytics_workspace)$/u,
        ),
      ],
      unread: workspace.unread.manifests,
    },
    { things: "configuration that ships logs", good: "Logs are shipped." },
  );

/** Requests leave traces. */
export const traces: Rule = (workspace) => {
  const exporting = workspace.workloads.filter((one) =>
    one.containers.some((container) => JSON.stringify(container.value)?.includes('"OTEL_EXPORTER_OTLP')),
  );
  return verdictOfAny(
    {
      found: [
        ...objectPlaces(
          workspace,
          /^(?:OpenTelemetryCollector|Instrumentation)\.opentelemetry\.io$|^(?:Jaeger\.jaegertracing\.io|Tempo\w+\.tempo\.grafana\.com)$/u,
        ),
        ...imagePlaces(workspace, /(?:opentelemetry-collector|otel\/|jaegertracing|grafana\/tempo|openzipkin)/iu),
        ...exporting.map((one) => one.object.place()),
        ...filePlaces(workspace, /(?:^|\/)(?:otel|tempo|jaeger)[^/]*\.ya?ml$/iu),
      ],
      unread: workspace.unread.manifests,
    },
    { things: "configuration of OpenTelemetry, Tempo, Jaeger and Zipkin", good: "Requests are traced." },
  );
};

/** Something asks from outside whether the service answers. */
export const synthetics: Rule = (workspace) =>
  verdictOfAny(
    {
      found: [
        ...objectPlaces(workspace, /^Probe\.monitoring\.coreos\.com$/u),
        ...imagePlaces(workspace, /blackbox-exporter|synthetic/iu),
        ...filePlaces(workspace, /(?:^|\/)(?:blackbox|checkly|synthetics?)[^/]*\.(?:ya?ml|json|[jt]s)$/iu),
        ...resourcePlaces(
          workspace,
          /^(?:aws_synthetics_canary|google_monitoring_uptime_check_config|aws_route53_health_check|azurerm_application_insights_(?:standard_)?web_test|datadog_synthetics_test|grafana_synthetic_monitoring_check)$/u,
        ),
      ],
      unread: workspace.unread.manifests,
    },
    { things: "probes from outside", good: "The service is probed from outside." },
  );
