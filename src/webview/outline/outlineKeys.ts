import type { Panel } from "../panelProps.ts";
import type { OutlineRow } from "./outlineRows.ts";

interface OutlineKeys {
  press(row: OutlineRow): void;
  down(event: KeyboardEvent, row: OutlineRow, rows: readonly OutlineRow[]): void;
}

/** The keyboard as in any tree of VS Code. `go` puts the keyboard onto a row. */
export function outlineKeys({ state, moves, focus }: Panel, go: (key: string | undefined) => void): OutlineKeys {
  const isOpen = ({ group }: OutlineRow): boolean => group !== undefined && !state.collapsed.value.has(group.id);
  const press = ({ group, node }: OutlineRow): void => {
    if (group !== undefined) moves.toggleGroup(group.id);
    if (node !== undefined) state.selected.value = node.id;
  };
  return {
    press,
    down(event, row, rows) {
      const at = rows.indexOf(row);
      const keys: Readonly<Record<string, () => void>> = {
        ArrowDown: () => go(rows[at + 1]?.key),
        ArrowUp: () => go(rows[at - 1]?.key),
        Home: () => go(rows[0]?.key),
        End: () => go(rows.at(-1)?.key),
        ArrowRight: () => (isOpen(row) ? go(rows[at + 1]?.key) : row.group && moves.toggleGroup(row.group.id)),
        ArrowLeft: () => (isOpen(row) && row.group ? moves.toggleGroup(row.group.id) : go(row.under)),
        " ": () => press(row),
        Enter: () => {
          press(row);
          if (row.node !== undefined) focus("details");
        },
        Escape: () => focus("graph"),
        o: () => focus("graph"),
        "/": () => focus("search"),
      };
      const act = event.ctrlKey || event.altKey || event.metaKey ? undefined : keys[event.key];
      if (act === undefined) return;
      event.preventDefault();
      act();
    },
  };
}
