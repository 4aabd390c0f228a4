import type { ReportReader } from "../reader.ts";
import type { CoverageReport } from "../report.ts";
import { LineStream } from "../source/lineStream.ts";
import { problem } from "../source/problem.ts";
import { Disagreements } from "../values/disagreements.ts";
import { frozen, given } from "../values/frozen.ts";
import { amountOf, countOf } from "../values/number.ts";
import { type FileLines, LineUnion } from "./lineUnion.ts";
import { compareShares, noTotals, percentOf, shareOf, ShareSum } from "./shares.ts";

/** What one record tells: from `SF:` to `end_of_record`. */
interface Record {
  readonly lines: FileLines;
  /** Lines that are listed, and those of them that were hit. */
  readonly listed: ShareSum;
  readonly branches: ShareSum;
  readonly declared: Map<string, number>;
}

const KNOWN = /^([A-Z]{2,8}):/u;
const TOTALS: ReadonlySet<string> = new Set(["LF", "LH", "BRF", "BRH"]);

/** Reads lcov's tracefiles: <https://github.com/linux-test-project/lcov>, geninfo(1). */
export class LcovReader implements ReportReader {
  readonly #stream = new LineStream((line, number) => this.#line(line, number));
  readonly #lines = new LineUnion();
  /** Of records that list no lines. */
  readonly #unlisted = new ShareSum();
  readonly #listed = new ShareSum();
  readonly #declared = new ShareSum();
  readonly #branches = new ShareSum();
  #record: Record | undefined;

  write(text: string): void {
    this.#stream.write(text);
  }

  end(): CoverageReport {
    this.#stream.end();
    if (this.#record !== undefined) {
      throw problem(
        "CutOff",
        "This coverage report ends within a record: it was cut off, or is still being written. Make it again.",
        this.#stream.number,
      );
    }
    const { covered, total } = this.#unlisted;
    const lines = shareOf(this.#lines.covered + covered, this.#lines.total + total);
    if (lines === undefined) throw noTotals();
    return frozen({
      kind: "coverage",
      format: "lcov",
      lines,
      ...given({ branches: shareOf(this.#branches.covered, this.#branches.total) }),
      files: this.#lines.files,
      disagreements: this.#disagreements(),
    });
  }

  #disagreements() {
    const found = new Disagreements();
    const declared = shareOf(this.#declared.covered, this.#declared.total);
    const listed = shareOf(this.#listed.covered, this.#listed.total);
    compareShares(found, "lines hit (LH of LF)", declared && percentOf(declared), listed && percentOf(listed));
    return found.all();
  }

  #line(line: string, number: number): void {
    if (line === "" || line.startsWith("#")) return;
    if (line === "end_of_record") {
      this.#endRecord(number);
      return;
    }
    if (this.#record !== undefined && line.startsWith("DA:")) {
      this.#listLine(this.#record, line.slice(3), number);
      return;
    }
    const key = KNOWN.exec(line)?.[1];
    if (key === undefined) throw brokenLine(number);
    const value = line.slice(key.length + 1);
    if (key === "SF") this.#beginRecord(value, number);
    else if (key !== "TN") this.#inRecord(key, value, number);
  }

  #beginRecord(file: string, number: number): void {
    if (this.#record !== undefined) throw brokenLine(number);
    const lines = this.#lines.file(file);
    this.#record = { lines, listed: new ShareSum(), branches: new ShareSum(), declared: new Map() };
  }

  #inRecord(key: string, value: string, number: number): void {
    const record = this.#record;
    if (record === undefined) throw brokenLine(number);
    if (key === "BRDA") listBranch(record, value);
    else if (TOTALS.has(key)) {
      const count = countOf(value);
      if (count === undefined) throw brokenLine(number);
      record.declared.set(key, count);
    }
  }

  /** `DA:<line>,<hits>[,<checksum>]`. Hits of gcov can be negative, which means that its counter went wrong. */
  #listLine(record: Record, value: string, number: number): void {
    const comma = value.indexOf(",");
    const second = value.indexOf(",", comma + 1);
    const hitsText = value.slice(comma + 1, second < 0 ? value.length : second);
    const isNegative = hitsText.startsWith("-");
    const line = comma < 0 ? undefined : countOf(value.slice(0, comma));
    const hits = amountOf(isNegative ? hitsText.slice(1) : hitsText);
    if (line === undefined || hits === undefined) throw brokenLine(number);
    const isHit = hits > 0 && !isNegative;
    record.listed.add(isHit ? 1 : 0, 1);
    this.#lines.add(record.lines, line, isHit);
  }

  #endRecord(number: number): void {
    const record = this.#record;
    if (record === undefined) throw brokenLine(number);
    this.#record = undefined;
    const { declared, listed, branches } = record;
    const [found, hit] = [declared.get("LF"), declared.get("LH")];
    if (listed.total > 0) {
      if (found !== undefined && hit !== undefined) {
        this.#declared.add(hit, found);
        this.#listed.add(listed.covered, listed.total);
      }
    } else if (found !== undefined && hit !== undefined) {
      if (hit > found) throw brokenLine(number);
      this.#unlisted.add(hit, found);
    }
    const declaredBranches = shareOf(declared.get("BRH"), declared.get("BRF"));
    const share = branches.total > 0 ? branches : declaredBranches;
    if (share !== undefined) this.#branches.add(share.covered, share.total);
  }
}

/** `BRDA:<line>,[e]<block>,<branch>,<taken>`; `-` where the line was never reached. */
function listBranch({ branches }: Record, value: string): void {
  const taken = value.slice(value.lastIndexOf(",") + 1);
  branches.add((amountOf(taken) ?? 0) > 0 ? 1 : 0, 1);
}

function brokenLine(number: number): Error {
  return problem(
    "BrokenLcov",
    "This coverage report has a line that lcov does not know, or has it out of place. It was damaged; make it again.",
    number,
  );
}
