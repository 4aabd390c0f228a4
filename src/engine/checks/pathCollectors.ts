import type { PATH_CHECKS } from "../../core/gates/descriptions/path.ts";
import type { Finding } from "../../core/gates/finding.ts";
import { judgeAttempts, judgeCircles, judgeEscalation, judgeProgress } from "../../core/gates/rules/loopGuard.ts";
import { judgeStage, judgeStillToDeploy, judgeToken } from "../../core/gates/rules/pathTaken.ts";
import type { RunState } from "../../core/run/state.ts";
import type { Collector } from "./collector.ts";

/** What a run shows by itself; nothing outside is asked. */
export const PATH_COLLECTORS: Readonly<Record<keyof typeof PATH_CHECKS, Collector>> = {
  "path-task-analysed": fromRun((state) => judgeStage(state, "GET_TASK")),
  "path-research-applied": fromRun((state) => judgeStage(state, "VALIDATE_RESEARCH")),
  "path-production-validated": fromRun((state) => judgeStage(state, "PRODUCTION_VALIDATION")),
  "path-token": fromRun(judgeToken),
  "path-attempts": fromRun(judgeAttempts),
  "path-circles": fromRun(judgeCircles),
  "path-progress": fromRun(judgeProgress),
  "path-escalation": fromRun(judgeEscalation),
  "still-to-deploy": fromRun(judgeStillToDeploy),
};

function fromRun(judge: (state: RunState) => Finding): Collector {
  return { source: "journal of the run", collect: async (_ports, state) => judge(state) };
}
