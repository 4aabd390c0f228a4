import type { Problem } from "../../facts/detection.ts";
import { type Fact } from "../../facts/fact.ts";
import { fact } from "../shared/evidence.ts";
import type { Listening } from "./listening.ts";

const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|::1)$/u;

/** The address that a server binds to, with a problem where nobody outside its container reaches it. */
export function nodeBind(
  { binds, withoutHost }: Listening,
  framework: string | undefined,
  path: string,
): { bind?: Fact<string>; problems: readonly Problem[] } {
  const bind = binds.find((one) => LOOPBACK.test(one.value)) ?? binds[0] ?? usual(framework, withoutHost);
  if (bind === undefined) return { problems: [] };
  return { bind, problems: LOOPBACK.test(bind.value) ? [loopback(bind, path)] : [] };
}

/** Fastify is the one that takes the loopback address where it is given none. */
function usual(framework: string | undefined, at: Listening["withoutHost"]): Fact<string> | undefined {
  return framework === "fastify" && at !== undefined
    ? fact("127.0.0.1", "likely", { ...at, says: "names no address, so that Fastify binds to 127.0.0.1" })
    : undefined;
}

function loopback(bind: Fact<string>, path: string): Problem {
  return {
    reason: "BindsLoopback",
    path,
    message: `The server binds to ${bind.value}, which nobody outside its container reaches: probes and requests fail. Bind to 0.0.0.0, or read the address from an environment variable.`,
    evidence: bind.evidence,
  };
}
