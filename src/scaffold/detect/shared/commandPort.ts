import type { Port } from "../../facts/application.ts";
import type { Evidence, Fact } from "../../facts/fact.ts";
import { fact } from "./evidence.ts";
import { portOf } from "./ports.ts";

/** The port that a command line names, or the variable in it; `fallback` stands for a variable without a number. */
export function portOfLine(command: string, fallback: number, at: Evidence): Fact<Port> | undefined {
  const variable = /\$\{?(\w*PORT)(?::-(\d{1,5}))?\}?/u.exec(command);
  const written = portOf(
    /(?:--port|-p|--server\.port)[= ]"?(\d{2,5})\b/u.exec(command)?.[1] ??
      /(?:--bind|-b|:)[= ]?"?[\w.]*:(\d{2,5})\b/u.exec(command)?.[1] ??
      /\brunserver\s(?:[^|;&]{0,60}?[\s:])?(\d{2,5})(?=\s|$)/u.exec(command)?.[1],
  );
  if (variable?.[1] !== undefined) {
    const number = portOf(variable[2]) ?? fallback;
    return fact({ number, variable: variable[1] }, "certain", { ...at, says: `takes its port from ${variable[1]}` });
  }
  return written === undefined
    ? undefined
    : fact({ number: written }, "certain", { ...at, says: `listens on ${written}` });
}
