import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { readReport } from "../../../src/reports/readReport.ts";
import type { Report } from "../../../src/reports/report.ts";
import { readText, reasonOf, streamOf } from "../../support/reports/readText.ts";

const FOLDER = join(import.meta.dirname, "..", "..", "fixtures", "reports");
const FIXTURES = readdirSync(FOLDER).map((name) => readFileSync(join(FOLDER, name)));
const TESTS = '<testsuite><testcase name="a"/></testsuite>';

async function* failing(error: Error): AsyncGenerator<Uint8Array> {
  yield Buffer.from("<testsuite>");
  throw error;
}

describe("what a report is", () => {
  it.each([
    ["nothing", "", "Empty"],
    ["blanks", " \n\t\r\n", "Empty"],
    ["a text", "# Results\nall fine\n", "UnknownFormat"],
    ["a text without a line break", "fine", "UnknownFormat"],
    ["a very long line", "x".repeat(100_000), "UnknownFormat"],
    ["nothing but blanks for long", " ".repeat(200_000), "UnknownFormat"],
    ["JSON of another kind", '{"a":1}', "UnknownFormat"],
    ["JSON of two kinds", '{"runs":[],"metrics":{}}', "UnknownFormat"],
    ["a JSON number", "42\n", "UnknownFormat"],
    ["XML of another kind", "<project/>", "UnknownFormat"],
    ["only a comment", "<!-- a -->", "Empty"],
  ])("%s is none", async (_, text, reason) => {
    expect(await reasonOf(text)).toBe(reason);
  });

  it("is told by its content, with a mark and blanks before it", async () => {
    expect(await reasonOf(`\uFEFF  \n${TESTS}`)).toBe("It is a report about tests");
  });

  it("has to be of the kind that is asked for", async () => {
    expect(await reasonOf(TESTS, { kind: "tests" })).toBe("It is a report about tests");
    expect(await readText(TESTS, { kind: "coverage" })).toEqual({
      kind: "unreadable",
      reason: "OtherKind",
      message: "This report is about tests, where one about coverage is asked for. Name another file.",
    });
  });

  it("is what is asked for where it could be two", async () => {
    const text = '{"runs":[],"version":"2.1.0","metrics":{}}';
    expect(await reasonOf(text, { kind: "findings" })).toBe("NothingScanned");
    expect(await reasonOf(text, { kind: "load" })).toBe("NoRequests");
  });
});

describe("bytes", () => {
  it.each([
    ["a Latin letter", [...Buffer.from(`${TESTS.slice(0, 11)}\n`), 0xe9], "NotUtf8", 2],
    ["a character cut off at the end", [...Buffer.from(TESTS), 0xe2, 0x82], "NotUtf8", 1],
    ["UTF-16, little end first", [0xff, 0xfe, 0x3c, 0x00], "Utf16", 1],
    ["UTF-16, big end first", [0xfe, 0xff, 0x00, 0x3c], "Utf16", 1],
    ["UTF-16 without a mark", [...Buffer.from(TESTS, "utf16le")], "BrokenXml", 1],
  ] as const)("%s", async (_, bytes, reason, line) => {
    expect(await readReport(streamOf(Uint8Array.from(bytes)))).toMatchObject({ kind: "unreadable", reason, line });
  });

  it("are all handed on, also of a report that is none from its beginning", async () => {
    const bytes = Buffer.from(`<html>${"x".repeat(300_000)}`);
    const seen: Uint8Array[] = [];
    const report = await readReport(streamOf(bytes, 1000), { onBytes: (part) => seen.push(part) });
    expect(report.kind).toBe("unreadable");
    expect(Buffer.concat(seen).equals(bytes)).toBe(true);
  });

  it("are not read on where nobody asks for them", async () => {
    let read = 0;
    async function* endless(): AsyncGenerator<Uint8Array> {
      for (;;) {
        read += 1;
        yield Buffer.from("<html>".padEnd(70_000));
      }
    }
    expect(await readReport(endless())).toMatchObject({ reason: "UnknownFormat" });
    expect(read).toBe(1);
  });

  it("that cannot be read are no report; an abort is passed on", async () => {
    expect(await readReport(failing(new Error("the disk is gone")))).toMatchObject({
      reason: "NotRead",
      message: expect.stringContaining("the disk is gone"),
    });
    const abort = Object.assign(new Error("stopped"), { name: "AbortError" });
    await expect(readReport(failing(abort))).rejects.toBe(abort);
  });
});

/** Reports, reports with something changed, and anything at all. */
const anyBytes = fc.oneof(
  fc.uint8Array({ maxLength: 300 }),
  fc.constantFrom(...FIXTURES).map((bytes) => Uint8Array.from(bytes)),
  fc
    .tuple(fc.constantFrom(...FIXTURES), fc.nat(), fc.nat(40), fc.uint8Array({ maxLength: 6 }))
    .map(([bytes, at, gone, instead]) => {
      const place = at % bytes.length;
      return Uint8Array.from([...bytes.subarray(0, place), ...instead, ...bytes.subarray(place + gone)]);
    }),
  fc.tuple(fc.constantFrom("<", "{", "[", "SF:", "elapsed,success\n"), fc.string()).map(([head, text]) => {
    return Uint8Array.from(Buffer.from(head + text));
  }),
);

/** A report without why it is none, unless that is a mistake of ours. */
function reasonless(report: Report): unknown {
  return report.kind === "unreadable" && report.reason !== "Unexpected" ? "unreadable" : report;
}

describe("whatever the bytes are", () => {
  test("nothing is thrown, and the summary is the same however they are cut and decoded", async () => {
    await fc.assert(
      fc.asyncProperty(
        anyBytes,
        fc.integer({ min: 1, max: 200 }),
        fc.integer({ min: 4, max: 200 }),
        async (bytes, part, blockSize) => {
          const whole = await readReport(streamOf(bytes));
          expect(await readReport(streamOf(bytes, part))).toEqual(whole);
          const inSmallBlocks = await readReport(streamOf(bytes), { blockSize });
          // Which of two problems is met first is left open.
          expect(whole).not.toMatchObject({ reason: "Unexpected" });
          expect(reasonless(inSmallBlocks)).toEqual(reasonless(whole));
        },
      ),
      { numRuns: 800 },
    );
  });

  test("every beginning of a report is unreadable", async () => {
    const bytes = fc.constantFrom(...FIXTURES.filter((one) => !one.includes("end_of_record")));
    await fc.assert(
      fc.asyncProperty(bytes, fc.nat(), async (whole, at) => {
        const end = at % whole.toString("utf8").trimEnd().length;
        const cut = whole.subarray(0, end);
        // Rows of a CSV are whole at each of their ends: there, nothing tells that more would come.
        fc.pre(!(whole.subarray(0, 9).equals(Buffer.from("timeStamp")) && cut.at(-1) === 10));
        expect((await readReport(streamOf(cut))).kind).toBe("unreadable");
      }),
      { numRuns: 600 },
    );
  });
});
