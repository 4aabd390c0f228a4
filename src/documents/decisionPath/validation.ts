import { checkSpec } from "../../core/gates/registry.ts";
import type { Group } from "../../core/graph/graph.ts";
import { type Part, row, said, sourceAt, stage, way } from "./stage.ts";

const FAILED = "FAILED";

/** The five validations that every way out goes through, and the end they lead to. */
export const validation: Part = {
  nodes: [
    stage("VALIDATE_DEVOPS_IMPLEMENTATION", {
      label: "Was it done?",
      line: 98,
      why: "The run itself shows which stages were passed.",
      checks: [
        checkSpec("run-task-analysed"),
        checkSpec("run-research-applied"),
        checkSpec("run-production-validated"),
        said("improvement-measured", "Figures from before and after show what became better", "tested"),
      ],
    }),
    stage("VALIDATE_PRODUCTION_EFFECTIVENESS", {
      label: "Does it work?",
      line: 99,
      why: "Done is not yet effective: each area is looked at once more in production.",
      checks: [
        said("effective-infrastructure", "What was provisioned scales and is watched", "seen"),
        said("effective-pipeline", "The pipeline tested and deployed the last change", "seen"),
        said("effective-monitoring", "Alarms reach somebody who knows what to do", "seen"),
        said("effective-security", "Rules and vulnerabilities were looked at, and nothing is left open", "seen"),
      ],
    }),
    stage("VALIDATE_FORMAT", {
      label: "Is it told completely?",
      line: 100,
      why: "Whoever takes over reads the handoff and nothing else.",
      checks: [
        said("handoff-complete", "Phase, infrastructure, delivery, production and route are each told", "decided"),
        checkSpec("run-token"),
        said("handoff-specific", "What was delivered is named and has figures", "decided"),
        said("handoff-production", "The state of production is told from what was seen", "seen"),
      ],
    }),
    stage("VALIDATE_COMPLETION_HANDOFF", {
      label: "Is it in the right hands?",
      line: 101,
      why: "A handoff to the wrong people is none.",
      checks: [
        said("completion-fits", "The ending that was chosen fits who works with it next", "decided"),
        said("completion-context", "They have what they need to go on without asking", "decided"),
        said("completion-coordination", "It was considered whether the project has to be coordinated first", "decided"),
        said("completion-told", "Those concerned were told and have said so", "seen"),
      ],
    }),
    stage("PREVENT_LOOPS", {
      label: "Did it go in circles?",
      line: 102,
      why: "Mending without end hides that help is needed; three attempts a cycle, then somebody else looks.",
      checks: [
        checkSpec("run-attempts"),
        checkSpec("run-circles"),
        checkSpec("run-progress"),
        checkSpec("run-escalation"),
      ],
    }),
    {
      kind: "end",
      id: "FINAL_OUTPUT",
      label: "Delivered",
      why: "Every validation passed, and the handoff carries the token of the ending that was chosen.",
      source: sourceAt(115),
      outcome: "completed",
    },
  ],
  edges: [
    ...row(
      "VALIDATE_DEVOPS_IMPLEMENTATION",
      "VALIDATE_PRODUCTION_EFFECTIVENESS",
      "VALIDATE_FORMAT",
      "VALIDATE_COMPLETION_HANDOFF",
      "PREVENT_LOOPS",
      "FINAL_OUTPUT",
    ),
    way("VALIDATE_DEVOPS_IMPLEMENTATION", "DEVOPS_ERROR", "fail", FAILED),
    way("VALIDATE_PRODUCTION_EFFECTIVENESS", "PRODUCTION_ERROR", "fail", FAILED),
    way("VALIDATE_FORMAT", "FORMAT_ERROR", "fail", FAILED),
    way("VALIDATE_COMPLETION_HANDOFF", "COMPLETION_ERROR", "fail", FAILED),
    way("PREVENT_LOOPS", "ESCALATE_DEVOPS", "fail", FAILED),
  ],
};

/** The source draws these in a frame of their own. */
export const VALIDATION_GROUP: Group = {
  id: "VALIDATION",
  label: "Validation",
  nodes: [
    "VALIDATE_DEVOPS_IMPLEMENTATION",
    "VALIDATE_PRODUCTION_EFFECTIVENESS",
    "VALIDATE_FORMAT",
    "VALIDATE_COMPLETION_HANDOFF",
    "PREVENT_LOOPS",
  ],
};
