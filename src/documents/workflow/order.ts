import type { Place } from "../place.ts";
import type { Subtask, Task, Workflow, WorkflowFinding, Written } from "./workflow.ts";

/** A subtask with the task it belongs to. */
export interface Member {
  readonly task: Task;
  readonly subtask: Subtask;
}

export function membersOf({ tasks }: Workflow): readonly Member[] {
  return tasks.flatMap((task) => task.subtasks.map((subtask) => ({ task, subtask })));
}

/** The subtask that follows each: the one it names, else the next in the document; none behind the last. */
export function nextOf(members: readonly Member[], findings: WorkflowFinding[]): readonly (Subtask | undefined)[] {
  const byId = new Map(members.map(({ subtask }) => [subtask.id, subtask]));
  return members.map(({ subtask: { next } }, index) => {
    const following = members[index + 1]?.subtask;
    if (next === undefined || isNone(next.text)) return next === undefined ? following : undefined;
    const named = byId.get(idIn(next.text));
    if (named === undefined) {
      const message = `The next subtask "${idIn(next.text)}" is nowhere in the document. Correct its id, or add it.`;
      findings.push({ reason: "UnknownNext", message, line: next.line, column: next.column });
    }
    return named ?? following;
  });
}

/** Prerequisites that no way from the first subtask has met by then. */
export function prerequisiteFindings(workflow: Workflow, way: readonly Subtask[]): readonly WorkflowFinding[] {
  const places = new Map(way.map((subtask, index) => [subtask.id, index]));
  const taskEnds = new Map(
    workflow.tasks.map((task) => [task.id, Math.max(-1, ...task.subtasks.map(({ id }) => places.get(id) ?? -1))]),
  );
  return membersOf(workflow).flatMap(({ task, subtask }) => {
    const own = places.get(subtask.id) ?? way.length;
    const asked = [subtask.prerequisites, task.subtasks[0] === subtask ? task.prerequisites : undefined];
    return asked
      .filter((one) => one !== undefined && !isNone(one.text))
      .flatMap((one) => (one === undefined ? [] : idsIn(one)))
      .flatMap(({ id, place }) => unmet(id, subtask, places.get(id) ?? taskEnds.get(id), own, place));
  });
}

function unmet(id: string, subtask: Subtask, at: number | undefined, own: number, place: Place): WorkflowFinding[] {
  if (at === undefined) {
    const message = `"${id}" must have succeeded before ${subtask.id}, and is nowhere in the document. Correct its id.`;
    return [{ reason: "UnknownPrerequisite", message, ...place }];
  }
  if (at < own) return [];
  const message = `"${id}" must have succeeded before ${subtask.id}, and comes after it. Change their order.`;
  return [{ reason: "PrerequisiteLater", message, ...place }];
}

function idsIn({ text, line, column }: Written): { id: string; place: Place }[] {
  const named = [...text.matchAll(/\b(?:Subtask|Task)\s+`?([\w.-]+)/giu)].map((match) => match[1] ?? "");
  return named.map((id) => ({ id, place: { line, column } }));
}

function idIn(text: string): string {
  return /^`?([^\s`(]+)/u.exec(text)?.[1] ?? text;
}

function isNone(text: string): boolean {
  return /^(?:none|n\/a|-|)$/iu.test(text.trim());
}
