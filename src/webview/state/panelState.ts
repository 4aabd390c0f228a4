import { batch, computed, effect, type ReadonlySignal, type Signal, signal, untracked } from "@preact/signals";
import { messageOf } from "../../base/result.ts";
import type { Size } from "../../picture/geometry.ts";
import type { Layout } from "../../picture/layout.ts";
import type { NodeView, PanelSnapshot } from "../../protocol/panel.ts";
import type { PictureGraph } from "../../protocol/picture.ts";
import { collapseGroups, type StandIn, standInOf } from "../../picture/collapse.ts";
import { t } from "../words/language.ts";
import { type LayOut } from "../graph/layoutService.ts";
import { matchesOf } from "../graph/search.ts";
import { type Placed, placed } from "../graph/sight.ts";
import { type DrawnEdge, type DrawnNode, drawnEdges, drawnNodes } from "./drawn.ts";
import { FRESH, type Looking, type View } from "./looking.ts";

/** A graph with groups collapsed, where everything in it lies, and who stands for whom. */
export interface Drawing extends Placed {
  readonly graph: PictureGraph;
  readonly layout: Layout;
  readonly standIn: StandIn;
}

/** All that the panel's parts read and turn. Data comes in whole snapshots; the rest is where the person looks. */
export interface PanelState {
  readonly snapshot: ReadonlySignal<PanelSnapshot | undefined>;
  /** Stays the same object while `graphId` does. */
  readonly graph: ReadonlySignal<PictureGraph | undefined>;
  readonly views: ReadonlySignal<ReadonlyMap<string, NodeView>>;
  /** The last layout that arrived; stays in sight while the next is worked out. */
  readonly drawing: ReadonlySignal<Drawing | undefined>;
  readonly trouble: ReadonlySignal<string | undefined>;
  readonly drawnNodes: ReadonlySignal<ReadonlyMap<string, DrawnNode>>;
  readonly drawnEdges: ReadonlySignal<readonly DrawnEdge[]>;
  /** Where the run is, or where it ended. */
  readonly here: ReadonlySignal<string | undefined>;
  /** What the details are about: what is selected, or else where the run is. */
  readonly shown: ReadonlySignal<string | undefined>;
  /** What is searched for, found in the whole graph. */
  readonly matches: ReadonlySignal<readonly string[]>;
  readonly pane: Signal<Size>;
  readonly view: Signal<View | undefined>;
  readonly selected: Signal<string | undefined>;
  readonly collapsed: Signal<ReadonlySet<string>>;
  readonly search: Signal<string>;
  readonly follow: Signal<boolean>;
  readonly outline: Signal<boolean>;
  /** Takes a snapshot in; `restored` says where the person looked when this graph was last shown. */
  show(snapshot: PanelSnapshot, restored: (graphId: string) => Looking): void;
}

const NOWHERE: Size = { width: 0, height: 0 };

export function panelState(layOut: LayOut): PanelState {
  const snapshot = signal<PanelSnapshot | undefined>(undefined);
  const graph = signal<PictureGraph | undefined>(undefined);
  const looking = lookingSignals();
  const { drawing, trouble } = drawingSignal(graph, looking.collapsed, layOut);
  const views = computed(() => new Map(snapshot.value?.nodes.map((view) => [view.id, view] as const)));
  const nodes = computed(() => drawnNodes(snapshot.value?.nodes ?? [], standIn(drawing.value), snapshot.value?.run));
  const edges = computed(() => {
    const shown = drawing.value;
    return shown === undefined ? [] : drawnEdges(shown.graph, shown.standIn, snapshot.value?.run, nodes.value);
  });
  const here = computed(() => snapshot.value?.run?.way.at(-1));
  return {
    ...looking,
    snapshot,
    graph,
    views,
    drawing,
    trouble,
    drawnNodes: nodes,
    drawnEdges: edges,
    here,
    shown: computed(() => looking.selected.value ?? here.value ?? graph.value?.start),
    matches: computed(() => matchesOf(graph.value?.nodes ?? [], looking.search.value)),
    pane: signal(NOWHERE),
    show(next, restored) {
      batch(() => {
        if (next.graphId !== snapshot.peek()?.graphId) {
          graph.value = next.graph;
          lookAt(looking, restored(next.graphId));
        }
        snapshot.value = next;
      });
    },
  };
}

type LookingSignals = Pick<PanelState, "view" | "selected" | "collapsed" | "search" | "follow" | "outline">;

function lookingSignals(): LookingSignals {
  return {
    view: signal<View | undefined>(undefined),
    selected: signal<string | undefined>(undefined),
    collapsed: signal<ReadonlySet<string>>(new Set()),
    search: signal(FRESH.search),
    follow: signal(FRESH.follow),
    outline: signal(FRESH.outline),
  };
}

function lookAt(signals: LookingSignals, looking: Looking): void {
  signals.view.value = looking.view;
  signals.selected.value = looking.selected;
  signals.collapsed.value = new Set(looking.collapsed);
  signals.search.value = looking.search;
  signals.follow.value = looking.follow;
  signals.outline.value = looking.outline;
}

/** Where the person looks now, to be kept. */
export function lookingOf(state: LookingSignals): Looking {
  const { view, selected, collapsed, search, follow, outline } = state;
  return {
    collapsed: [...collapsed.value],
    search: search.value,
    follow: follow.value,
    outline: outline.value,
    ...(view.value === undefined ? {} : { view: view.value }),
    ...(selected.value === undefined ? {} : { selected: selected.value }),
  };
}

/** Lays out anew whenever the graph or what is collapsed changes; an answer that came too late is dropped. */
function drawingSignal(
  graph: ReadonlySignal<PictureGraph | undefined>,
  collapsed: ReadonlySignal<ReadonlySet<string>>,
  layOut: LayOut,
): Pick<PanelState, "drawing" | "trouble"> {
  const drawing = signal<Drawing | undefined>(undefined);
  const trouble = signal<string | undefined>(undefined);
  let latest = 0;
  let drawn: PictureGraph | undefined;
  effect(() => {
    const whole = graph.value;
    const closed = collapsed.value;
    if (whole === undefined) return;
    const request = ++latest;
    // Another graph's picture is not left standing; the same graph's is, until its groups have opened or closed.
    if (drawn !== whole) drawing.value = undefined;
    drawn = whole;
    const shown = collapseGroups(whole, closed);
    const settle = (change: () => void): void => {
      if (request === latest) batch(change);
    };
    untracked(() => layOut(shown))
      .then((layout) =>
        settle(() => {
          trouble.value = undefined;
          drawing.value = { ...placed(layout), layout, graph: shown, standIn: standInOf(whole, closed) };
        }),
      )
      .catch((error: unknown) =>
        settle(() => {
          trouble.value = t("The graph could not be drawn: {0}", messageOf(error));
        }),
      );
  });
  return { drawing, trouble };
}

function standIn(drawing: Drawing | undefined): StandIn {
  return drawing?.standIn ?? ((node) => node);
}
