import { slug } from "../slug.ts";
import type { FieldLine, HeadingLine } from "./lines.ts";
import { linesOf } from "./lines.ts";
import type { Criterion, Step, Subtask, Task, Workflow, WorkflowFinding, Written } from "./workflow.ts";

type Open<T> = {
  -readonly [Key in keyof T]: T[Key] extends readonly (Task | Subtask | Step)[] ? Open<T[Key][number]>[] : T[Key];
};

/** What is being read, and where fields belong to. */
interface Reading {
  title: string;
  readonly phases: string[];
  readonly tasks: Open<Task>[];
  task: Open<Task> | undefined;
  subtask: Open<Subtask> | undefined;
  step: Open<Step> | undefined;
  /** Where the step's success criteria stand: what is indented more is one of them. */
  criteria: number | undefined;
}

/** Reads a workflow document. Never throws; what is no part of the format is prose. */
export function parseWorkflow(text: string): Workflow {
  const reading: Reading = {
    title: "",
    phases: [],
    tasks: [],
    task: undefined,
    subtask: undefined,
    step: undefined,
    criteria: undefined,
  };
  for (const line of linesOf(text)) {
    if (line.type === "heading") readHeading(reading, line);
    else readField(reading, line);
  }
  return { title: reading.title, phases: reading.phases, tasks: reading.tasks, findings: missingIds(reading.tasks) };
}

function readHeading(reading: Reading, { level, title, depth, line, column }: HeadingLine): void {
  const place = { line, column };
  reading.step = undefined;
  reading.criteria = undefined;
  if (level !== "subtask") reading.subtask = undefined;
  if (level === "phase" || level === "other") reading.task = undefined;
  if (level === "phase") reading.phases.push(title);
  if (level === "other" && depth === 1 && reading.title === "") reading.title = title;
  if (level === "task") reading.tasks.push((reading.task = { id: "", title, place, subtasks: [] }));
  if (level === "subtask") {
    // A subtask that stands alone is its own task.
    if (reading.task === undefined) reading.tasks.push((reading.task = { id: "", title, place, subtasks: [] }));
    reading.task.subtasks.push((reading.subtask = { id: "", title, place, steps: [] }));
  }
}

function readField(reading: Reading, field: FieldLine): void {
  const { task, subtask, step, criteria } = reading;
  if (step !== undefined && criteria !== undefined && field.indent > criteria) {
    step.criteria = [...step.criteria, criterionOf(field)];
    return;
  }
  reading.criteria = undefined;
  if (field.name === "step id" && subtask !== undefined) {
    const place = { line: field.line, column: field.column };
    subtask.steps.push((reading.step = { id: plain(field.value), place, criteria: [] }));
  } else if (step !== undefined && field.indent > 0) readStepField(reading, step, field);
  else if (subtask !== undefined) readSubtaskField(subtask, field);
  else if (task !== undefined) readTaskField(task, field);
}

function readStepField(reading: Reading, step: Open<Step>, { name, value, indent }: FieldLine): void {
  if (name === "command") step.command = plain(value);
  else if (name === "tool") step.tool = plain(value);
  else if (name === "description") step.description = plain(value);
  else if (name === "success criteria") reading.criteria = indent;
}

function readSubtaskField(subtask: Open<Subtask>, field: FieldLine): void {
  const { name, value } = field;
  if (name === "id") subtask.id = plain(value);
  else if (name === "description") subtask.description = plain(value);
  else if (name === "prerequisites") subtask.prerequisites = written(field);
  else if (name === "agent assignment") subtask.agent = value.replaceAll("`", "");
  else if (name === "max retries" && /^\d{1,4}$/u.test(plain(value))) subtask.retries = Number(plain(value));
  else if (name === "on failure") subtask.onFailure = plain(value);
  else if (name === "final subtask success criteria") subtask.success = written(field);
  else if (name === "next subtask") subtask.next = written(field);
}

function readTaskField(task: Open<Task>, field: FieldLine): void {
  if (field.name === "id") task.id = plain(field.value);
  else if (field.name === "prerequisites") task.prerequisites = written(field);
}

function criterionOf({ label, value, line, column }: FieldLine): Criterion {
  const quoted = [...value.matchAll(/`([^`]*)`/gu)].map((match) => match[1] ?? "");
  return { name: label, values: quoted.length === 0 ? [value] : quoted, line, column };
}

function written({ value, line, column }: FieldLine): Written {
  return { text: plain(value), line, column };
}

/** A value without the backticks around the whole of it. */
function plain(value: string): string {
  return /^`[^`]*`$/u.test(value) ? value.slice(1, -1) : value;
}

/** Whatever has no id gets one from its title, and that is said. */
function missingIds(tasks: readonly Open<Task>[]): readonly WorkflowFinding[] {
  const parts = tasks.flatMap((task) => [task, ...task.subtasks]);
  return parts
    .filter((part) => part.id === "")
    .map((part) => {
      part.id = slug(part.title);
      const message = `"${part.title}" has no id. Write one below its heading: - ID: ${part.id}`;
      return { reason: "MissingId", message, ...part.place };
    });
}
