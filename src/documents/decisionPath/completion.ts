import { found, type Part, said, sourceAt, stage, way } from "./stage.ts";

/** Success, and how it is handed over: four ways, each with the token that names it. */
export const completion: Part = {
  nodes: [
    stage("DEVOPS_SUCCESS", {
      label: "Deployment stands",
      line: 77,
      why: "What was delivered is said area by area, so that nothing is taken for granted.",
      token: "DEVOPS_COMPLETE_D9K7",
      checks: [
        said("success-infrastructure", "The infrastructure this touches is up and scales, or none was touched", "seen"),
        said("success-pipeline", "The pipeline deploys and can roll back, or none was touched", "seen"),
        said("success-monitoring", "What was deployed is seen and raises its alarms", "seen"),
        said("success-security", "The controls and rules that apply to it hold", "seen"),
      ],
    }),
    {
      kind: "decision",
      id: "DETERMINE_COMPLETION_NEEDS",
      label: "How does it go on?",
      why: "Who takes over decides what they need to know.",
      source: sourceAt(84),
      question: "Who takes over from here?",
      options: [
        { id: "production-ready", label: "Nobody: it takes traffic" },
        { id: "project-coordination", label: "The project's coordination" },
        { id: "operational-handoff", label: "The operations team" },
        { id: "task-complete", label: "Nobody: only this task was asked for" },
      ],
    },
    stage("PRODUCTION_OPERATIONAL", {
      label: "In production",
      line: 88,
      why: "Live traffic is the last test; somebody has to have looked.",
      token: "PRODUCTION_READY_D7L6",
      checks: [
        said("operational-traffic", "Live traffic is served, or may be switched on at any time", "seen"),
        said("operational-automation", "Scaling, alarms and deployment work without a person", "seen"),
      ],
    }),
    stage("PROJECT_COMPLETION_HANDOFF", {
      label: "To the project",
      line: 90,
      why: "Other parts of the project wait for this one, and somebody brings them together.",
      token: "COORD_DEVOPS_D8M9",
      checks: [
        said("project-told", "Whoever coordinates the project knows what is done and what is open", "seen"),
        said("project-next", "It is written down what the project still needs from here", "decided"),
      ],
    }),
    stage("OPERATIONAL_HANDOFF", {
      label: "To operations",
      line: 92,
      why: "A team can only run what it was shown.",
      token: "OPERATIONAL_READY_D6N8",
      checks: [
        found("documents-runbook", "decided"),
        said("operations-told", "The operations team knows what changed and whom to ask", "seen"),
        said("operations-access", "They can get in, see the dashboards and roll back", "seen"),
      ],
    }),
    stage("DEVOPS_TASK_COMPLETE", {
      label: "Task done",
      line: 94,
      why: "Only this was asked for; what was delivered is named, so that it can be found.",
      token: "DEVOPS_TASK_COMPLETE_D3R6",
      checks: [said("task-delivered", "What the task asked for is delivered, and each part of it is named", "seen")],
    }),
  ],
  edges: [
    way("DEVOPS_SUCCESS", "DETERMINE_COMPLETION_NEEDS"),
    way("DETERMINE_COMPLETION_NEEDS", "PRODUCTION_OPERATIONAL", "production-ready", "PRODUCTION READY"),
    way("DETERMINE_COMPLETION_NEEDS", "PROJECT_COMPLETION_HANDOFF", "project-coordination", "PROJECT COORDINATION"),
    way("DETERMINE_COMPLETION_NEEDS", "OPERATIONAL_HANDOFF", "operational-handoff", "OPERATIONAL HANDOFF"),
    way("DETERMINE_COMPLETION_NEEDS", "DEVOPS_TASK_COMPLETE", "task-complete", "DEVOPS COMPLETE ONLY"),
    way("PRODUCTION_OPERATIONAL", "VALIDATE_DEVOPS_IMPLEMENTATION"),
    way("PROJECT_COMPLETION_HANDOFF", "VALIDATE_DEVOPS_IMPLEMENTATION"),
    way("OPERATIONAL_HANDOFF", "VALIDATE_DEVOPS_IMPLEMENTATION"),
    way("DEVOPS_TASK_COMPLETE", "VALIDATE_DEVOPS_IMPLEMENTATION"),
  ],
};
