import { found, type Part, row, said, stage } from "./stage.ts";

/** The stages of security and compliance. */
export const security: Part = {
  nodes: [
    stage("IMPLEMENT_SECURITY_CONTROLS", {
      label: "Put controls in place",
      line: 53,
      why: "Each layer is built as if the one before it had failed.",
      checks: [
        found("security-network-policy", "decided"),
        found("security-privileges", "decided"),
        found("security-service-accounts", "decided"),
        found("security-rbac", "decided"),
        said("security-mfa", "Whoever may change production signs in with a second factor", "decided"),
        found("security-dependency-updates", "decided"),
        found("security-secrets-manager", "decided"),
        found("security-secret-rotation", "decided"),
        found("security-no-plain-secrets", "decided"),
        found("security-threat-detection", "decided"),
        found("security-audit", "decided"),
      ],
    }),
    stage("CONFIGURE_COMPLIANCE_AUTOMATION", {
      label: "Automate compliance",
      line: 55,
      why: "A rule that is checked by a machine holds on every day, not only on the day of the audit.",
      checks: [
        found("security-policies", "decided"),
        found("security-policies-enforced", "decided"),
        found("security-audit", "decided"),
        said("security-audit-kept", "Audit trails are kept as long as the rules ask for", "decided"),
        found("security-benchmark", "decided"),
        found("security-pod-standards", "decided"),
        said("security-remediation", "Common mistakes of configuration are put right by a machine", "decided"),
        said("security-report", "There is a report of compliance that those who must answer for it read", "decided"),
        found("documents-incident", "decided"),
      ],
    }),
    stage("VALIDATE_SECURITY_DEPLOYMENT", {
      label: "Validate security",
      line: 57,
      why: "A control that nobody tried to get past is a hope.",
      checks: [
        said("security-penetration-tested", "Somebody tried to break in, and what they found is closed", "tested"),
        said(
          "security-access-tested",
          "Access was refused where it should be, and granted where it should be",
          "tested",
        ),
        said("security-scan-tested", "A planted vulnerability was found by the scanners", "tested"),
        said("security-response-tested", "The response to an incident was practised", "tested"),
        said("security-audit-tested", "A change was followed back to who made it", "tested"),
        said("security-metrics-seen", "The report and its figures show today's state", "seen"),
      ],
    }),
  ],
  edges: row(
    "IMPLEMENT_SECURITY_CONTROLS",
    "CONFIGURE_COMPLIANCE_AUTOMATION",
    "VALIDATE_SECURITY_DEPLOYMENT",
    "PRODUCTION_VALIDATION",
  ),
};
