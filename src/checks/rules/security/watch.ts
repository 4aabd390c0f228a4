import type { Rule } from "../../rule.ts";
import { verdictOfAny } from "../../verdict.ts";
import {
  filePlaces,
  imagePlaces,
  linePlaces,
  objectPlaces,
  resourcePlaces,
  stepPlaces,
  templatePlaces,
} from "../signs.ts";

/** A machine proposes updates of dependencies. */
export const dependencyUpdates: Rule = (workspace) =>
  verdictOfAny(
    {
      found: filePlaces(
        workspace,
        /(?:^|\/)(?:\.github\/dependabot\.ya?ml|\.?renovate(?:rc)?(?:\.json5?)?|\.renovaterc(?:\.json)?)$/u,
      ),
      unread: [],
    },
    { things: "configuration of Dependabot and Renovate", good: "Updates of dependencies are proposed by a machine." },
  );

const DETECTORS = /(?:falco|tetragon|kubearmor|sysdig|wazuh|tracee)/iu;

/** Something watches for intruders at run time. */
export const threatDetection: Rule = (workspace) =>
  verdictOfAny(
    {
      found: [
        ...imagePlaces(workspace, DETECTORS),
        ...objectPlaces(workspace, /^(?:TracingPolicy|KubeArmorPolicy|RuntimePolicy)/u),
        ...filePlaces(workspace, /(?:^|\/)falco[^/]*\.ya?ml$/u),
        ...resourcePlaces(
          workspace,
          /^(?:aws_guardduty_detector|aws_securityhub_account|google_scc_.+|azurerm_security_center_.+|azurerm_sentinel_.+)$/u,
        ),
      ],
      unread: workspace.unread.manifests,
    },
    { things: "Falco, Tetragon, GuardDuty and their like", good: "Threats are detected at run time." },
  );

/** Who changed what is written down by the platform. */
export const audit: Rule = (workspace) =>
  verdictOfAny(
    {
      found: [
        ...objectPlaces(workspace, /^Policy\.audit\.k8s\.io$/u),
        ...resourcePlaces(
          workspace,
          /^(?:aws_cloudtrail|google_project_iam_audit_config|azurerm_monitor_diagnostic_setting|aws_config_configuration_recorder)$/u,
        ),
        ...linePlaces(workspace, /\.tf$/u, /enabled_cluster_log_types\s*=\s*\[[^\]]*"audit"/u),
      ],
      unread: workspace.unread.manifests,
    },
    { things: "audit policies and trails", good: "Changes leave an audit trail." },
  );

const BENCHMARKS =
  /\b(?:kube-bench|checkov|tfsec|kubescape|polaris|kube-score|kubesec|kube-linter|terrascan|docker-bench|trivy\s+config|scan-type:\s*['"]?config|kics|datree)\b/u;

/** A security baseline is measured. */
export const benchmark: Rule = (workspace) =>
  verdictOfAny(
    {
      found: [
        ...stepPlaces(workspace, BENCHMARKS),
        ...imagePlaces(workspace, BENCHMARKS),
        ...templatePlaces(workspace, /SAST-IaC/u),
      ],
      unread: workspace.unread.pipelines,
    },
    { things: "benchmarks such as kube-bench and Checkov", good: "A security benchmark is run." },
  );
