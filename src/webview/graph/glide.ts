import type { View } from "../state/looking.ts";
import type { PanelState } from "../state/panelState.ts";

/** Moves the view so that the eye can follow, or at once where motion is not wanted. */
export interface Glide {
  readonly to: (view: View) => void;
  readonly stop: () => void;
  /** Where the view is on its way to, or is. */
  readonly aim: () => View | undefined;
}

/** Long enough to see where things went, short enough not to wait for it. */
const GLIDE_MS = 140;

export function glide(state: PanelState): Glide {
  let frame: number | undefined;
  let aim: View | undefined;
  const stop = (): void => {
    if (frame !== undefined) cancelAnimationFrame(frame);
    frame = undefined;
    aim = undefined;
  };
  return {
    aim: () => aim ?? state.view.peek(),
    stop,
    to(target) {
      stop();
      const from = state.view.peek();
      if (from === undefined || isStill()) {
        state.view.value = target;
        return;
      }
      aim = target;
      const begin = performance.now();
      const move = (now: number): void => {
        const part = Math.min(1, Math.max(0, (now - begin) / GLIDE_MS));
        state.view.value = part === 1 ? target : between(from, target, 1 - (1 - part) ** 3);
        if (part === 1) stop();
        else frame = requestAnimationFrame(move);
      };
      frame = requestAnimationFrame(move);
    },
  };
}

/** Whether the person asked the system or VS Code for less motion, or cannot see any. */
function isStill(): boolean {
  return (
    document.hidden ||
    document.body.classList.contains("vscode-reduce-motion") ||
    matchMedia("(prefers-reduced-motion: reduce)").matches
  );
}

/** Scales change by factors, so that zooming looks even. */
function between(from: View, to: View, part: number): View {
  const mix = (a: number, b: number): number => a + (b - a) * part;
  return { x: mix(from.x, to.x), y: mix(from.y, to.y), scale: from.scale * (to.scale / from.scale) ** part };
}
