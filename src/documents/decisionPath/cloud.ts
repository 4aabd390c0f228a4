import { found, type Part, row, said, stage } from "./stage.ts";

/** The stages of cloud infrastructure. */
export const cloud: Part = {
  nodes: [
    stage("DESIGN_CLOUD_ARCHITECTURE", {
      label: "Design the cloud",
      line: 25,
      why: "What is to stay up when a zone is lost has to be drawn that way before it is built.",
      checks: [
        found("infra-zones", "decided"),
        found("k8s-zones", "decided"),
        found("infra-autoscaling", "decided"),
        found("infra-load-balancer", "decided"),
        said("cloud-databases", "Databases are designed with a backup, a replica and a way to recover", "decided"),
        found("infra-cdn", "decided"),
        found("infra-network", "decided"),
        found("infra-open-ingress", "decided"),
      ],
    }),
    stage("PROVISION_INFRASTRUCTURE", {
      label: "Provision it as code",
      line: 27,
      why: "What was clicked together cannot be built a second time.",
      checks: [
        found("infra-code", "decided"),
        found("infra-state", "decided"),
        said("cloud-sizing", "Machines are sized from measured need and hardened", "decided"),
        found("infra-encryption", "decided"),
        found("infra-backups", "decided"),
        said("cloud-networking", "Security groups, load balancers and the CDN were made by the same code", "decided"),
        found("infra-iam", "decided"),
        found("infra-monitoring", "decided"),
      ],
    }),
    stage("VALIDATE_CLOUD_INFRASTRUCTURE", {
      label: "Validate the cloud",
      line: 29,
      why: "Infrastructure counts once it was seen to work; a single part that is not there keeps the path shut.",
      checks: [
        said("cloud-resources-healthy", "Every resource was provisioned and answers its health check", "seen"),
        said("cloud-scaling-tested", "Groups grew and shrank under a simulated load", "tested"),
        said("cloud-network-tested", "What should connect does, and what should not is refused", "tested"),
        said("cloud-recovery-tested", "Databases were reached, backed up and restored in a test", "tested"),
        said("cloud-cdn-tested", "The CDN serves what it should, measured from where users are", "tested"),
        said(
          "cloud-alerts-tested",
          "The metrics arrive, and an alert of the infrastructure was seen to fire",
          "tested",
        ),
      ],
    }),
  ],
  edges: row(
    "DESIGN_CLOUD_ARCHITECTURE",
    "PROVISION_INFRASTRUCTURE",
    "VALIDATE_CLOUD_INFRASTRUCTURE",
    "PRODUCTION_VALIDATION",
  ),
};
