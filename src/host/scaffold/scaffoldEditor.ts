import type { Disposable } from "../../base/dispose.ts";
import type { Handlers } from "../commands/registry.ts";

/** Every command of scaffolding. */
export const SCAFFOLD_COMMANDS = [
  "tidegate.scaffold",
  "tidegate.scaffoldWrite",
  "tidegate.scaffoldTakeAll",
  "tidegate.scaffoldLeaveConflicts",
  "tidegate.scaffoldDiscard",
  "tidegate.scaffoldCompare",
  "tidegate.scaffoldTakeMine",
  "tidegate.scaffoldTakeGenerated",
  "tidegate.scaffoldTakeBoth",
  "tidegate.scaffoldLeave",
] as const;

export type ScaffoldHandlers = Pick<Handlers, (typeof SCAFFOLD_COMMANDS)[number]>;

/** Questions, preview and writing: loaded with the first command of scaffolding. */
export interface ScaffoldEditor extends Disposable {
  readonly handlers: ScaffoldHandlers;
}
