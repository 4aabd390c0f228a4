import { found, type Part, row, said, stage } from "./stage.ts";

/** The stages of a delivery pipeline. */
export const pipeline: Part = {
  nodes: [
    stage("DESIGN_CICD_PIPELINE", {
      label: "Design the pipeline",
      line: 39,
      why: "A pipeline is the one way into production, so every kind of doubt gets a stage of its own.",
      checks: [
        found("pipeline-stages", "decided"),
        found("pipeline-tests", "decided"),
        found("pipeline-dependency-scan", "decided"),
        found("pipeline-artifacts", "decided"),
        said("pipeline-strategies", "Blue-green, canary and the way back were weighed, and one was chosen", "decided"),
        found("pipeline-notifications", "decided"),
      ],
    }),
    stage("IMPLEMENT_BUILD_AUTOMATION", {
      label: "Automate build and tests",
      line: 41,
      why: "A build that a person starts by hand differs a little every time.",
      checks: [
        found("pipeline-cache", "decided"),
        found("pipeline-parallel", "decided"),
        found("pipeline-quality", "decided"),
        found("pipeline-dependency-scan", "decided"),
        found("pipeline-image-scan", "decided"),
        found("pipeline-versioning", "decided"),
        found("k8s-images", "decided"),
        said("pipeline-duration", "The time a build takes is measured and was worked on", "tested"),
      ],
    }),
    stage("CONFIGURE_DEPLOYMENT_AUTOMATION", {
      label: "Automate deployment",
      line: 43,
      why: "A deployment that undoes itself when it fails needs nobody to be awake.",
      checks: [
        found("infra-environments", "decided"),
        said("pipeline-blue-green", "Traffic can be switched between two versions, or it is known why not", "decided"),
        said("pipeline-canary", "A version can be rolled out by steps, or it is known why not", "decided"),
        found("pipeline-health-check", "decided"),
        found("pipeline-rollback", "decided"),
        found("pipeline-promotion", "decided"),
        found("pipeline-production-gate", "decided"),
      ],
    }),
  ],
  edges: row(
    "DESIGN_CICD_PIPELINE",
    "IMPLEMENT_BUILD_AUTOMATION",
    "CONFIGURE_DEPLOYMENT_AUTOMATION",
    "PRODUCTION_VALIDATION",
  ),
};
