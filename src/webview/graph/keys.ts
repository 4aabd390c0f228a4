import type { Panel } from "../panelProps.ts";
import type { Step } from "./walk.ts";

const STEPS: Readonly<Record<string, Step>> = {
  ArrowDown: "down",
  ArrowUp: "up",
  ArrowLeft: "left",
  ArrowRight: "right",
};
const FACTOR = 1.25;
/** How far an arrow key moves the picture with shift. Pixels. */
const NUDGE = 60;

/** The keyboard in the graph. Keys with ctrl, alt or meta belong to the editor. */
export function keysOf({ state, moves, focus }: Panel): (event: KeyboardEvent) => void {
  const keys: Readonly<Record<string, () => void>> = {
    "+": () => moves.zoom(FACTOR),
    "=": () => moves.zoom(FACTOR),
    "-": () => moves.zoom(1 / FACTOR),
    "0": () => moves.fit(),
    "1": () => moves.actualSize(),
    Home: () => goIfAny(state.here.value ?? state.graph.value?.start),
    Enter: () => {
      if (state.shown.value !== undefined) state.selected.value = state.shown.value;
      focus("details");
    },
    Escape: () => {
      if (state.search.value === "") state.selected.value = undefined;
      else state.search.value = "";
    },
    c: () => moves.toggleGroup(),
    f: () => (state.follow.value = !state.follow.value),
    o: () => focus("outline"),
    "/": () => focus("search"),
  };
  function goIfAny(node: string | undefined): void {
    if (node !== undefined) moves.go(node);
  }
  return (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.target !== event.currentTarget) return;
    const step = STEPS[event.key];
    const press =
      step === undefined
        ? keys[event.key.length === 1 ? event.key.toLowerCase() : event.key]
        : () => (event.shiftKey ? nudge(step) : moves.step(step));
    if (press === undefined) return;
    event.preventDefault();
    press();
  };
  function nudge(step: Step): void {
    const [dx, dy] = { down: [0, -1], up: [0, 1], left: [1, 0], right: [-1, 0] }[step];
    moves.pan((dx ?? 0) * NUDGE, (dy ?? 0) * NUDGE);
  }
}
