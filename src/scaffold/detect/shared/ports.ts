import type { Port } from "../../facts/application.ts";
import type { Problem } from "../../facts/detection.ts";
import type { Fact } from "../../facts/fact.ts";
import { best } from "./best.ts";

/** Whether a number is one that a server can listen on. */
export function isPort(number: number): boolean {
  return Number.isInteger(number) && number > 0 && number < 65_536;
}

/** A port written as digits; undefined for anything else. */
export function portOf(text: string | undefined): number | undefined {
  const number = text !== undefined && /^\d{1,5}$/u.test(text.trim()) ? Number(text) : Number.NaN;
  return isPort(number) ? number : undefined;
}

/**
 * The port among several facts, and a problem where two that are no guesses name different numbers. `path` is the
 * application's folder. A variable that one of them names is kept where the numbers agree.
 */
export function portAmong(
  facts: readonly (Fact<Port> | undefined)[],
  path: string,
): { port?: Fact<Port>; problems: readonly Problem[] } {
  const known = facts.filter((one) => one !== undefined);
  const chosen = best(known.filter((one) => one.confidence !== "guess")) ?? best(known);
  if (chosen === undefined) return { problems: [] };
  // What a framework usually does is no evidence beside what the code says.
  const agreeing = known.filter(
    (one) => one.value.number === chosen.value.number && (one.confidence !== "guess" || chosen.confidence === "guess"),
  );
  const variable = chosen.value.variable ?? agreeing.find((one) => one.value.variable !== undefined)?.value.variable;
  const value: Port = { number: chosen.value.number, ...(variable !== undefined && { variable }) };
  const evidence = [...new Set([...chosen.evidence, ...agreeing.flatMap((one) => one.evidence)])];
  const port = { ...chosen, value, evidence };
  const others = known.filter((one) => one.confidence !== "guess" && one.value.number !== value.number);
  return { port, problems: others.length === 0 ? [] : [disagree(port, others, path)] };
}

function disagree(port: Fact<Port>, others: readonly Fact<Port>[], path: string): Problem {
  const numbers = [...new Set([port, ...others].map((one) => one.value.number))];
  return {
    reason: "PortsDisagree",
    path,
    message: `The ports ${numbers.join(" and ")} are both named for this application; ${port.value.number} is taken. Make them agree, or correct the port before files are written.`,
    evidence: [port, ...others].flatMap((one) => one.evidence),
  };
}
