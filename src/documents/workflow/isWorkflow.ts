/** The headings that make a Markdown document a workflow. */
export const LEVEL =
  /^#{1,6}\s*(?<level>Phase|Task|Subtask)-\d+\b[^\S\n]*(?:\([^)\n]*\))?[^\S\n]*(?:[-–—:]\s*)?(?<title>.*)$/isu;

const TASK = /^#{1,6}[^\S\n]*(?:Task|Subtask)-\d+/imu;
const ID = /^[^\S\n]*[-*][^\S\n]*\**(?:Step[^\S\n]+)?ID\**:/imu;

/** Whether a document holds tasks with ids in the format of workflow documents. */
export function isWorkflow(text: string): boolean {
  return TASK.test(text) && ID.test(text);
}
