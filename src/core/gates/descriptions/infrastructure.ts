import { describe } from "../description.ts";

/** What the Terraform of the workspace says. */
export const INFRASTRUCTURE_CHECKS = describe("infrastructure", {
  "infra-code": {
    label: "Infrastructure is code",
    why: "What was clicked together cannot be reviewed, repeated or rebuilt.",
    reads: "resources and modules in Terraform",
    source: "decision-path.md:27, 1",
  },
  "infra-structure": {
    label: "Terraform is laid out as expected",
    why: "Variables, outputs and versions in their own places are found by everybody.",
    reads: "blocks of Terraform by file: variables, outputs, required versions",
    source: "safety-handbook.md:1303",
  },
  "infra-state": {
    label: "State is remote and locked",
    why: "Two people applying at once from local state destroy each other's work.",
    reads: "backend blocks of Terraform",
    source: "safety-handbook.md:1303",
  },
  "infra-encryption": {
    label: "Data is encrypted at rest",
    why: "A disk or a snapshot that gets away must not be readable.",
    reads: "encryption settings of databases, disks, buckets and file systems",
    source: "decision-path.md:27, 3",
  },
  "infra-zones": {
    label: "Several zones are used",
    why: "A zone that fails must not take the whole system.",
    reads: "zones and multi-zone settings of subnets, groups, clusters and databases",
    source: "decision-path.md:25, 1",
  },
  "infra-backups": {
    label: "Databases are backed up for 30 days",
    why: "A backup that is gone before the damage is noticed is none.",
    reads: "backup retention of databases, and backup plans",
    source: "safety-handbook.md:846",
  },
  "infra-environments": {
    label: "Each environment has its own values",
    why: "The same code with other values is what makes staging a rehearsal.",
    reads: "variable files by environment, and variables",
    source: "decision-path.md:43, 1",
  },
  "infra-modules": {
    label: "Modules are used and pinned",
    why: "A module that moves under you changes infrastructure without a diff.",
    reads: "sources and versions of modules",
    source: "safety-handbook.md:1303",
  },
  "infra-open-ingress": {
    label: "Only web ports are open to the world",
    why: "A port other than 80 and 443 that everybody reaches is where break-ins begin.",
    reads: "ingress rules of security groups and firewalls",
    source: "decision-path.md:25, 6",
  },
  "infra-network": {
    label: "Networks are parted",
    why: "A private network with its own rules is the first wall.",
    reads: "networks, subnets and security groups",
    source: "decision-path.md:25, 6",
  },
  "infra-load-balancer": {
    label: "Load balancers end TLS and check health",
    why: "A balancer without a health check sends requests to the dead.",
    reads: "load balancers, listeners, certificates and target health checks",
    source: "decision-path.md:25, 3",
  },
  "infra-cdn": {
    label: "A CDN or cache stands in front",
    why: "What is served from near the reader does not load the origin.",
    reads: "content delivery and cache resources",
    source: "decision-path.md:25, 5",
  },
  "infra-autoscaling": {
    label: "Groups scale by themselves",
    why: "Load changes faster than people do.",
    reads: "bounds of scaling groups and node pools, and scaling policies",
    source: "decision-path.md:25, 2",
  },
  "infra-iam": {
    label: "Identities have least privilege",
    why: "A policy of stars makes one leaked key a total loss.",
    reads: "actions and resources of policies, and role bindings",
    source: "decision-path.md:27, 5",
  },
  "infra-monitoring": {
    label: "Infrastructure is watched from the start",
    why: "What is provisioned without alarms fails unseen.",
    reads: "alarms, log groups and flow logs",
    source: "decision-path.md:27, 6",
  },
});
