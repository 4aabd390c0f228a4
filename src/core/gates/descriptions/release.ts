import { describe } from "../description.ts";

/** What the cluster and the run itself say about a release. */
export const RELEASE_CHECKS = describe("release", {
  "diff-reviewed": {
    label: "Diff was reviewed",
    why: "The server's answer to what would change must be the one that was looked at.",
    reads: "the server-side dry run",
    source: "safety-handbook.md:786",
  },
  "workloads-ready": {
    label: "Workloads can roll",
    why: "A workload that is paused, scaled to zero or mid-rollout cannot show whether the new version is good.",
    reads: "the rollout status of every workload",
    source: "safety-handbook.md:208",
  },
  "may-patch": {
    label: "Changing is allowed",
    why: "A missing permission is better found before the first change than between two.",
    reads: "the server's word on permissions",
    source: "decision-path.md:27, 5",
  },
  "image-changes": {
    label: "Images change as planned",
    why: "A plan made from other images than those that run now would replace something unseen.",
    reads: "the images of every workload",
    source: "safety-handbook.md:208",
  },
  "window-open": {
    label: "Changes may begin now",
    why: "Nobody should break what nobody is there to mend.",
    reads: "the clock, and the environment's windows and freezes",
    source: "safety-handbook.md:210",
  },
  "approval-asked": {
    label: "A person's yes stands before it",
    why: "What may break production is not decided by whoever starts it.",
    reads: "the plan of this run",
    source: "safety-handbook.md:1360",
  },
  "approvals-enforced": {
    label: "The cluster holds people to the approval",
    why: "A rule that the API server does not know binds only those who keep it.",
    reads: "the approval policies and the guard of the namespace",
    source: "release-gatekeeper.md:50",
  },
  "environment-free": {
    label: "No other run",
    why: "Two runs in one environment would undo each other.",
    reads: "the environment's lock",
    source: "safety-handbook.md:208",
  },
});
