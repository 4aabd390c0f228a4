import type { Problem } from "../../facts/detection.ts";
import type { Fact } from "../../facts/fact.ts";

/** Whether an address is one that only its own machine (or container) can reach. */
export function isLoopback(address: string): boolean {
  return /^(?:localhost|127(?:\.\d{1,3}){3}|\[?::1\]?)$/iu.test(address);
}

/** The problem of an application that binds to loopback; none for any other. `path` is its folder, `fix` what to do. */
export function loopbackProblems(bind: Fact<string> | undefined, path: string, fix: string): readonly Problem[] {
  if (bind === undefined || !isLoopback(bind.value)) return [];
  return [
    {
      reason: "BindsLoopback",
      path,
      message: `It listens on ${bind.value} only, so nothing outside its container reaches it. ${fix}`,
      evidence: bind.evidence,
    },
  ];
}
