import type { Checklist } from "./checklist.ts";

/** What is settled before anything changes in production. Source: safety-handbook.md:200, five groups. */
export const PRE_DEPLOYMENT: Checklist = {
  id: "pre-deployment",
  title: "Pre-deployment checklist",
  when: "Worked through before production or its infrastructure changes.",
  groups: [
    {
      id: "preparation",
      label: "Preparation",
      lines: [
        {
          id: "staging",
          label: "It proved itself in a staging that is like production",
          source: "safety-handbook.md:202",
          checks: ["staging-verified", "staging-alike"],
        },
        {
          id: "tests",
          label: "Unit, integration and end-to-end tests pass",
          source: "safety-handbook.md:203",
          checks: ["unit-tests", "integration-tests", "end-to-end-tests"],
        },
        {
          id: "security",
          label: "Scanners found nothing high or critical",
          source: "safety-handbook.md:204",
          checks: ["security-full"],
        },
        {
          id: "migrations",
          label: "Migrations were tried, with their way back",
          source: "safety-handbook.md:205",
          checks: ["migrations-tested"],
        },
        { id: "load", label: "It bore the load of a test", source: "safety-handbook.md:206", checks: ["load"] },
        {
          id: "dashboards",
          label: "Dashboards show what is new",
          source: "safety-handbook.md:207",
          checks: ["monitoring-dashboards"],
        },
      ],
    },
    {
      id: "communication",
      label: "Communication",
      lines: [
        {
          id: "stakeholders",
          label: "Everybody concerned knows when it happens",
          source: "safety-handbook.md:210",
          checks: ["stakeholders-told"],
        },
        {
          id: "on-call",
          label: "Somebody is on call and in reach",
          source: "safety-handbook.md:211",
          checks: ["on-call-available"],
        },
        {
          id: "incident",
          label: "What to do in an incident is written down",
          source: "safety-handbook.md:212",
          checks: ["documents-incident"],
        },
        {
          id: "rollback-written",
          label: "The way back is written down and was walked",
          source: "safety-handbook.md:213",
          checks: ["documents-rollback", "rehearsed"],
        },
      ],
    },
    {
      id: "safety",
      label: "Safety measures",
      lines: [
        {
          id: "strategy",
          label: "The new version comes beside the old one",
          source: "safety-handbook.md:216",
          checks: ["gradual-strategy"],
        },
        {
          id: "health",
          label: "Every service says whether it is well",
          source: "safety-handbook.md:217",
          checks: ["k8s-readiness", "k8s-liveness"],
        },
        {
          id: "backup",
          label: "The last backup is less than an hour old",
          source: "safety-handbook.md:218",
          checks: ["backup-recent"],
        },
        {
          id: "flags",
          label: "Risky changes can be switched off",
          source: "safety-handbook.md:219",
          checks: ["feature-flags"],
        },
        {
          id: "traffic",
          label: "Traffic moves over in steps that are settled",
          source: "safety-handbook.md:220",
          checks: ["traffic-plan"],
        },
      ],
    },
    {
      id: "monitoring",
      label: "Monitoring",
      lines: [
        {
          id: "watched",
          label: "Somebody watches the live figures",
          source: "safety-handbook.md:223",
          checks: ["dashboard-open"],
        },
        {
          id: "alerts",
          label: "Alerts reach people",
          source: "safety-handbook.md:224",
          checks: ["monitoring-routing", "monitoring-on-call"],
        },
        {
          id: "logs",
          label: "Logs come together in one place",
          source: "safety-handbook.md:225",
          checks: ["monitoring-logs"],
        },
        {
          id: "traces",
          label: "Requests can be followed through the services",
          source: "safety-handbook.md:226",
          checks: ["monitoring-traces"],
        },
      ],
    },
    {
      id: "rollback",
      label: "Rollback",
      lines: [
        {
          id: "previous",
          label: "The images that it would go back to are there",
          source: "safety-handbook.md:229",
          checks: ["previous-images-present"],
        },
        {
          id: "command",
          label: "The way back is known and was tried",
          source: "safety-handbook.md:230",
          checks: ["way-back-verified", "rehearsed"],
        },
        {
          id: "time",
          label: "Going back takes five minutes at most",
          source: "safety-handbook.md:231",
          checks: ["rollback-time"],
        },
        {
          id: "data",
          label: "Changed data can be brought back",
          source: "safety-handbook.md:232",
          checks: ["data-way-back"],
        },
      ],
    },
  ],
};
