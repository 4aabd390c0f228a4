import type { Services } from "../services.ts";
import { SCAFFOLD_COMMANDS, type ScaffoldHandlers } from "../scaffold/scaffoldEditor.ts";

/** The commands of scaffolding; what they do is loaded with the first of them. */
export function scaffoldCommands({ scaffoldEditor }: Services): ScaffoldHandlers {
  const entries = SCAFFOLD_COMMANDS.map((id) => [
    id,
    async (subject: unknown) => (await scaffoldEditor()).handlers[id](subject),
  ]);
  return Object.fromEntries(entries) as ScaffoldHandlers;
}
