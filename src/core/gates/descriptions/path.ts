import { describe } from "../description.ts";

/** What a run on the decision path shows by itself. */
export const PATH_CHECKS = describe("release", {
  "run-task-analysed": {
    label: "The task was read in this run",
    why: "What is not known to be wanted cannot be delivered.",
    reads: "the stages this run has passed",
    source: "decision-path.md:98",
  },
  "run-research-applied": {
    label: "What is known was checked in this run",
    why: "A plan rests on documents that were read, not on memory.",
    reads: "the stages this run has passed",
    source: "decision-path.md:98",
  },
  "run-production-validated": {
    label: "Production was validated in this run",
    why: "A validation of another day says nothing about this deployment.",
    reads: "the stages this run has passed",
    source: "decision-path.md:98",
  },
  "run-token": {
    label: "The handoff has a well-formed token",
    why: "Tools sort handoffs by their token: capitals, digits and underscores.",
    reads: "the ending this run came by",
    source: "decision-path.md:100",
  },
  "run-attempts": {
    label: "At most three attempts a cycle",
    why: "A fourth attempt is a sign that somebody else should look.",
    reads: "the attempts of this run",
    source: "decision-path.md:102",
  },
  "run-circles": {
    label: "Nothing was tried twice",
    why: "The same attempt again cannot end otherwise.",
    reads: "the attempts of this run",
    source: "decision-path.md:102",
  },
  "run-progress": {
    label: "What had failed has passed since",
    why: "Going on over a failure is no progress.",
    reads: "the attempts of this run and the stages it passed",
    source: "decision-path.md:102",
  },
  "run-escalation": {
    label: "A run that is stuck calls for help",
    why: "Without an end that escalates, a stuck run would be forgotten.",
    reads: "the graph of this run",
    source: "decision-path.md:102",
  },
  "still-to-deploy": {
    label: "The release is still to be deployed",
    why: "A path that begins again must not deploy a second time what it has deployed.",
    reads: "the stages this run has passed",
    source: "decision-path.md:118",
  },
});
