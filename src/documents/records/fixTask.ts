import { err, Fault, ok, type Result } from "../../base/result.ts";
import { agentFor, type Blocked, type Failure, markOf } from "./blocked.ts";
import { oneLine } from "./markdownText.ts";
import { appended, type TaskList, taskListIn } from "./taskList.ts";

/** Places told of one check; the evidence has the rest. */
const MOST_PLACES = 8;

type Value = string | number | readonly (string | number)[];

/**
 * A file of tasks with one more, behind all that it has and in the shape of what it has: everything else stays, byte by
 * byte. A new file has a list of its own. Fault `BrokenTasks` where it cannot be read, `UnknownTasks` where no list of
 * tasks is found in it. Source: release-gatekeeper.md:11-22, 115 and 122.
 */
export function withFixTask(text: string | undefined, blocked: Blocked): Result<string> {
  if (text === undefined || text.trim() === "") {
    const tasks = [taskOf(blocked, undefined)];
    return ok(`${text ?? ""}${JSON.stringify({ tasks }, undefined, 2)}\n`);
  }
  const list = taskListIn(text);
  if (list.state === "broken") {
    return err(new Fault("BrokenTasks", `It is no sound JSON (${list.why}). Mend it, then write the task yourself.`));
  }
  if (list.state === "unknown") {
    return err(new Fault("UnknownTasks", "No list of tasks was found in it. Write the task where it belongs."));
  }
  return ok(appended(text, list, taskOf(blocked, list)));
}

function taskOf(blocked: Blocked, list: TaskList | undefined): Readonly<Record<string, Value>> {
  const { what, gate, failures, at } = blocked;
  const key = (names: readonly string[]): string => names.find((name) => list?.keys.has(name)) ?? names[0] ?? "";
  const extra: Record<string, Value> = {};
  if (list?.keys.has("testStrategy") === true) {
    extra["testStrategy"] = `Ask for the deployment again: every check of "${oneLine(gate)}" passes.`;
  }
  if (list?.keys.has("subtasks") === true) extra["subtasks"] = [];
  return {
    id: idFor(blocked, list),
    [key(["title", "name"])]: `Mend what keeps ${oneLine(what)} from going`,
    description: `The gate "${oneLine(gate)}" did not open: ${failures.map(({ label }) => oneLine(label)).join(", ")}.`,
    details: [...failures.map(detail), markOf(blocked)].join("\n"),
    type: "deployment_fix",
    [key(["agent", "assigned_agent", "assignedTo", "assignee"])]: agentFor(failures),
    priority: "high",
    status: "pending",
    dependencies: [],
    ...extra,
    [key(["created", "created_at", "createdAt"])]: at,
  };
}

/** Numbers go on where the list numbers its tasks; else the id is the entry's own. */
function idFor({ key }: Blocked, list: TaskList | undefined): string | number {
  const ids = list?.ids ?? [];
  const numbers = ids.filter((id) => typeof id === "number" && Number.isSafeInteger(id)) as number[];
  if (ids.length > 0 && numbers.length === ids.length) return Math.max(...numbers) + 1;
  const texts = ids.filter((id) => typeof id === "string" && /^\d{1,15}$/u.test(id)) as string[];
  if (ids.length > 0 && texts.length === ids.length) return String(Math.max(...texts.map(Number)) + 1);
  return `fix-${key.replaceAll(/[^A-Za-z0-9]+/gu, "-")}`;
}

function detail({ label, verdict, message, measure, places }: Failure): string {
  const at = places.slice(0, MOST_PLACES).map((place) => {
    return place.about === undefined ? oneLine(place.at) : `${oneLine(place.at)} (${oneLine(place.about)})`;
  });
  const number = measure === undefined ? "" : ` ${measure}.`;
  const where = at.length === 0 ? "" : ` At ${at.join(", ")}.`;
  return `${oneLine(label)}, ${verdict}: ${oneLine(message)}${number}${where}`;
}
