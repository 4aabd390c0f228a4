import type { Problem } from "../../facts/detection.ts";
import type { Fact } from "../../facts/fact.ts";
import { fact } from "../shared/evidence.ts";
import { isLoopback, loopbackProblems } from "../shared/loopback.ts";
import type { Listening } from "./listening.ts";

/** The address that a server binds to, with a problem where nobody outside its container reaches it. */
export function nodeBind(
  { binds, withoutHost }: Listening,
  framework: string | undefined,
  path: string,
): { bind?: Fact<string>; problems: readonly Problem[] } {
  const bind = binds.find((one) => isLoopback(one.value)) ?? binds[0] ?? usual(framework, withoutHost);
  const fix = "Bind to 0.0.0.0, or read the address from an environment variable.";
  return { ...(bind !== undefined && { bind }), problems: loopbackProblems(bind, path, fix) };
}

/** Fastify is the one that takes the loopback address where it is given none. */
function usual(framework: string | undefined, at: Listening["withoutHost"]): Fact<string> | undefined {
  return framework === "fastify" && at !== undefined
    ? fact("127.0.0.1", "likely", { ...at, says: "names no address, so that Fastify binds to 127.0.0.1" })
    : undefined;
}
