import type { TreeDataProvider } from "vscode";
import type { Disposable } from "../../base/dispose.ts";
import type { Handlers } from "../commands/registry.ts";

/** Every command of the Readiness view and of comparing. */
export const READINESS_COMMANDS = [
  "tidegate.assess",
  "tidegate.stopAssessing",
  "tidegate.chooseReadiness",
  "tidegate.openReadiness",
  "tidegate.openEvidence",
  "tidegate.attestLine",
  "tidegate.compare",
] as const;

export type ReadinessHandlers = Pick<Handlers, (typeof READINESS_COMMANDS)[number]>;

/** Checklists and comparisons in the editor: loaded when the view is first seen, or with the first of its commands. */
export interface ReadinessEditor extends Disposable {
  readonly handlers: ReadinessHandlers;
  readonly rows: TreeDataProvider<unknown>;
  /** What the view shows is not the newest any more. */
  readonly lookAgain: () => void;
}
