import { InvalidArgumentError } from "commander";
import { Fault } from "../base/result.ts";
import type { DocumentGraph } from "../documents/graphsIn.ts";

/** Reads `--graph`: which graph of a document, from 1. */
export function graphNumber(value: string): number {
  if (!/^[1-9]\d{0,5}$/u.test(value)) throw new InvalidArgumentError("It is a whole number from 1.");
  return Number(value);
}

/** The graph of a document that was asked for, or its only one. Faults: `NoGraph`, `SeveralGraphs`, `NoSuchGraph`. */
export function chooseGraph(graphs: readonly DocumentGraph[], name: string, number: number | undefined): DocumentGraph {
  const [first] = graphs;
  if (first === undefined) {
    const what = "neither a Mermaid flowchart nor tasks of a workflow";
    throw new Fault("NoGraph", `${name} holds no graph: there is ${what} in it. Name a file with one.`);
  }
  const list = graphs.map(({ title, line }, index) => `${index + 1} "${title}" in line ${line}`).join(", ");
  if (number === undefined && graphs.length > 1) {
    throw new Fault("SeveralGraphs", `${name} holds ${graphs.length} graphs: ${list}. Say which with --graph.`);
  }
  const graph = graphs[(number ?? 1) - 1];
  if (graph !== undefined) return graph;
  throw new Fault("NoSuchGraph", `${name} holds no graph ${number}. There are: ${list}.`);
}
