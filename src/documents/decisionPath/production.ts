import { found, mending, type Part, said, sourceAt, stage, way } from "./stage.ts";

/** Where all kinds come together: production is tried, and what fails is mended and tried again. */
export const production: Part = {
  nodes: [
    stage("PRODUCTION_VALIDATION", {
      label: "Validate production",
      line: 65,
      why: "Load, attack, loss and alarm are tried on purpose before they come by themselves; one failure blocks.",
      checks: [
        said("load-test-done", "The expected peak was driven through it, and it scaled and held", "tested"),
        said("penetration-test-done", "Somebody tried to break in, and nothing found is left open", "tested"),
        said("recovery-done", "A backup was restored and the recovery plan was walked through", "tested"),
        found("recovery-plan", "decided"),
        found("recovery-restore-test", "decided"),
        said("alarm-done", "A simulated incident raised its alarm and reached a person", "tested"),
        said("compliance-done", "Compliance was checked, and the audit trail shows this change", "tested"),
        said("rollback-done", "A deployment was rolled back and came back healthy", "tested"),
      ],
    }),
    {
      kind: "decision",
      id: "VALIDATION_RESULT",
      label: "Production valid?",
      why: "The checks answer this by themselves; nobody may choose to pass.",
      source: sourceAt(73),
      question: "Did production stand up to its validation?",
      follows: "PRODUCTION_VALIDATION",
      options: [
        { id: "pass", label: "All validations pass" },
        { id: "fail", label: "Something failed" },
      ],
    },
    {
      ...mending("FIX_DEVOPS_ISSUES", "PRODUCTION_VALIDATION", {
        label: "Mend what failed",
        line: 79,
        why: "Each attempt says what is done differently; the same words again would go in a circle.",
        checks: [said("fix-tried", "What failed was analysed, and it is said what was changed", "decided")],
      }),
      detail: [
        "Look at each failure and find what it comes from.",
        "Infrastructure: what was provisioned or configured wrongly.",
        "Pipeline: what does not build, test or deploy.",
        "Monitoring: what is not seen or does not raise its alarm.",
        "Security: which control or rule does not hold.",
        "Production: what was too slow or did not come back.",
      ].join("\n"),
    },
  ],
  edges: [
    way("PRODUCTION_VALIDATION", "VALIDATION_RESULT"),
    way("PRODUCTION_VALIDATION", "VALIDATION_RESULT", "fail"),
    way("VALIDATION_RESULT", "DEVOPS_SUCCESS", "pass", "ALL VALIDATIONS PASS"),
    way("VALIDATION_RESULT", "FIX_DEVOPS_ISSUES", "fail", "VALIDATION FAILURES"),
    way("FIX_DEVOPS_ISSUES", "PRODUCTION_VALIDATION"),
    way("FIX_DEVOPS_ISSUES", "ESCALATE_DEVOPS", "circular"),
  ],
};
