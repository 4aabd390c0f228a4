import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { LineUnion } from "../../../src/reports/coverage/lineUnion.ts";
import { readAs, readText, reasonOf } from "../../support/reports/readText.ts";

function record(file: string, ...lines: readonly string[]): string {
  return [`SF:${file}`, ...lines, "end_of_record", ""].join("\n");
}

function cobertura(attributes: string, inner: string): string {
  return `<coverage ${attributes}><packages><package><classes>${inner}</classes></package></packages></coverage>`;
}

function inClass(content: string, file = "a"): string {
  return `<class filename="${file}"><lines>${content}</lines></class>`;
}

describe("lcov", () => {
  it("counts listed lines, and takes totals only where none is listed", async () => {
    const text = record("a", "DA:1,1", "DA:2,0", "LF:2", "LH:1") + record("b", "LF:10", "LH:9");
    expect(await readAs("coverage", text)).toMatchObject({ lines: { covered: 10, total: 12 }, files: 2 });
  });

  it("counts listed lines where there are no totals", async () => {
    expect((await readAs("coverage", record("a", "DA:1,1", "DA:2,0"))).lines).toEqual({ covered: 1, total: 2 });
  });

  it("counts a line once in files that were joined, covered by any of them", async () => {
    const text = record("a", "DA:1,1", "DA:2,0", "LF:2", "LH:1") + record("a", "DA:1,0", "DA:2,3", "LF:2", "LH:1");
    const report = await readAs("coverage", text);
    expect(report).toMatchObject({ lines: { covered: 2, total: 2 }, files: 1, disagreements: [] });
  });

  it("says where the totals are off by more than a point", async () => {
    const report = await readAs("coverage", record("a", "DA:1,1", "DA:2,0", "LF:2", "LH:2"));
    expect(report.lines).toEqual({ covered: 1, total: 2 });
    expect(report.disagreements).toEqual([{ what: "lines hit (LH of LF), in percent", declared: 100, counted: 50 }]);
  });

  it("counts branches that are listed, else the totals", async () => {
    const listed = record("a", "DA:1,1", "BRDA:1,0,0,2", "BRDA:1,0,1,-", "BRDA:1,0,2,0");
    const declared = record("b", "DA:1,1", "BRF:4", "BRH:3");
    expect((await readAs("coverage", listed + declared)).branches).toEqual({ covered: 4, total: 7 });
  });

  it.each([
    ["hits as 1e3", "DA:1,1e3", 1],
    ["a checksum", "DA:1,1,abc==", 1],
    ["a counter that went wrong", "DA:1,-3", 0],
    ["line 0", "DA:0,1", 1],
    ["Windows' line breaks", "DA:1,1\r", 1],
  ])("takes %s", async (_, line, covered) => {
    expect((await readAs("coverage", `TN:\r\n${record("a", line)}`)).lines).toEqual({ covered, total: 1 });
  });

  it.each([
    ["no record", "TN:\n", "NoTotals"],
    ["records without lines", record("a", "LF:0", "LH:0"), "NoTotals"],
    ["totals missing", record("a", "FNF:1"), "NoTotals"],
    ["cut off", "SF:a\nDA:1,1\n", "CutOff"],
    ["cut off within a line", "SF:a\nDA:1,1\nend_of_rec", "BrokenLcov"],
    ["no number of a line", record("a", "DA:x,1"), "BrokenLcov"],
    ["no hits", record("a", "DA:1"), "BrokenLcov"],
    ["NaN hits", record("a", "DA:1,NaN"), "BrokenLcov"],
    ["negative totals", record("a", "LF:-1", "LH:0"), "BrokenLcov"],
    ["more hit than there are", record("a", "LF:1", "LH:2"), "BrokenLcov"],
    ["a line outside of a record", "TN:\nDA:1,1\n", "BrokenLcov"],
    ["a record within another", `SF:a\n${record("b", "DA:1,1")}`, "BrokenLcov"],
    ["an end without a record", `TN:\nend_of_record\n`, "BrokenLcov"],
    ["something else", record("a", "hello"), "BrokenLcov"],
    ["a line beyond all files", record("a", "DA:4294967295,1"), "TooLarge"],
    ["a line without end", `SF:${"a".repeat(2_000_000)}`, "UnknownFormat"],
    ["a later line without end", `SF:a\nSF:${"a".repeat(2_000_000)}`, "TooLarge"],
  ])("%s opens no gate", async (_, text, reason) => {
    expect(await reasonOf(text)).toBe(reason);
  });

  it("more files or lines than memory is for open no gate", () => {
    const files = new LineUnion(10_000);
    expect(() => Array.from({ length: 100 }, (_, at) => files.file(`${at}`))).toThrow(/more files and lines/u);
    const lines = new LineUnion(10_000);
    const file = lines.file("a");
    expect(() => Array.from({ length: 100_000 }, (_, at) => lines.add(file, at, true))).toThrow(
      /more files and lines/u,
    );
  });

  it("tells the line that is wrong", async () => {
    expect(await readText("TN:\nSF:a\nDA:1,1\nDA:?\nend_of_record\n")).toMatchObject({ reason: "BrokenLcov", line: 4 });
  });

  it("gives the union of any records", async () => {
    const line = fc.tuple(fc.constantFrom("a", "b", "c"), fc.nat(200), fc.nat(2));
    await fc.assert(
      fc.asyncProperty(fc.array(line, { minLength: 1, maxLength: 60 }), async (lines) => {
        const text = lines.map(([file, number, hits]) => record(file, `DA:${number},${hits}`)).join("");
        const names = new Set(lines.map(([file, number]) => `${file}:${number}`));
        const hit = new Set(lines.flatMap(([file, number, hits]) => (hits > 0 ? [`${file}:${number}`] : [])));
        expect((await readAs("coverage", text)).lines).toEqual({ covered: hit.size, total: names.size });
      }),
    );
  });
});

describe("Cobertura", () => {
  const lines = '<line number="1" hits="1"/><line number="2" hits="0"/>';

  it("counts listed lines, once in a file, however many classes name it", async () => {
    const method = `<class filename="a"><methods><method><lines>${lines}</lines></method></methods><lines>${lines}</lines></class>`;
    const other = inClass('<line number="2" hits="5"/>');
    const report = await readAs("coverage", cobertura('line-rate="1"', method + other));
    expect(report).toMatchObject({ lines: { covered: 2, total: 2 }, files: 1, disagreements: [] });
  });

  it("takes the totals where no line is listed", async () => {
    const text = cobertura(
      'lines-valid="10" lines-covered="7" line-rate="0.7" branches-valid="4" branches-covered="1"',
      "",
    );
    expect(await readAs("coverage", text)).toMatchObject({
      lines: { covered: 7, total: 10 },
      branches: { covered: 1, total: 4 },
      files: 0,
    });
  });

  it("says where totals or rate are off by more than a point", async () => {
    const text = cobertura('line-rate="0.9" lines-valid="10" lines-covered="10"', inClass(lines));
    const report = await readAs("coverage", text);
    expect(report.lines).toEqual({ covered: 1, total: 2 });
    expect(report.disagreements).toEqual([
      { what: "lines covered, in percent", declared: 100, counted: 50 },
      { what: "line-rate, in percent", declared: 90, counted: 50 },
    ]);
  });

  it.each([
    ["seconds", "1772356844", 1_772_356_844_000],
    ["milliseconds", "1772356844501", 1_772_356_844_501],
    ["none", "0", undefined],
    ["nonsense", "today", undefined],
  ])("takes the time in %s", async (_, timestamp, at) => {
    const report = await readAs("coverage", cobertura(`timestamp="${timestamp}"`, inClass(lines)));
    expect(report.made?.at).toBe(at);
  });

  it.each([
    ["a rate alone", cobertura('line-rate="0.99"', ""), "NoTotals"],
    ["0 of 0", cobertura('line-rate="1" lines-valid="0" lines-covered="0"', ""), "NoTotals"],
    ["more covered than there are", cobertura('lines-valid="1" lines-covered="2"', ""), "NoTotals"],
    ["a rate that is no number", cobertura('line-rate="NaN"', inClass("")), "NoTotals"],
    ["lines outside of a class", cobertura("", lines), "NoTotals"],
    ["cut off", '<coverage lines-valid="1" lines-covered="1"><packages>', "CutOff"],
    ["a line beyond all files", cobertura("", inClass('<line number="99999999" hits="1"/>')), "TooLarge"],
  ])("%s opens no gate", async (_, text, reason) => {
    expect(await reasonOf(text)).toBe(reason);
  });
});
