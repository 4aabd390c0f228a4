import type { Variable } from "../../facts/application.ts";
import type { Problem } from "../../facts/detection.ts";
import type { Fact } from "../../facts/fact.ts";
import { fact } from "../shared/evidence.ts";
import { isLoopback, loopbackProblems } from "../shared/loopback.ts";
import type { Listening } from "./listening.ts";

/** The address that a server binds to, with a problem where nobody outside its container reaches it. */
export function nodeBind(
  { binds, withoutHost, host }: Listening,
  environment: readonly Fact<Variable>[],
  framework: string | undefined,
  path: string,
): { bind?: Fact<string>; problems: readonly Problem[] } {
  const bind =
    binds.find((one) => isLoopback(one.value)) ??
    binds[0] ??
    byVariable(environment, host) ??
    usual(framework, withoutHost);
  const variable = environment.find(
    ({ value }) => value.default === bind?.value && /HOST|ADDR|BIND|LISTEN/iu.test(value.name),
  )?.value.name;
  const fix =
    variable === undefined
      ? "Bind to 0.0.0.0, or read the address from an environment variable."
      : `Set ${variable} to 0.0.0.0 in the container.`;
  return { ...(bind !== undefined && { bind }), problems: loopbackProblems(bind, path, fix) };
}

/** What a variable that gives the address is without a value: `env.HOST` of a checked environment. */
function byVariable(environment: readonly Fact<Variable>[], host: string | undefined): Fact<string> | undefined {
  const found = environment.find(({ value }) => value.name.toLowerCase() === host);
  const address = found?.value.default;
  if (found === undefined || address === undefined || !/^[\w.:-]+$/u.test(address)) return undefined;
  const { name } = found.value;
  return {
    ...found,
    value: address,
    evidence: found.evidence.map((at) => ({ ...at, says: `sets ${name} to ${address}` })),
  };
}

/** Fastify is the one that takes the loopback address where it is given none. */
function usual(framework: string | undefined, at: Listening["withoutHost"]): Fact<string> | undefined {
  return framework === "fastify" && at !== undefined
    ? fact("127.0.0.1", "likely", { ...at, says: "names no address, so that Fastify binds to 127.0.0.1" })
    : undefined;
}
