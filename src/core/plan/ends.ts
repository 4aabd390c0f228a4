import type { RunOutcome } from "../graph/graph.ts";
import type { Draft } from "./draft.ts";

/** Ids of the ends a plan may have. */
export const END = {
  verified: "verified",
  rolledBack: "rolled-back",
  kept: "kept",
  rejected: "rejected",
  withdrawn: "withdrawn",
  blocked: "blocked",
  failed: "failed",
  superseded: "superseded",
} as const;

/** Every end; those that nothing leads to are left out of the plan. */
export function ends(verified: string): readonly Draft[] {
  return [
    end(END.verified, verified, "completed", "It ran healthily for the whole hold."),
    end(END.rolledBack, "Rolled back", "rolled-back", "What ran before runs again and is ready."),
    end(END.kept, "Kept, unverified", "failed", "A person kept the new version although it did not prove itself."),
    end(END.rejected, "Rejected", "rejected", "A rejection is final."),
    end(END.withdrawn, "Withdrawn", "aborted", "Who asked for it took the request back before anything changed."),
    end(END.blocked, "Blocked", "blocked", "A gate that is not open lets nothing through."),
    end(END.failed, "Failed", "failed", "A person must look: nothing more is done by itself."),
    end(END.superseded, "Superseded", "superseded", "Someone else changed the workload; the run does not fight them."),
  ];
}

function end(id: string, label: string, outcome: RunOutcome, why: string): Draft {
  return { node: { kind: "end", id, label, outcome, why }, ways: {} };
}
