import { describe } from "../description.ts";

/** What people can read about the system. */
export const DOCUMENT_CHECKS = describe("documents", {
  "documents-readme": {
    label: "The README says how to deploy",
    why: "The first page is where a stranger begins.",
    reads: "a README with a part about deployment",
    source: "safety-handbook.md:1326",
  },
  "documents-runbook": {
    label: "A runbook is there",
    why: "At night people follow steps, not ideas.",
    reads: "runbooks and playbooks with steps to follow",
    source: "decision-path.md:48, 3",
  },
  "documents-architecture": {
    label: "The architecture is drawn",
    why: "Who changes a part must see what hangs on it.",
    reads: "architecture documents with a diagram",
    source: "safety-handbook.md:1326",
  },
  "documents-rollback": {
    label: "The way back is written down",
    why: "The commands of a rollback are prepared before it is needed.",
    reads: "documents about rollback with commands",
    source: "safety-handbook.md:1326",
  },
  "documents-incident": {
    label: "Incidents have a procedure",
    why: "Who is called, who decides and who tells the others is settled before.",
    reads: "documents about incidents, severities and escalation",
    source: "decision-path.md:55, 6",
  },
  "documents-post-mortem": {
    label: "Post-mortems have a form",
    why: "What is learned from an incident has a place to be written down.",
    reads: "post-mortem documents and templates",
    source: "decision-path.md:48, 6",
  },
});
