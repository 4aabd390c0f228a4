import type { PATH_CHECKS } from "../../core/gates/descriptions/path.ts";
import type { Finding } from "../../core/gates/finding.ts";
import { judgeAttempts, judgeCircles, judgeEscalation, judgeProgress } from "../../core/gates/rules/loopGuard.ts";
import { judgeStage, judgeStillToDeploy, judgeToken } from "../../core/gates/rules/pathTaken.ts";
import type { RunState } from "../../core/run/state.ts";
import type { Collector } from "./collector.ts";

/** What a run shows by itself; nothing outside is asked. */
export const PATH_COLLECTORS: Readonly<Record<keyof typeof PATH_CHECKS, Collector>> = {
  "run-task-analysed": fromRun((state) => judgeStage(state, "GET_TASK")),
  "run-research-applied": fromRun((state) => judgeStage(state, "VALIDATE_RESEARCH")),
  "run-production-validated": fromRun((state) => judgeStage(state, "PRODUCTION_VALIDATION")),
  "run-token": fromRun(judgeToken),
  "run-attempts": fromRun(judgeAttempts),
  "run-circles": fromRun(judgeCircles),
  "run-progress": fromRun(judgeProgress),
  "run-escalation": fromRun(judgeEscalation),
  "still-to-deploy": fromRun(judgeStillToDeploy),
};

function fromRun(judge: (state: RunState) => Finding): Collector {
  return { source: "journal of the run", collect: async (_ports, state) => judge(state) };
}
