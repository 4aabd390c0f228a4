import type { RecordKind } from "./blocks.ts";

/** Where entries are written, from the workspace folder. */
export const RECORD_FILES: Readonly<Record<RecordKind, string>> = {
  task: "tasks.json",
  escalation: "human-requests.md",
  failure: "deployment-failures.md",
};

/** Where workspaces keep tasks, the first that is there first: their own file, then Task Master's. */
export const TASK_FILES = [RECORD_FILES.task, ".taskmaster/tasks/tasks.json", "tasks/tasks.json"] as const;

/** Whether Tidegate itself writes to this file of the workspace when a gate does not open. */
export function isRecordFile(path: string): boolean {
  return path === RECORD_FILES.escalation || path === RECORD_FILES.failure || TASK_FILES.some((one) => one === path);
}
