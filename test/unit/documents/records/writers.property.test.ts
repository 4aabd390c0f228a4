import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Blocked, Failure } from "../../../../src/documents/records/blocked.ts";
import { markOf } from "../../../../src/documents/records/blocked.ts";
import { withFailure } from "../../../../src/documents/records/deploymentFailure.ts";
import { withEscalation } from "../../../../src/documents/records/escalation.ts";
import { withFixTask } from "../../../../src/documents/records/fixTask.ts";

/** Text as reports and people have it: marks of Markdown, of JSON and of comments, line ends, nothing at all. */
const nasty = fc.oneof(
  fc.string({ unit: "grapheme", maxLength: 30 }),
  fc.constantFrom("-->", "```", "# Answer", "\n## Blocked", '"}],', "<script>", "a\r\nb", "[tidegate x]", "\u202Eabc"),
);

const failure: fc.Arbitrary<Failure> = fc.record({
  check: nasty,
  label: nasty,
  verdict: fc.constantFrom("fail", "inconclusive"),
  message: nasty,
  measure: fc.option(nasty, { nil: undefined }),
  places: fc.array(fc.record({ at: nasty, about: fc.option(nasty, { nil: undefined }) }), { maxLength: 10 }),
  files: fc.array(fc.record({ path: nasty, sha256: nasty }), { maxLength: 2 }),
  source: nasty,
});

const blocked: fc.Arbitrary<Blocked> = fc.record({
  key: fc.constantFrom("41/nnnnnnnn/gate/1", "41/nnnnnnnn/gate/2", "7/abcd/a%2Fb/1"),
  run: nasty,
  what: nasty,
  application: nasty,
  environment: nasty,
  gate: nasty,
  requestedBy: nasty,
  at: fc.constant("2026-01-01T00:00:00.000Z"),
  failures: fc.array(failure, { minLength: 1, maxLength: 4 }),
});

const task = fc.record(
  {
    id: fc.oneof(fc.nat(), fc.string()),
    title: nasty,
    status: fc.constantFrom("pending", "done"),
    subtasks: fc.constant([]),
    assignee: nasty,
  },
  { requiredKeys: ["id"] },
);

/** Files of tasks as they are found: three shapes, set out in many ways. */
const tasksFile = fc
  .tuple(
    fc.array(task, { maxLength: 4 }),
    fc.constantFrom<(tasks: unknown[]) => unknown>(
      (tasks) => tasks,
      (tasks) => ({ version: 1, tasks, meta: { a: [] } }),
      (tasks) => ({ master: { tasks, metadata: {} }, feature: { tasks: [] } }),
    ),
    fc.constantFrom(undefined, 2, 4, "\t"),
    fc.constantFrom("", "\n", "\r\n"),
  )
  .map(([tasks, shape, indent, end]) => {
    const text = JSON.stringify(shape(tasks), undefined, indent);
    return { tasks, text: (end === "\r\n" ? text.replaceAll("\n", "\r\n") : text) + end };
  });

function tasksIn(text: string): Record<string, unknown>[] {
  const parsed = JSON.parse(text) as {
    tasks?: Record<string, unknown>[];
    master?: { tasks: Record<string, unknown>[] };
  };
  return Array.isArray(parsed) ? (parsed as Record<string, unknown>[]) : (parsed.tasks ?? parsed.master?.tasks ?? []);
}

/** What was put in between the same beginning and the same end; undefined where anything of it is gone. */
function inserted(before: string, after: string): string | undefined {
  let start = 0;
  while (start < before.length && before[start] === after[start]) start += 1;
  const rest = before.slice(start);
  return after.endsWith(rest) ? after.slice(start, after.length - rest.length) : undefined;
}

function written(text: string | undefined, entry: Blocked): string {
  const result = withFixTask(text, entry);
  if (!result.ok) throw result.error;
  return result.value;
}

describe("a fix task", () => {
  test("is one more in the list, and every byte that was there stays", () => {
    fc.assert(
      fc.property(tasksFile, blocked, ({ tasks, text }, entry) => {
        const after = written(text, entry);
        expect(inserted(text, after)).toBeDefined();
        const now = tasksIn(after);
        expect(now.slice(0, -1)).toEqual(JSON.parse(JSON.stringify(tasks)));
        expect(now.at(-1)).toMatchObject({
          priority: "high",
          status: "pending",
          dependencies: [],
          type: "deployment_fix",
        });
        expect(after).toContain(markOf(entry));
        expect(now.filter((one) => one["id"] === now.at(-1)?.["id"])).toHaveLength(
          1 + tasks.filter((one) => one.id === now.at(-1)?.["id"]).length,
        );
      }),
    );
  });

  test("of two entries is two tasks", () => {
    fc.assert(
      fc.property(tasksFile, blocked, blocked, ({ tasks, text }, one, other) => {
        expect(tasksIn(written(written(text, one), other))).toHaveLength(tasks.length + 2);
      }),
    );
  });

  test("is not written to what is no list of tasks, whatever it is, and that never throws", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json(), fc.constant("[".repeat(100_000))), blocked, (text, entry) => {
        const result = withFixTask(text, entry);
        const reasons = result.ok ? [] : [result.error.reason];
        expect(["BrokenTasks", "UnknownTasks"]).toEqual(expect.arrayContaining(reasons));
        expect(!result.ok || inserted(text, result.value) !== undefined).toBe(true);
      }),
    );
  });
});

describe.each([
  ["an escalation", withEscalation],
  ["a failure record", withFailure],
] as const)("%s", (_name, write) => {
  test("comes after all that was there, under headings of its own only", () => {
    const line = fc.oneof(nasty, fc.constantFrom("", "```js", "~~~", "- item"));
    fc.assert(
      fc.property(
        fc.option(
          fc.array(line).map((lines) => lines.join("\n")),
          { nil: undefined },
        ),
        blocked,
        (text, entry) => {
          const after = write(text, entry);
          expect(after.startsWith(text ?? "")).toBe(true);
          const own = after.slice((text ?? "").length);
          expect(own.split(markOf(entry))).toHaveLength(2);
          const headings = own.split(/\r?\n/u).filter((one) => /^\s{0,3}#/u.test(one));
          expect(headings.filter((one) => one.startsWith("## "))).toHaveLength(1);
          expect(own.split(/\r?\n/u).filter((one) => one.startsWith("<!--"))).toEqual([`<!-- ${markOf(entry)} -->`]);
        },
      ),
    );
  });
});
