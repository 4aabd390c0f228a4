import type { Place } from "../place.ts";

/** A workflow document as it is written: phases of tasks, tasks of subtasks, subtasks of steps. */
export interface Workflow {
  readonly title: string;
  readonly phases: readonly string[];
  readonly tasks: readonly Task[];
  readonly findings: readonly WorkflowFinding[];
}

/** A value and where it stands. */
export interface Written extends Place {
  readonly text: string;
}

export interface Task {
  readonly id: string;
  readonly title: string;
  readonly place: Place;
  readonly prerequisites?: Written;
  readonly subtasks: readonly Subtask[];
}

export interface Subtask {
  readonly id: string;
  readonly title: string;
  readonly place: Place;
  readonly description?: string;
  readonly prerequisites?: Written;
  readonly agent?: string;
  /** How often it may be tried again. */
  readonly retries?: number;
  /** What to do once it cannot be tried again, as it is written: `REVERT_STATE and ESCALATE_TO_HUMAN (@lead) …`. */
  readonly onFailure?: string;
  readonly steps: readonly Step[];
  /** What must be true of the whole. */
  readonly success?: Written;
  /** The id of the subtask that follows, with whatever stands behind it. */
  readonly next?: Written;
}

export interface Step {
  readonly id: string;
  readonly place: Place;
  readonly command?: string;
  readonly tool?: string;
  readonly description?: string;
  readonly criteria: readonly Criterion[];
}

/** One thing that must be true of a step: its name as it is written, and its values. */
export interface Criterion extends Place {
  readonly name: string;
  /** Any one of them is enough. */
  readonly values: readonly string[];
}

export interface WorkflowFinding extends Place {
  readonly reason:
    | "MissingId"
    | "UnknownCriterion"
    | "UnknownPrerequisite"
    | "PrerequisiteLater"
    | "UnknownNext"
    | "NoSteps";
  readonly message: string;
}
