import type { CommandId } from "../contributions/commands.ts";
import type { RolloutStatus } from "../../core/rollout/verdict.ts";

/** How a row stands: a rollout's status, or what keeps Tidegate from knowing it. */
export type RowState = RolloutStatus | "loading" | "stale" | "forbidden" | "failed" | "waiting" | "none";

/** A codicon and the theme colour it wears. */
export interface RowIcon {
  readonly id: string;
  readonly color?: string;
}

/**
 * One row of a tree as plain data; `T` says what it stands for, which is what commands act on. `children` is called
 * only when the row is open, so that what nobody looks at is never built; it is absent where there can be none.
 */
export interface Row<T = unknown> {
  readonly id: string;
  readonly label: string;
  readonly description: string;
  /** Markdown; everything from outside in it is escaped. */
  readonly tooltip: string;
  /** The whole row as one sentence. */
  readonly accessibilityLabel: string;
  readonly state: RowState;
  readonly icon: RowIcon;
  readonly collapsible: "none" | "collapsed" | "expanded";
  /** Words between semicolons, read by the menus' `when` clauses. */
  readonly contextValue: string;
  /** Marks production through a file decoration. */
  readonly production?: boolean;
  /** Whether its checkbox is ticked; absent where it has none. */
  readonly checked?: boolean;
  readonly target: T;
  /** What a click on the row does, called on it. */
  readonly click?: CommandId;
  readonly children?: () => readonly Row<T>[];
}

/** Joins words to a context value; those that are undefined or false are left out. */
export function contextValue(...words: readonly (string | false | undefined)[]): string {
  const said = words.filter((word) => typeof word === "string");
  return `;${said.join(";")};`;
}
