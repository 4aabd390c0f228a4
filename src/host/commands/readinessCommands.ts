import { READINESS_COMMANDS, type ReadinessHandlers } from "../readiness/readinessEditor.ts";
import type { Services } from "../services.ts";

/** The commands of the Readiness view; what they do is loaded with the first of them. */
export function readinessCommands({ readiness }: Services): ReadinessHandlers {
  const entries = READINESS_COMMANDS.map((id) => [
    id,
    async (subject: unknown) => (await readiness.editor()).handlers[id](subject),
  ]);
  return Object.fromEntries(entries) as ReadinessHandlers;
}
