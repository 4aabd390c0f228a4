import type { Application, CommandLine } from "../../facts/application.ts";

/** The arguments of a start command that names the built program itself; none where a tool builds and runs it. */
export function argumentsOf({ startCommand }: Application, tools: readonly string[]): CommandLine {
  const [program, ...rest] = startCommand?.value ?? [];
  return program === undefined || [...tools, "sh", "bash", "make"].includes(program) ? [] : rest;
}
