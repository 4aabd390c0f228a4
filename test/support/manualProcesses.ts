import type { ProcessTable } from "../../src/core/ports/processTable.ts";

/** Processes that live and die as a test says, and that share one machine. */
export function manualProcesses(): { as(pid: number): ProcessTable; kill(pid: number): void } {
  const dead = new Set<number>();
  return {
    as: (pid) => ({
      self: async () => ({ pid, startedAt: `start of ${pid}`, space: "here" }),
      liveness: async (other) => {
        if (other.space !== "here") return "elsewhere";
        return dead.has(other.pid) ? "dead" : "alive";
      },
    }),
    kill: (pid) => void dead.add(pid),
  };
}
