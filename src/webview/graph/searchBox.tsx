import type { JSX } from "preact";
import { Icon } from "../icon.tsx";
import type { PanelProps } from "../panelProps.ts";
import { numberText, t } from "../words/language.ts";
import { nextMatch } from "./search.ts";

/** Finds nodes by their words: `/` leads here, Enter to the next match, Esc back to the graph. */
export function SearchBox({ panel }: PanelProps): JSX.Element {
  const { state, moves } = panel;
  const matches = state.matches.value;
  const text = state.search.value;
  const at = matches.indexOf(state.selected.value ?? "");
  const turn = (step: 1 | -1): void => {
    const next = nextMatch(matches, state.selected.value, step);
    if (next !== undefined) moves.go(next);
  };
  return (
    <div class="search" role="search">
      <Icon name="search" />
      <input
        id="search"
        type="text"
        placeholder={t("Search (/)")}
        aria-label={t("Search the graph")}
        aria-describedby="found"
        spellcheck={false}
        value={text}
        onInput={(event) => (state.search.value = event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === "Enter") turn(event.shiftKey ? -1 : 1);
          if (event.key !== "Escape") return;
          state.search.value = "";
          panel.focus(state.outline.value ? "outline" : "graph");
        }}
      />
      <span id="found" class="found digits" role="status">
        {text.trim() === "" ? "" : foundText(at + 1, matches.length)}
      </span>
    </div>
  );
}

/** `place` is one-based; 0 where none of them is selected. */
function foundText(place: number, matches: number): string {
  if (matches === 0) return t("none");
  return place === 0 ? numberText(matches) : t("{0} of {1}", place, matches);
}
