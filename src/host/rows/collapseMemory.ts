import type { Row } from "./row.ts";

/** Keeps what a person opened and closed over reloads. The editor keeps it only for rows that were there at once. */
export interface CollapseMemory {
  /** Undefined where the person never touched the row. */
  isOpen(id: string): boolean | undefined;
  remember(id: string, open: boolean): void;
}

/** Most rows remembered; those touched longest ago are forgotten first. */
const MOST = 500;

/** The part of `vscode.Memento` that is needed. */
export interface Memory {
  get(key: string): unknown;
  update(key: string, value: unknown): PromiseLike<void>;
}

/** A collapse memory in the workspace's state under this key. */
export function collapseMemory(memory: Memory, key: string): CollapseMemory {
  const open = new Map((memory.get(key) ?? []) as [string, boolean][]);
  return {
    isOpen: (id) => open.get(id),
    remember(id, isOpen) {
      open.delete(id);
      open.set(id, isOpen);
      void memory.update(key, [...open].slice(-MOST));
    },
  };
}

/** How a row stands: as the person left it, else as the row would like. */
export function collapseOf({ id, collapsible }: Row, memory: CollapseMemory | undefined): Row["collapsible"] {
  if (collapsible === "none") return "none";
  const open = memory?.isOpen(id);
  return open === undefined ? collapsible : open ? "expanded" : "collapsed";
}
