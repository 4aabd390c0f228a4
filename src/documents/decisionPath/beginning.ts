import { found, type Part, row, said, sourceAt, stage, way } from "./stage.ts";

/** What is asked before anything is chosen: the task, what is known, and what there is. */
export const beginning: Part = {
  nodes: [
    {
      kind: "start",
      id: "START",
      label: "Deployment asked for",
      why: "The path begins with a request, and every stage of it leaves evidence behind.",
      source: sourceAt(12),
    },
    stage("GET_TASK", {
      label: "Read the task",
      line: 14,
      why: "What is not known to be wanted cannot be delivered, so the task is read before anything is planned.",
      checks: [
        said("task-read", "The task was read to its end, with what it depends on", "decided"),
        said("task-deployment", "What has to be deployed, and where to, is written down", "decided"),
        said("task-security", "The security and compliance rules that apply are named", "decided"),
        said("task-scale", "The load to carry and how fast to answer are stated as figures", "decided"),
        said("task-monitoring", "It is stated what must be watched and who is told", "decided"),
        said("task-acceptance", "It is stated what has to hold before this counts as ready for production", "decided"),
      ],
    }),
    stage("VALIDATE_RESEARCH", {
      label: "Check what is known",
      line: 16,
      why: "Versions and practices age; a plan rests on documents that were read, not on memory.",
      checks: [
        said("research-collected", "The documents that this deployment rests on are collected in one place", "decided"),
        said("research-read", "What they say about platform, orchestration and pipelines was read", "decided"),
        said("research-current", "The versions they speak of are still supported", "decided"),
        said("research-applied", "Every choice of the plan names the document it comes from", "decided"),
        said("research-methods", "The steps to take were taken from them and written down", "decided"),
        said("research-safety", "They cover security and monitoring, too", "decided"),
      ],
    }),
    stage("ANALYZE_DEPLOYMENT_SCOPE", {
      label: "Look at what there is",
      line: 18,
      why: "A change that does not know what stands already runs into it.",
      checks: [
        found("documents-architecture", "decided"),
        said("scope-infrastructure", "What the code needs to run was listed from the code itself", "decided"),
        said("scope-baseline", "Today's load, latency and error rate were noted for comparison", "tested"),
        said("scope-security", "The gaps in security and compliance are known", "decided"),
        said("scope-scale", "It is known what has to scale and what limits it", "decided"),
        said("scope-observability", "It is known what is watched today and what is not", "decided"),
        said("scope-readiness", "It is agreed which checks must pass before production", "decided"),
      ],
    }),
  ],
  edges: [
    way("START", "GET_TASK", "started"),
    ...row("GET_TASK", "VALIDATE_RESEARCH", "ANALYZE_DEPLOYMENT_SCOPE", "DEPLOYMENT_TYPE"),
  ],
};
