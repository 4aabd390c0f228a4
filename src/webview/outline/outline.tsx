import { useComputed, useSignal, useSignalEffect } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import type { PictureGraph } from "../../protocol/picture.ts";
import { Icon } from "../icon.tsx";
import type { Panel, PanelProps } from "../panelProps.ts";
import { spokenNode } from "../say/spokenNode.ts";
import { t } from "../words/language.ts";
import { kindText, nodesText, STATE_ICON, stateText } from "../words/texts.ts";
import { outlineKeys } from "./outlineKeys.ts";
import { type OutlineRow, outlineRows } from "./outlineRows.ts";

/** The same graph as a tree of lines, for those who listen to it or would rather read. */
export function Outline({ panel }: PanelProps): JSX.Element {
  const { state } = panel;
  const rows = useComputed(() => (state.graph.value ? outlineRows(state.graph.value, state.collapsed.value) : []));
  const ways = useComputed(() => leadsTo(state.graph.value));
  const at = useSignal<string | undefined>(undefined);
  const tree = useRef<HTMLDivElement>(null);
  const current = rows.value.find(({ key }) => key === (at.value ?? state.shown.value)) ?? rows.value[0];
  const enter = (key: string | undefined): void => {
    if (key === undefined) return;
    at.value = key;
    tree.current?.querySelector<HTMLElement>(`#${CSS.escape(rowId(rows.value, key))}`)?.focus();
  };
  // What is selected elsewhere is where the keyboard comes back to.
  useSignalEffect(() => {
    if (state.selected.value !== undefined) at.value = state.selected.value;
  });
  useEffect(() => tree.current?.querySelector('[tabindex="0"]')?.scrollIntoView({ block: "nearest" }), [current?.key]);
  const keys = outlineKeys(panel, enter);
  return (
    <div class="outline" role="tree" aria-label={t("Graph")} ref={tree}>
      {rows.value.map((row) => (
        <Row
          key={row.key}
          panel={panel}
          row={row}
          id={rowId(rows.value, row.key)}
          onward={ways.value.get(row.key) ?? ""}
          isCurrent={row.key === current?.key}
          onPress={() => {
            enter(row.key);
            keys.press(row);
          }}
          onKeyDown={(event) => keys.down(event, row, rows.value)}
        />
      ))}
    </div>
  );
}

interface RowProps {
  readonly panel: Panel;
  readonly row: OutlineRow;
  readonly id: string;
  readonly onward: string;
  readonly isCurrent: boolean;
  readonly onPress: () => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
}

function Row({ panel, row, id, onward, isCurrent, onPress, onKeyDown }: RowProps): JSX.Element {
  const { state } = panel;
  const open = row.group === undefined ? undefined : !state.collapsed.value.has(row.group.id);
  return (
    <div
      id={id}
      role="treeitem"
      class={`row level-${Math.min(row.level, 6)}`}
      aria-level={row.level}
      aria-posinset={row.place}
      aria-setsize={row.beside}
      aria-expanded={open}
      aria-selected={row.key === state.shown.value}
      aria-label={spokenRow(panel, row, onward)}
      tabIndex={isCurrent ? 0 : -1}
      onClick={onPress}
      onKeyDown={onKeyDown}
    >
      {row.node === undefined ? <GroupRow row={row} isOpen={open === true} /> : <NodeRow panel={panel} row={row} />}
      {onward === "" ? null : <span class="quiet onward">{onward}</span>}
    </div>
  );
}

function GroupRow({ row, isOpen }: { readonly row: OutlineRow; readonly isOpen: boolean }): JSX.Element {
  return (
    <>
      <Icon name={isOpen ? "chevron-down" : "chevron-right"} />
      <strong>{row.group?.label}</strong>
      <span class="quiet">{nodesText(row.group?.nodes.length ?? 0)}</span>
    </>
  );
}

function NodeRow({ panel, row: { node } }: { readonly panel: Panel; readonly row: OutlineRow }): JSX.Element | null {
  const view = node === undefined ? undefined : panel.state.views.value.get(node.id);
  if (node === undefined) return null;
  const hasRun = panel.state.snapshot.value?.run !== undefined;
  return (
    <>
      {hasRun && view !== undefined ? (
        <span class={`state state-${view.state}`}>
          <Icon name={STATE_ICON[view.state]} />
        </span>
      ) : null}
      <span class="label">{node.label}</span>
      <span class="quiet">
        {kindText(node.kind)}
        {hasRun && view !== undefined ? ` · ${stateText(view.state)}` : ""}
        {view?.mark === undefined ? "" : ` · ${view.mark}`}
      </span>
      {view?.blocked === undefined ? null : <span class="blocked">{view.blocked}</span>}
    </>
  );
}

function spokenRow({ state }: Panel, { node, group }: OutlineRow, onward: string): string {
  if (node === undefined) return t("Group, {0}, {1}", group?.label ?? "", nodesText(group?.nodes.length ?? 0));
  const spoken = spokenNode(node, state.views.value.get(node.id), state.snapshot.value?.run !== undefined);
  return onward === "" ? spoken : `${spoken}, ${onward}`;
}

/** Where each node leads, in words. */
function leadsTo(graph: PictureGraph | undefined): ReadonlyMap<string, string> {
  const labels = new Map(graph?.nodes.map(({ id, label }) => [id, label]));
  const onward = Map.groupBy(graph?.edges ?? [], ({ from }) => from);
  return new Map(
    [...onward].map(([from, edges]) => {
      const ways = edges.map(({ to, label }) => `${label === "" ? "" : `${label}: `}${labels.get(to) ?? to}`);
      return [from, t("leads to {0}", ways.join("; "))];
    }),
  );
}

/** Ids of elements must not be made of text from outside. */
function rowId(rows: readonly OutlineRow[], key: string): string {
  return `row-${rows.findIndex((row) => row.key === key)}`;
}
