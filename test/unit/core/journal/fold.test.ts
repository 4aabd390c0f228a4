import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { canonicalJson } from "../../../../src/base/hash.ts";
import { appendEntry } from "../../../../src/core/journal/appendEntry.ts";
import { decodeLine, encodeEntry, hashedText, hashedTextOf } from "../../../../src/core/journal/codec.ts";
import type { JournalEntry } from "../../../../src/core/journal/entry.ts";
import { emptyJournal, foldJournal } from "../../../../src/core/journal/fold.ts";
import { answeredIds } from "../../../../src/core/run/answeredRequests.ts";
import type { RunEvent } from "../../../../src/core/run/event.ts";
import { ANN, START, planned, requested } from "../support/samples.ts";

const refused = (request: string): RunEvent => ({
  type: "request-refused",
  request,
  reason: "No",
  message: "No.",
  by: ANN,
});

function written(events: readonly RunEvent[]): string[] {
  const journal = emptyJournal();
  return events.map((event, index) => {
    const entry = appendEntry(journal, event, START + index) as JournalEntry;
    journal.push(entry);
    return encodeEntry(entry);
  });
}

const LINES = written([
  requested(planned()),
  { type: "runner-started", generation: 1, pid: 7 },
  { type: "node-entered", node: "start", visit: 1 },
  refused("first"),
  refused("second"),
]);

const bytes = (lines: readonly string[]): Buffer => Buffer.from(lines.map((line) => `${line}\n`).join(""));

describe("a journal", () => {
  test("is read back as it was written", () => {
    const { state, problems, entries, wholeBytes } = foldJournal(bytes(LINES));
    expect(problems).toEqual([]);
    expect(wholeBytes).toBeUndefined();
    expect(entries.map(encodeEntry)).toEqual(LINES);
    expect(state).toMatchObject({ run: "41", generation: 1, node: "start" });
    expect(answeredIds(state!.answeredRequests)).toEqual(["first", "second"]);
    expect(entries.map((entry) => entry.id)).toContain("41/node-entered/start/1");
  });

  test("takes no fact twice", () => {
    const { journal } = foldJournal(bytes(LINES));
    expect(appendEntry(journal, refused("first"), START)).toBeUndefined();
    expect(appendEntry(journal, refused("third"), START)).toMatchObject({ seq: 5, prev: journal.head?.hash });
  });

  test("drops a torn last line and says so, wherever it was torn", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: LINES[4]!.length }), (length) => {
        const whole = bytes(LINES.slice(0, 4));
        const torn = Buffer.concat([whole, Buffer.from(LINES[4]!).subarray(0, length)]);
        const { state, problems, wholeBytes } = foldJournal(torn);
        expect(problems.map((problem) => problem.reason)).toEqual(["TornTail"]);
        expect(answeredIds(state!.answeredRequests)).toEqual(["first"]);
        expect(wholeBytes).toBe(whole.length);
      }),
    );
  });

  test("finds any changed character and says where", () => {
    fc.assert(
      fc.property(fc.nat(LINES.length - 1), fc.nat(), fc.constantFrom("x", "7", '"', " "), (line, place, other) => {
        const before = LINES[line]!;
        const at = place % before.length;
        fc.pre(before[at] !== other);
        const changed = LINES.with(line, before.slice(0, at) + other + before.slice(at + 1));
        const { problems, entries } = foldJournal(bytes(changed));
        expect(problems).toHaveLength(1);
        expect(problems[0]).toMatchObject({ line: line + 1, message: expect.stringContaining(`Line ${line + 1}:`) });
        expect(entries).toHaveLength(line);
      }),
    );
  });

  test("finds a line that is missing, doubled or out of order", () => {
    expect(foldJournal(bytes(LINES.toSpliced(2, 1))).problems).toMatchObject([
      { reason: "BrokenChain", line: 3, message: expect.stringContaining("entry 2 is missing; entry 3") },
    ]);
    expect(foldJournal(bytes(LINES.toSpliced(2, 0, LINES[2]!))).problems[0]?.reason).toBe("BrokenChain");
    expect(foldJournal(bytes(LINES.toSpliced(2, 2, LINES[3]!, LINES[2]!))).problems[0]?.line).toBe(3);
  });

  test("finds an entry that was rewritten with its own hash mended", () => {
    const other = written([requested(planned()), { type: "runner-started", generation: 1, pid: 8 }]);
    expect(foldJournal(bytes(LINES.with(1, other[1]!))).problems).toMatchObject([{ reason: "BrokenChain", line: 3 }]);
  });

  test("stops at an event of a newer version and asks for an update", () => {
    const strange = { ...JSON.parse(LINES[3]!), event: { type: "moon-landed" } } as object;
    expect(foldJournal(bytes(LINES.with(3, canonicalJson(strange)))).problems).toMatchObject([
      {
        reason: "NewerJournal",
        line: 4,
        message: expect.stringContaining('newer version of Tidegate (event "moon-landed")'),
      },
    ]);
  });

  test("must begin with the run's request", () => {
    const entry = {
      seq: 0,
      id: "x",
      at: "2026-01-01T00:00:00.000Z",
      event: refused("a"),
      prev: "0".repeat(64),
      hash: "",
    };
    const journal = emptyJournal({ hash: () => "f".repeat(64) });
    journal.add([encodeEntry({ ...entry, hash: "f".repeat(64) })]);
    expect(journal.problems).toMatchObject([{ reason: "NoRun", line: 1 }]);
    expect(journal.broken).toBe(true);
  });

  test("can be empty", () => {
    expect(foldJournal(Buffer.of())).toMatchObject({ state: undefined, problems: [], entries: [] });
  });

  test("takes no text for an entry that is none", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (line) => {
        const decoded = decodeLine(line);
        expect(decoded.ok ? "" : decoded.error.reason).toMatch(/UnreadableLine|NewerJournal/u);
      }),
    );
  });

  test.each([
    { seq: -1 },
    { seq: 0.5 },
    { seq: "0" },
    { id: 7 },
    { at: null },
    { prev: "f".repeat(63) },
    { hash: ["f".repeat(64)] },
    { event: { type: "runner-started", generation: 1 } },
  ])("takes no entry with %j for one", (wrong) => {
    const line = canonicalJson({ ...(JSON.parse(LINES[1]!) as JournalEntry), ...wrong });
    const decoded = decodeLine(line);
    expect(decoded.ok ? "" : decoded.error.message).toContain(Object.keys(wrong)[0]);
    expect(decoded.ok ? "" : decoded.error.message).toMatch(/is not as Tidegate writes it\. Restore the journal/u);
  });

  test("leaves out what it does not know, beside the event and in it", () => {
    const entry = JSON.parse(LINES[1]!) as JournalEntry;
    const line = canonicalJson({ ...entry, moon: 1, event: { ...entry.event, moon: 1 } });
    expect(decodeLine(line)).toEqual({ ok: true, value: entry });
  });

  test("cuts the hashed text from a line as it would be written, whatever the facts are called", () => {
    const facts = fc.dictionary(
      fc.constantFrom("hash", "id", "prev", "a"),
      fc.oneof(fc.string(), fc.constant("f".repeat(64))),
    );
    fc.assert(
      fc.property(facts, fc.string(), (drawn, message) => {
        const evidence = {
          check: "c",
          verdict: "pass" as const,
          reason: "R",
          message,
          source: "s",
          collectedAt: 0,
          facts: drawn,
        };
        const journal = emptyJournal();
        const entry = appendEntry(
          journal,
          { type: "evidence-recorded", node: message, evidence },
          START,
        ) as JournalEntry;
        expect(hashedTextOf(encodeEntry(entry))).toBe(hashedText(entry));
      }),
    );
  });
});
