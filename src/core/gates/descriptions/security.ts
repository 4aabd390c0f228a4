import { describe } from "../description.ts";

/** What workspace files say about privileges, secrets, policies and isolation. */
export const SECURITY_CHECKS = describe("security", {
  "security-network-policy": {
    label: "Traffic is denied unless allowed",
    why: "A pod that was broken into should reach nothing it does not need.",
    reads: "NetworkPolicies, with a default deny in every namespace that has workloads",
    source: "decision-path.md:53, 1",
  },
  "security-non-root": {
    label: "Nothing runs as root",
    why: "Root in a container is one bug away from root on the node.",
    reads: "runAsNonRoot and runAsUser of pods and containers",
    source: "safety-handbook.md:1277",
  },
  "security-privileges": {
    label: "Containers have no privileges",
    why: "Without escalation and capabilities a broken process stays a process.",
    reads: "privilege escalation, privileged mode, capabilities and host namespaces",
    source: "decision-path.md:53, 1",
  },
  "security-read-only-root": {
    label: "Root file systems are read-only",
    why: "What cannot be written cannot be replaced.",
    reads: "readOnlyRootFilesystem of containers",
    source: "safety-handbook.md:1277",
  },
  "security-image-stages": {
    label: "Images are built in several stages",
    why: "Compilers and caches that stay in an image are weight, and a way in.",
    reads: "Dockerfiles",
    source: "safety-handbook.md:1278",
  },
  "security-service-accounts": {
    label: "Pods have their own identity or none",
    why: "The default account's token in every pod lets one pod act for all.",
    reads: "service accounts and their tokens in pod templates",
    source: "decision-path.md:53, 2",
  },
  "security-rbac": {
    label: "Roles name what they allow",
    why: "A star in a role grants what does not exist yet.",
    reads: "rules of Roles and ClusterRoles, and bindings",
    source: "decision-path.md:53, 2",
  },
  "security-pod-standards": {
    label: "Namespaces enforce the pod standards",
    why: "The API server itself then refuses pods that ask for too much.",
    reads: "pod-security labels of Namespaces",
    source: "decision-path.md:55, 3",
  },
  "security-policies": {
    label: "Policies are code",
    why: "A rule that a machine enforces needs no reminder.",
    reads: "Kyverno, Gatekeeper, ValidatingAdmissionPolicy and Rego policies",
    source: "decision-path.md:55, 1",
  },
  "security-policies-enforced": {
    label: "Policies deny, not only warn",
    why: "A policy in audit mode lets everything through.",
    reads: "enforcement actions of policies",
    source: "decision-path.md:55, 1",
  },
  "security-secrets-manager": {
    label: "Secrets live in a manager",
    why: "Encrypted storage with an audit trail is where credentials can be rotated.",
    reads: "External Secrets, Sealed Secrets, SOPS files, the secrets store driver and Vault",
    source: "decision-path.md:53, 4",
  },
  "security-secret-rotation": {
    label: "Secrets are rotated",
    why: "A credential that never changes is known by everyone who ever left.",
    reads: "refresh intervals of External Secrets, rotation resources, certificate renewals",
    source: "decision-path.md:53, 4",
  },
  "security-no-plain-secrets": {
    label: "No credentials lie in files",
    why: "Whatever was committed once is in every clone for good.",
    reads: "Secret manifests, .env files, private keys, known token formats and variable files",
    source: "safety-handbook.md:1319",
  },
  "security-dependency-updates": {
    label: "Dependencies are updated by a machine",
    why: "A known vulnerability is fixed when its update is merged, not when it is published.",
    reads: "configuration of Dependabot and Renovate",
    source: "decision-path.md:53, 3",
  },
  "security-threat-detection": {
    label: "Threats are detected at run time",
    why: "Scanners see what is shipped, not what is done to it.",
    reads: "Falco, Tetragon, GuardDuty and similar",
    source: "decision-path.md:53, 5",
  },
  "security-audit": {
    label: "Changes leave an audit trail",
    why: "Who did what must be known after the fact.",
    reads: "audit policies, CloudTrail and log retention",
    source: "decision-path.md:55, 2",
  },
  "security-benchmark": {
    label: "A benchmark is run",
    why: "CIS and similar baselines find what nobody thought of.",
    reads: "kube-bench, Checkov, tfsec, Kubescape, Polaris and similar in pipelines and manifests",
    source: "decision-path.md:55, 3",
  },
});
