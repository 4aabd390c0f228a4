import type { Shape } from "./flowchart.ts";

/** A bracket that opens a vertex's text, what may close it, and what it draws. The longer come first. */
export interface Bracket {
  readonly opens: string;
  readonly closes: readonly string[];
  readonly shape: Shape;
}

export const BRACKETS: readonly Bracket[] = [
  { opens: "(((", closes: [")))"], shape: "terminal" },
  { opens: "((", closes: ["))"], shape: "terminal" },
  { opens: "([", closes: ["])"], shape: "terminal" },
  { opens: "(-", closes: ["-)"], shape: "box" },
  { opens: "[(", closes: [")]"], shape: "box" },
  { opens: "[[", closes: ["]]"], shape: "box" },
  { opens: "[/", closes: ["/]", "\\]"], shape: "box" },
  { opens: "[\\", closes: ["\\]", "/]"], shape: "box" },
  { opens: "{{", closes: ["}}"], shape: "hexagon" },
  { opens: "[", closes: ["]"], shape: "box" },
  { opens: "(", closes: [")"], shape: "box" },
  { opens: "{", closes: ["}"], shape: "diamond" },
  { opens: ">", closes: ["]"], shape: "box" },
];

const NAMES: Readonly<Record<Shape, string>> = {
  diamond: "diam decision diamond question",
  hexagon: "hex hexagon prepare",
  terminal: `stadium pill terminal circle circ sm-circ small-circle start dbl-circ double-circle fr-circ framed-circle
    stop`,
  box: `rect proc process rectangle rounded event fr-rect framed-rectangle subproc subprocess subroutine cyl cylinder
    database db h-cyl das horizontal-cylinder lin-cyl disk lined-cylinder notch-rect card notched-rectangle hourglass
    collate bolt com-link lightning-bolt brace brace-l comment brace-r braces lean-r in-out lean-right lean-l lean-left
    out-in delay half-rounded-rectangle curv-trap curved-trapezoid display div-rect div-proc divided-process
    divided-rectangle doc document docs documents st-doc stacked-document lin-doc lined-document tag-doc tagged-document
    tri extract triangle flip-tri flipped-triangle manual-file fork join win-pane internal-storage window-pane f-circ
    filled-circle junction lin-rect lin-proc lined-process lined-rectangle shaded-process notch-pent loop-limit
    notched-pentagon sl-rect manual-input sloped-rectangle trap-t inv-trapezoid manual trapezoid-top trap-b priority
    trapezoid trapezoid-bottom st-rect processes procs stacked-rectangle odd flag paper-tape bow-rect stored-data
    bow-tie-rectangle cross-circ crossed-circle summary tag-rect tag-proc tagged-process tagged-rectangle text ellipse
    datastore data-store cloud bang`,
};

const BY_NAME = new Map(
  Object.entries(NAMES).flatMap(([shape, names]) => names.split(/\s+/u).map((name) => [name, shape as Shape] as const)),
);

/** What a shape means that is given by its name, as in `id@{ shape: diamond }`; undefined where Mermaid knows no such. */
export function shapeCalled(name: string): Shape | undefined {
  return BY_NAME.get(name);
}
