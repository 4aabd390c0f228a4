import type { WorkspaceCheckId } from "../core/gates/registry.ts";
import type { Rule } from "./rule.ts";
import * as documents from "./rules/documents/documents.ts";
import * as infraCode from "./rules/infrastructure/code.ts";
import * as infraData from "./rules/infrastructure/data.ts";
import * as infraNetwork from "./rules/infrastructure/network.ts";
import * as infraOperation from "./rules/infrastructure/operation.ts";
import * as availability from "./rules/kubernetes/availability.ts";
import { configuration } from "./rules/kubernetes/configuration.ts";
import { images } from "./rules/kubernetes/images.ts";
import * as probes from "./rules/kubernetes/probes.ts";
import { resources } from "./rules/kubernetes/resources.ts";
import * as scaling from "./rules/kubernetes/scaling.ts";
import { secretReferences } from "./rules/kubernetes/secretReferences.ts";
import { storage } from "./rules/kubernetes/storage.ts";
import * as traffic from "./rules/kubernetes/traffic.ts";
import * as alerts from "./rules/monitoring/alerts.ts";
import { dashboards } from "./rules/monitoring/dashboards.ts";
import * as metrics from "./rules/monitoring/metrics.ts";
import * as routing from "./rules/monitoring/routing.ts";
import * as hardening from "./rules/pipelines/hardening.ts";
import * as quality from "./rules/pipelines/quality.ts";
import * as stages from "./rules/pipelines/stages.ts";
import * as backups from "./rules/recovery/backups.ts";
import * as restore from "./rules/recovery/restore.ts";
import * as contexts from "./rules/security/contexts.ts";
import { imageStages } from "./rules/security/imageStages.ts";
import * as isolation from "./rules/security/isolation.ts";
import * as policies from "./rules/security/policies.ts";
import { rbac } from "./rules/security/rbac.ts";
import * as secrets from "./rules/security/secrets.ts";
import * as watch from "./rules/security/watch.ts";

/** The rule behind every check that workspace files answer. */
export const RULES: Readonly<Record<WorkspaceCheckId, Rule>> = {
  "k8s-readiness": probes.readiness,
  "k8s-liveness": probes.liveness,
  "k8s-resources": resources,
  "k8s-autoscaling": scaling.autoscaling,
  "k8s-autoscaling-bounds": scaling.autoscalingBounds,
  "k8s-replicas": scaling.replicas,
  "k8s-disruption-budget": availability.disruptionBudget,
  "k8s-update-strategy": availability.updateStrategy,
  "k8s-secret-references": secretReferences,
  "k8s-storage": storage,
  "k8s-zones": availability.zones,
  "k8s-services": traffic.services,
  "k8s-ingress-tls": traffic.ingressTls,
  "k8s-images": images,
  "k8s-configuration": configuration,
  "k8s-service-mesh": traffic.serviceMesh,
  "pipeline-stages": stages.stages,
  "pipeline-order": stages.order,
  "pipeline-tests": stages.tests,
  "pipeline-quality": quality.quality,
  "pipeline-quality-gate": quality.qualityGate,
  "pipeline-dependency-scan": quality.dependencyScan,
  "pipeline-image-scan": quality.imageScan,
  "pipeline-cache": quality.cache,
  "pipeline-parallel": stages.parallel,
  "pipeline-artifacts": quality.artifacts,
  "pipeline-versioning": quality.versioning,
  "pipeline-production-gate": stages.productionGate,
  "pipeline-promotion": stages.promotion,
  "pipeline-rollback": stages.rollback,
  "pipeline-health-check": stages.healthCheck,
  "pipeline-notifications": stages.notifications,
  "pipeline-pinned-actions": hardening.pinnedActions,
  "pipeline-permissions": hardening.permissions,
  "pipeline-untrusted-input": hardening.untrustedInput,
  "monitoring-metrics": metrics.metrics,
  "monitoring-alerts": alerts.alerts,
  "monitoring-alert-coverage": alerts.alertCoverage,
  "monitoring-runbook-links": alerts.runbookLinks,
  "monitoring-routing": routing.routing,
  "monitoring-on-call": routing.onCall,
  "monitoring-noise": routing.noise,
  "monitoring-dashboards": dashboards,
  "monitoring-logs": metrics.logs,
  "monitoring-traces": metrics.traces,
  "monitoring-synthetics": metrics.synthetics,
  "infra-code": infraCode.code,
  "infra-structure": infraCode.structure,
  "infra-state": infraCode.state,
  "infra-encryption": infraData.encryption,
  "infra-zones": infraData.zones,
  "infra-backups": infraData.backups,
  "infra-environments": infraCode.environments,
  "infra-modules": infraCode.modules,
  "infra-open-ingress": infraNetwork.openIngress,
  "infra-network": infraNetwork.network,
  "infra-load-balancer": infraNetwork.loadBalancer,
  "infra-cdn": infraNetwork.cdn,
  "infra-autoscaling": infraOperation.autoscaling,
  "infra-iam": infraOperation.iam,
  "infra-monitoring": infraOperation.monitoring,
  "security-network-policy": isolation.networkPolicy,
  "security-non-root": contexts.nonRoot,
  "security-privileges": contexts.privileges,
  "security-read-only-root": contexts.readOnlyRoot,
  "security-image-stages": imageStages,
  "security-service-accounts": isolation.serviceAccounts,
  "security-rbac": rbac,
  "security-pod-standards": isolation.podStandards,
  "security-policies": policies.policies,
  "security-policies-enforced": policies.policiesEnforced,
  "security-secrets-manager": secrets.secretsManager,
  "security-secret-rotation": secrets.secretRotation,
  "security-no-plain-secrets": secrets.noPlainSecrets,
  "security-dependency-updates": watch.dependencyUpdates,
  "security-threat-detection": watch.threatDetection,
  "security-audit": watch.audit,
  "security-benchmark": watch.benchmark,
  "recovery-backups": backups.backups,
  "recovery-backup-retention": backups.retention,
  "recovery-restore-test": restore.restoreTest,
  "recovery-plan": restore.plan,
  "documents-readme": documents.readme,
  "documents-runbook": documents.runbook,
  "documents-architecture": documents.architecture,
  "documents-rollback": documents.rollback,
  "documents-incident": documents.incident,
  "documents-post-mortem": documents.postMortem,
};
