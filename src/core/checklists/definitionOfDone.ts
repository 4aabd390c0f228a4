import type { Checklist } from "./checklist.ts";

/** What holds before work on a deployment counts as finished. Source: safety-handbook.md:1272, whose list has seven groups; the
 * eighth are the three levels of quality that its report of progress names, safety-handbook.md:1357. */
export const DEFINITION_OF_DONE: Checklist = {
  id: "definition-of-done",
  title: "Definition of done",
  when: "Holds before work on a deployment counts as finished.",
  groups: [
    {
      id: "container",
      label: "Containers",
      lines: [
        {
          id: "image",
          label: "The image has several stages and stays below 500 MB",
          source: "safety-handbook.md:1278",
          checks: ["security-image-stages", "image-small"],
        },
        {
          id: "privileges",
          label: "It runs without root, on a file system that it cannot write",
          source: "safety-handbook.md:1279",
          checks: ["security-non-root", "security-read-only-root"],
        },
        {
          id: "health",
          label: "It says whether it is well, and this was tried",
          source: "safety-handbook.md:1280",
          checks: ["k8s-readiness", "application-starts"],
        },
        {
          id: "settings",
          label: "Its settings are those of production",
          source: "safety-handbook.md:1281",
          checks: ["k8s-configuration", "variables-set"],
        },
        {
          id: "build",
          label: "It is built and starts here",
          source: "safety-handbook.md:1282",
          checks: ["build-production", "application-starts"],
        },
        {
          id: "scan",
          label: "Scanners found nothing high or critical",
          source: "safety-handbook.md:1283",
          checks: ["security-full"],
        },
      ],
    },
    {
      id: "kubernetes",
      label: "Kubernetes",
      lines: [
        {
          id: "workload",
          label: "Workloads ask for what they need, and have limits",
          source: "safety-handbook.md:1286",
          checks: ["k8s-resources"],
        },
        {
          id: "service",
          label: "Services reach their pods",
          source: "safety-handbook.md:1287",
          checks: ["k8s-services"],
        },
        {
          id: "autoscaling",
          label: "Pods follow the load, within bounds",
          source: "safety-handbook.md:1288",
          checks: ["k8s-autoscaling", "k8s-autoscaling-bounds"],
        },
        {
          id: "ingress",
          label: "Where traffic comes in from outside, it is encrypted",
          source: "safety-handbook.md:1289",
          checks: ["k8s-ingress-tls"],
          whereUsed: true,
        },
        {
          id: "secrets",
          label: "Secrets come by reference",
          source: "safety-handbook.md:1290",
          checks: ["k8s-secret-references"],
        },
        {
          id: "identity",
          label: "Workloads have identities and roles of their own",
          source: "safety-handbook.md:1291",
          checks: ["security-service-accounts", "security-rbac"],
        },
        {
          id: "network",
          label: "Networks let through what is needed",
          source: "safety-handbook.md:1292",
          checks: ["security-network-policy"],
          whereUsed: true,
        },
      ],
    },
    {
      id: "pipeline",
      label: "Pipeline",
      lines: [
        {
          id: "stages",
          label: "Lint, test, security, build and deploy follow one another",
          source: "safety-handbook.md:1295",
          checks: ["pipeline-stages", "pipeline-order"],
        },
        {
          id: "quality",
          label: "Coverage is above 90 %, nothing critical is open, tests pass",
          source: "safety-handbook.md:1296",
          checks: ["coverage", "security-basic", "unit-tests", "pipeline-quality-gate"],
        },
        {
          id: "cache",
          label: "Dependencies are kept from run to run",
          source: "safety-handbook.md:1297",
          checks: ["pipeline-cache"],
        },
        {
          id: "parallel",
          label: "Tests run beside each other",
          source: "safety-handbook.md:1298",
          checks: ["pipeline-parallel"],
        },
        {
          id: "notifications",
          label: "People hear how it went",
          source: "safety-handbook.md:1299",
          checks: ["pipeline-notifications"],
        },
        {
          id: "rollback",
          label: "A failed deployment goes back by itself",
          source: "safety-handbook.md:1300",
          checks: ["pipeline-rollback"],
        },
        {
          id: "time",
          label: "It takes less than five minutes",
          source: "safety-handbook.md:1301",
          checks: ["pipeline-fast"],
        },
      ],
    },
    {
      id: "infrastructure",
      label: "Infrastructure as code",
      lines: [
        { id: "code", label: "All of it is in Terraform", source: "safety-handbook.md:1304", checks: ["infra-code"] },
        {
          id: "state",
          label: "Its state lies elsewhere, and is locked",
          source: "safety-handbook.md:1305",
          checks: ["infra-state"],
        },
        {
          id: "modules",
          label: "Modules are used again",
          source: "safety-handbook.md:1306",
          checks: ["infra-modules"],
        },
        {
          id: "variables",
          label: "What differs is a variable",
          source: "safety-handbook.md:1307",
          checks: ["infra-environments"],
        },
        {
          id: "outputs",
          label: "It says what others need of it",
          source: "safety-handbook.md:1308",
          checks: ["infra-structure"],
        },
        {
          id: "usage",
          label: "It says how it is used",
          source: "safety-handbook.md:1309",
          checks: ["infra-explained"],
        },
      ],
    },
    {
      id: "monitoring",
      label: "Monitoring",
      lines: [
        {
          id: "metrics",
          label: "Metrics are collected",
          source: "safety-handbook.md:1312",
          checks: ["monitoring-metrics"],
        },
        {
          id: "dashboard",
          label: "There is a dashboard",
          source: "safety-handbook.md:1313",
          checks: ["monitoring-dashboards"],
        },
        {
          id: "alerts",
          label: "What is critical wakes somebody up",
          source: "safety-handbook.md:1314",
          checks: ["monitoring-alerts", "monitoring-on-call"],
        },
        { id: "logs", label: "Logs are collected", source: "safety-handbook.md:1315", checks: ["monitoring-logs"] },
        {
          id: "traces",
          label: "Requests are traced",
          source: "safety-handbook.md:1316",
          checks: ["monitoring-traces"],
        },
        {
          id: "availability",
          label: "Availability is counted against 99.9 %",
          source: "safety-handbook.md:1317",
          checks: ["availability-tracked"],
        },
      ],
    },
    {
      id: "security",
      label: "Security",
      lines: [
        {
          id: "secrets",
          label: "No secret lies in code or images",
          source: "safety-handbook.md:1320",
          checks: ["security-no-plain-secrets"],
        },
        {
          id: "images",
          label: "Images are scanned, and clean",
          source: "safety-handbook.md:1321",
          checks: ["pipeline-image-scan", "security-full"],
        },
        {
          id: "roles",
          label: "Roles allow no more than is needed",
          source: "safety-handbook.md:1322",
          checks: ["security-rbac"],
        },
        {
          id: "network",
          label: "Network policies hold traffic back",
          source: "safety-handbook.md:1323",
          checks: ["security-network-policy"],
        },
        {
          id: "benchmark",
          label: "A CIS benchmark is run",
          source: "safety-handbook.md:1324",
          checks: ["security-benchmark"],
        },
      ],
    },
    {
      id: "documents",
      label: "Documents",
      lines: [
        {
          id: "readme",
          label: "The README says how to deploy",
          source: "safety-handbook.md:1327",
          checks: ["documents-readme"],
        },
        {
          id: "runbook",
          label: "There is a runbook",
          source: "safety-handbook.md:1328",
          checks: ["documents-runbook"],
        },
        {
          id: "architecture",
          label: "The deployment is drawn",
          source: "safety-handbook.md:1329",
          checks: ["documents-architecture"],
        },
        {
          id: "recovery",
          label: "There is a plan for a disaster",
          source: "safety-handbook.md:1330",
          checks: ["recovery-plan"],
        },
        {
          id: "rollback",
          label: "The ways back are written down",
          source: "safety-handbook.md:1331",
          checks: ["documents-rollback"],
        },
      ],
    },
    {
      id: "levels",
      label: "Levels of quality",
      lines: [
        {
          id: "pipeline",
          label: "The commit's pipeline is green, its scan clean",
          source: "safety-handbook.md:1358",
          checks: ["pipeline-checks", "security-full"],
        },
        {
          id: "staging",
          label: "Staging has it, and it is well there",
          source: "safety-handbook.md:1359",
          checks: ["staging-verified"],
        },
        {
          id: "production",
          label: "Production waits for a person's yes",
          source: "safety-handbook.md:1360",
          checks: ["approval-asked"],
        },
      ],
    },
  ],
};
