import { mermaidFences } from "./markdown/fences.ts";
import { loadFlowchart } from "./mermaid/loadFlowchart.ts";
import { otherKindOf } from "./mermaid/read/head.ts";
import type { LoadedGraph } from "./loadedGraph.ts";
import { isWorkflow } from "./workflow/isWorkflow.ts";
import { loadWorkflow } from "./workflow/loadWorkflow.ts";

/** A graph that a document holds. */
export interface DocumentGraph {
  readonly kind: "flowchart" | "workflow";
  readonly title: string;
  /** Of its first line in the document, from 1. */
  readonly line: number;
  /** Reads it; never throws. */
  readonly load: () => LoadedGraph;
}

/** File names of whole flowcharts. */
const WHOLE = /\.(?:mmd|mermaid)$/iu;
const MARKDOWN = /\.(?:md|mdx|markdown)$/iu;

/**
 * The graphs in a document, in its order: a file that is one flowchart, the flowcharts among the fences of a Markdown
 * document, and the document itself where it is a workflow. Mermaid diagrams of other kinds are left out.
 */
export function graphsIn(text: string, fileName: string): readonly DocumentGraph[] {
  const name = baseName(fileName);
  if (WHOLE.test(fileName) || (!MARKDOWN.test(fileName) && startsAsFlowchart(text))) return [flowchart(text, 1, name)];
  const charts = mermaidFences(text)
    .filter((fence) => otherKindOf(fence.text) === undefined)
    .map((fence) => flowchart(fence.text, fence.line, fence.heading ?? name));
  if (!isWorkflow(text)) return charts;
  const load = (): LoadedGraph => loadWorkflow(text, name);
  return [{ kind: "workflow", title: load().graph.title, line: 1, load }, ...charts];
}

function flowchart(text: string, line: number, title: string): DocumentGraph {
  return { kind: "flowchart", title, line, load: () => loadFlowchart(text, { line, title }) };
}

/** Standard input has no name: a flowchart is known by how it begins. */
function startsAsFlowchart(text: string): boolean {
  return /^\uFEFF?\s*(?:---[^\S\n]*\n[\s\S]{0,4000}?\n---[^\S\n]*\n\s*)?(?:%%[^\n]*\n\s*)*(?:flowchart|graph)[\s;]/u.test(
    text.slice(0, 20_000),
  );
}

function baseName(path: string): string {
  const last = path.split(/[\\/]/u).at(-1) ?? path;
  return last.replace(/\.\w+$/u, "");
}
