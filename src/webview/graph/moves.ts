import { batch, effect, type Signal, signal, untracked } from "@preact/signals";
import { collapsedId } from "../../picture/collapse.ts";
import type { Box, Point } from "../../picture/geometry.ts";
import type { View } from "../state/looking.ts";
import type { PanelState } from "../state/panelState.ts";
import { centred, fitted, opening, panned, showing, zoomed } from "./camera.ts";
import type { Glide } from "./glide.ts";
import { stepFrom, type Step, waysOf } from "./walk.ts";

/** Everything that moves the person's place in the picture. */
export interface Moves {
  readonly fit: () => void;
  /** To the scale that labels are drawn for, around a node; around what is shown where none is named. */
  readonly actualSize: (node?: string) => void;
  readonly zoom: (factor: number, at?: Point) => void;
  readonly pan: (dx: number, dy: number) => void;
  /** Selects a node, opens the group that hides it and brings it into sight. */
  readonly go: (node: string) => void;
  /** Follows an arrow key. */
  readonly step: (step: Step) => void;
  /** Closes or opens a group, by its own id or that of a node in it; that of what is shown where none is named. */
  readonly toggleGroup: (id?: string) => void;
}

export function moves(state: PanelState, glide: Glide): Moves {
  const wanted = signal<string | undefined>(undefined);
  const go = (node: string): void => {
    select(state, node);
    wanted.value = node;
  };
  fitAtFirst(state);
  revealWanted(state, glide, wanted);
  followRun(state, go);
  const middle = () => ({ x: state.pane.value.width / 2, y: state.pane.value.height / 2 });
  const turn = (change: (view: View) => View): void => {
    const view = state.view.peek();
    if (view === undefined) return;
    glide.stop();
    state.view.value = change(view);
  };
  return {
    fit() {
      const drawing = state.drawing.peek();
      if (drawing !== undefined) glide.to(fitted(drawing, state.pane.peek()));
    },
    actualSize(node) {
      const box = boxOf(state, node ?? state.shown.peek());
      if (box !== undefined) glide.to(centred(box, state.pane.peek(), 1));
    },
    zoom: (factor, at) => turn((view) => zoomed(view, factor, at ?? middle())),
    pan: (dx, dy) => turn((view) => panned(view, dx, dy)),
    go,
    step(step) {
      const next = nextOf(state, step);
      if (next !== undefined) go(next);
    },
    toggleGroup: (id) => toggleGroup(state, id ?? state.shown.value),
  };
}

/** The set with this one in it where it was not, and the other way round. */
function toggled(set: ReadonlySet<string>, one: string): ReadonlySet<string> {
  return set.has(one) ? without(set, [one]) : new Set([...set, one]);
}

function without(set: ReadonlySet<string>, ids: readonly string[]): ReadonlySet<string> {
  return new Set([...set].filter((id) => !ids.includes(id)));
}

/**
 * Fits the picture when nothing says where to look, and again when the pane takes another size, until the person moves
 * for the first time. From then on the place is their own.
 */
function fitAtFirst(state: PanelState): void {
  let fit: View | undefined;
  effect(() => {
    const drawing = state.drawing.value;
    const pane = state.pane.value;
    const view = state.view.peek();
    if (drawing === undefined || pane.width === 0 || (view !== undefined && view !== fit)) return;
    fit = opening(drawing, pane, boxOf(state, state.here.peek() ?? state.graph.peek()?.start));
    state.view.value = fit;
  });
}

/** Brings a node into sight that is wanted there: now, or as soon as it is laid out. */
function revealWanted(state: PanelState, glide: Glide, wanted: Signal<string | undefined>): void {
  effect(() => {
    const node = wanted.value;
    const drawing = state.drawing.value;
    const pane = state.pane.value;
    const box = node === undefined ? undefined : drawing?.nodes.get(node);
    const view = glide.aim();
    if (box === undefined || view === undefined || pane.width === 0) return;
    wanted.value = undefined;
    glide.to(showing(view, box, pane));
  });
}

/** Keeps the place of the run in sight while the person wants that. */
function followRun(state: PanelState, go: (node: string) => void): void {
  effect(() => {
    const here = state.here.value;
    if (state.follow.value && here !== undefined) untracked(() => go(here));
  });
}

function toggleGroup(state: PanelState, id: string | undefined): void {
  const groups = state.graph.value?.groups ?? [];
  // Of groups within groups, the innermost is the one meant.
  const around = groups.filter(({ nodes }) => nodes.includes(id ?? ""));
  const group =
    groups.find((other) => other.id === id || collapsedId(other.id) === id) ??
    around.toSorted((a, b) => a.nodes.length - b.nodes.length)[0];
  if (group === undefined) return;
  const closes = !state.collapsed.value.has(group.id);
  const shown = state.shown.value;
  batch(() => {
    state.collapsed.value = toggled(state.collapsed.value, group.id);
    if (closes && shown !== undefined && group.nodes.includes(shown)) state.selected.value = collapsedId(group.id);
    if (!closes && shown === collapsedId(group.id)) state.selected.value = group.nodes[0];
  });
}

/** Selects a node and opens the groups that hide it. */
function select(state: PanelState, node: string): void {
  const hiding = state.graph.value?.groups.filter(({ nodes }) => nodes.includes(node)) ?? [];
  const closed = state.collapsed.value;
  batch(() => {
    if (hiding.some(({ id }) => closed.has(id))) {
      state.collapsed.value = without(
        closed,
        hiding.map(({ id }) => id),
      );
    }
    state.selected.value = node;
  });
}

function nextOf(state: PanelState, step: Step): string | undefined {
  const drawing = state.drawing.value;
  const from =
    drawing === undefined || state.shown.value === undefined ? undefined : drawing.standIn(state.shown.value);
  if (drawing === undefined || from === undefined) return undefined;
  const taken = drawing.graph.edges.filter((_, index) => state.drawnEdges.value[index] === "taken");
  const preferred = new Set(
    taken.flatMap((edge) => (edge.from === from ? [edge.to] : edge.to === from ? [edge.from] : [])),
  );
  return stepFrom(from, step, waysOf(drawing.graph, drawing.nodes), preferred);
}

function boxOf(state: PanelState, node: string | undefined): Box | undefined {
  const drawing = state.drawing.peek();
  return drawing === undefined || node === undefined ? undefined : drawing.nodes.get(drawing.standIn(node));
}
