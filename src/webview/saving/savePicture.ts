import { Fault, messageOf } from "../../base/result.ts";
import type { Marks, NodeMark } from "../../picture/marks.ts";
import { svgOf } from "../../picture/svg.ts";
import type { PictureGraph } from "../../protocol/picture.ts";
import type { HostMessage, WebviewMessage } from "../../protocol/panel.ts";
import type { PanelState } from "../state/panelState.ts";
import { t } from "../words/language.ts";
import { nodesText } from "../words/texts.ts";
import { countdownText } from "../words/time.ts";
import { pngOf } from "./pngOf.ts";
import { themePalette } from "./themePalette.ts";

type Format = Extract<HostMessage, { type: "export" }>["format"];

/** The picture as it is now, in the colours of the theme: `exported`, or `failed` with a sentence. */
export async function savePicture(state: PanelState, now: number, format: Format): Promise<WebviewMessage> {
  try {
    const svg = svgText(state, now);
    return { type: "exported", format, content: format === "svg" ? svg : await pngOf(svg) };
  } catch (error) {
    return { type: "failed", message: messageOf(error).slice(0, 2000) };
  }
}

function svgText(state: PanelState, now: number): string {
  const drawing = state.drawing.value;
  if (drawing === undefined) {
    throw new Fault("NotDrawn", t("The graph is not drawn yet. Try again once it can be seen."));
  }
  return svgOf(drawing.graph, drawing.layout, themePalette(), marksOf(state, now), description(drawing.graph));
}

function description({ nodes, edges, start }: PictureGraph): string {
  const first = nodes.find(({ id }) => id === start)?.label;
  const size = t("A graph of {0} and {1}.", nodesText(nodes.length), edgesText(edges.length));
  return first === undefined ? size : `${size} ${t("It begins at: {0}.", first)}`;
}

function edgesText(edges: number): string {
  return edges === 1 ? t("1 edge") : t("{0} edges", edges);
}

function marksOf({ drawnNodes, drawnEdges }: PanelState, now: number): Marks {
  const nodes = [...drawnNodes.value].flatMap(([id, { state, mark, countsDownTo }]): [string, NodeMark][] => {
    if (state === "plain") return [];
    const text = countsDownTo === undefined ? mark : countdownText(countsDownTo - now);
    return [[id, { state, ...(text === undefined ? {} : { text }) }]];
  });
  const taken = drawnEdges.value.flatMap((look, index) => (look === "taken" ? [index] : []));
  return { nodes: Object.fromEntries(nodes), taken: new Set(taken) };
}
