import { found, type Part, row, said, stage } from "./stage.ts";

/** The stages where all kinds come together. A release is rolled out between them. */
export const comprehensive: Part = {
  nodes: [
    stage("COORDINATE_DEVOPS_INTEGRATION", {
      label: "Bring it together",
      line: 60,
      why: "Parts that are each sound can still fail each other where they meet.",
      checks: [
        said(
          "together-plan",
          "One plan names infrastructure, containers, pipeline, monitoring and security",
          "decided",
        ),
        found("pipeline-promotion", "decided"),
        found("infra-code", "decided"),
        said("together-validation", "It is agreed how the whole is tested, beyond its parts", "decided"),
        found("monitoring-dashboards", "decided"),
        found("documents-runbook", "decided"),
      ],
    }),
    stage("COMPREHENSIVE_DEVOPS_VALIDATION", {
      label: "Validate the whole",
      line: 62,
      why: "Only the system as a whole is what users meet.",
      checks: [
        said("whole-tested", "The whole was run with all parts in place", "tested"),
        said(
          "whole-interplay",
          "Infrastructure, pipeline, monitoring and security were seen to work together",
          "tested",
        ),
        said("whole-end-to-end", "A change went from commit to production with no step by hand", "tested"),
        said("whole-chaos", "It stood the expected load while parts of it were taken away", "tested"),
        said("whole-observed", "One place shows the state of all parts", "seen"),
        said("whole-requirements", "Every requirement of the task was ticked off", "decided"),
      ],
    }),
  ],
  edges: row("COORDINATE_DEVOPS_INTEGRATION", "COMPREHENSIVE_DEVOPS_VALIDATION", "PRODUCTION_VALIDATION"),
};
