import { found, type Part, row, said, stage } from "./stage.ts";

/** The stages of container orchestration. A release is rolled out between the second and the third. */
export const containers: Part = {
  nodes: [
    stage("CONFIGURE_CONTAINER_PLATFORM", {
      label: "Set up the platform",
      line: 32,
      why: "Applications inherit whatever the platform under them lacks.",
      checks: [
        said(
          "containers-cluster",
          "The cluster is hardened: private API or allow list, upgrades, node pools",
          "decided",
        ),
        found("security-rbac", "decided"),
        said("containers-registry", "The registry scans images and only those who need it may push", "decided"),
        found("k8s-service-mesh", "decided"),
        found("k8s-ingress-tls", "decided"),
        found("k8s-resources", "decided"),
        found("k8s-liveness", "decided"),
        found("monitoring-logs", "decided"),
        found("monitoring-metrics", "decided"),
      ],
    }),
    stage("DEPLOY_APPLICATIONS", {
      label: "Prepare the applications",
      line: 34,
      why: "What a manifest leaves out, the cluster decides, and it decides for convenience.",
      checks: [
        found("k8s-update-strategy", "decided"),
        found("k8s-services", "decided"),
        found("k8s-secret-references", "decided"),
        found("k8s-configuration", "decided"),
        found("k8s-autoscaling", "decided"),
        found("k8s-replicas", "decided"),
        found("k8s-storage", "decided"),
        found("recovery-backups", "decided"),
        found("k8s-readiness", "decided"),
        found("k8s-liveness", "decided"),
      ],
    }),
    stage("VALIDATE_CONTAINER_DEPLOYMENT", {
      label: "Validate the containers",
      line: 36,
      why: "A rollout that is ready has shown that pods start; whether they work together is still to be seen.",
      checks: [
        said("containers-healthy", "All containers run and answer their probes", "seen"),
        said("containers-discovery", "Services find and reach each other by name", "seen"),
        said("containers-scaling-tested", "Pods were added and removed under load, as the metrics asked for", "tested"),
        found("k8s-disruption-budget", "decided"),
        said("containers-rollback-tested", "A rolling update and its way back were rehearsed", "tested"),
        said("containers-storage-tested", "Data was still there and whole after containers restarted", "tested"),
        said("containers-observed", "Metrics and logs of the new pods arrive", "seen"),
      ],
    }),
  ],
  edges: row(
    "CONFIGURE_CONTAINER_PLATFORM",
    "DEPLOY_APPLICATIONS",
    "VALIDATE_CONTAINER_DEPLOYMENT",
    "PRODUCTION_VALIDATION",
  ),
};
