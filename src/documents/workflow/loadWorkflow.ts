import type { Edge, EndNode, Graph, GraphNode, Group } from "../../core/graph/graph.ts";
import { type GraphOrigin, type LoadedGraph, loaded } from "../loadedGraph.ts";
import { FIRST, type Place } from "../place.ts";
import { distinct, slug } from "../slug.ts";
import { unknownCriteria } from "./criteria.ts";
import { type Member, membersOf, nextOf, prerequisiteFindings } from "./order.ts";
import { parseWorkflow } from "./parseWorkflow.ts";
import { type Placed, subtaskPart } from "./subtaskNodes.ts";
import type { Subtask, Workflow, WorkflowFinding } from "./workflow.ts";

const DONE: EndNode = { kind: "end", id: "done", label: "Workflow done", outcome: "completed" };
const ESCALATED: EndNode = {
  kind: "end",
  id: "escalated",
  label: "A person takes over",
  why: "A subtask used up its attempts.",
  outcome: "escalated",
};

/**
 * A workflow document as a graph: a check node a step with its success criteria, a group a subtask, the way from one to
 * the next as the document says, and a counted way back to a subtask's first step where one of its steps fails.
 */
export function loadWorkflow(text: string, title = "Workflow"): LoadedGraph {
  const workflow = parseWorkflow(text);
  const members = membersOf(workflow);
  const findings: WorkflowFinding[] = [...workflow.findings, ...members.flatMap(stepFindings)];
  const following = nextOf(members, findings);
  findings.push(...prerequisiteFindings(workflow, wayThrough(members, following)));
  const parts = members.map(({ subtask }, index) => subtaskPart(subtask, firstOf(following[index]) ?? DONE.id));
  const first = members[0]?.subtask.place ?? FIRST;
  const nodes: Placed<GraphNode>[] = [
    { value: { kind: "start", id: "start", label: "Start" }, place: first },
    ...parts.flatMap((part) => part.nodes),
    { value: DONE, place: members.at(-1)?.subtask.place ?? FIRST },
    { value: ESCALATED, place: first },
  ];
  const begin: Edge = { from: "start", to: parts[0]?.first ?? DONE.id, when: "started" };
  const edges = [{ value: begin, place: first }, ...parts.flatMap((part) => part.edges)];
  const name = titleOf(workflow, title);
  const graph: Graph = {
    id: slug(name),
    title: name,
    start: "start",
    nodes: nodes.map(({ value }) => value),
    edges: edges.map(({ value }) => value),
    groups: groupsOf(members, parts),
    escalation: ESCALATED.id,
  };
  return loaded(graph, findings, { ...placesOf(nodes), edges: edges.map(({ place }) => place), whole: FIRST });
}

function stepFindings({ subtask }: Member): readonly WorkflowFinding[] {
  const empty = `"${subtask.title}" has no steps, so that only all of it is asked for. Add steps below - Steps:`;
  const none: WorkflowFinding[] =
    subtask.steps.length === 0 ? [{ reason: "NoSteps", message: empty, ...subtask.place }] : [];
  return [...none, ...subtask.steps.flatMap(unknownCriteria)];
}

function firstOf(subtask: Subtask | undefined): string | undefined {
  return subtask && subtaskPart(subtask, DONE.id).first;
}

/** The subtasks as a run comes to them when all goes well. */
function wayThrough(members: readonly Member[], following: readonly (Subtask | undefined)[]): readonly Subtask[] {
  const nexts = new Map(members.map(({ subtask }, index) => [subtask, following[index]]));
  const way = new Set<Subtask>();
  for (let one = members[0]?.subtask; one !== undefined && !way.has(one); one = nexts.get(one)) way.add(one);
  return [...way];
}

function titleOf({ title, phases }: Workflow, fallback: string): string {
  const [phase, ...others] = phases;
  return phase !== undefined && phase !== "" && others.length === 0 ? phase : title === "" ? fallback : title;
}

function groupsOf(members: readonly Member[], parts: readonly ReturnType<typeof subtaskPart>[]): readonly Group[] {
  const given = distinct();
  return members.map(({ task, subtask }, index) => ({
    id: given(`group-${subtask.id}`),
    label: task.title === subtask.title ? subtask.title : `${task.title} › ${subtask.title}`,
    nodes: (parts[index]?.nodes ?? []).map(({ value }) => value.id),
  }));
}

function placesOf(all: readonly Placed<GraphNode>[]): Pick<GraphOrigin, "nodes" | "again"> {
  const nodes = new Map<string, Place>();
  const again = new Map<string, Place>();
  for (const { value, place } of all) (nodes.has(value.id) ? again : nodes).set(value.id, place);
  return { nodes, again };
}
