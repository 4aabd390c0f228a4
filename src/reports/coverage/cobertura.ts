import type { XmlReport } from "../reader.ts";
import type { CoverageReport, Made, Share } from "../report.ts";
import type { XmlTag } from "../source/xmlTag.ts";
import { Disagreements } from "../values/disagreements.ts";
import { frozen, given } from "../values/frozen.ts";
import { amountOf, countOf } from "../values/number.ts";
import { type FileLines, LineUnion } from "./lineUnion.ts";
import { compareShares, noTotals, percentOf, shareOf, ShareSum } from "./shares.ts";

/** `50% (1/2)`. */
const CONDITIONS = /\((\d{1,9})\/(\d{1,9})\)/u;
/** Some tools write seconds since the epoch, some milliseconds; as seconds, this would be the year 5138. */
const LEAST_MILLISECONDS = 100_000_000_000;

/** Reads Cobertura's XML, as coverage.py, Coverlet, gcovr, Istanbul and others write it. */
export class CoberturaReport implements XmlReport {
  readonly wantsText = false;

  readonly #lines = new LineUnion();
  readonly #branches = new ShareSum();
  #file: FileLines | undefined;
  #declaredLines: Share | undefined;
  #declaredBranches: Share | undefined;
  /** In percent. */
  #declaredRate: number | undefined;
  #made: Made | undefined;

  open(tag: XmlTag): void {
    if (tag.name === "line") this.#line(tag);
    else if (tag.name === "class") this.#file = this.#lines.file(tag.attribute("filename") ?? "");
    else if (tag.name === "coverage") this.#root(tag);
  }

  close(name: string): void {
    if (name === "class") this.#file = undefined;
  }

  text(): void {
    // No text of the document counts.
  }

  end(): CoverageReport {
    const counted = shareOf(this.#lines.covered, this.#lines.total);
    const lines = counted ?? this.#declaredLines;
    if (lines === undefined) throw noTotals();
    const branches = shareOf(this.#branches.covered, this.#branches.total) ?? this.#declaredBranches;
    return frozen({
      kind: "coverage",
      format: "cobertura",
      lines,
      ...given({ branches, made: this.#made }),
      files: this.#lines.files,
      disagreements: this.#disagreements(counted, lines),
    });
  }

  #disagreements(counted: Share | undefined, lines: Share) {
    const found = new Disagreements();
    const declared = this.#declaredLines && percentOf(this.#declaredLines);
    compareShares(found, "lines covered", declared, counted && percentOf(counted));
    compareShares(found, "line-rate", this.#declaredRate, percentOf(lines));
    return found.all();
  }

  #root(tag: XmlTag): void {
    const count = (name: string): number | undefined => countOf(tag.attribute(name));
    this.#declaredLines = shareOf(count("lines-covered"), count("lines-valid"));
    this.#declaredBranches = shareOf(count("branches-covered"), count("branches-valid"));
    const rate = amountOf(tag.attribute("line-rate"));
    this.#declaredRate = rate === undefined ? undefined : Math.round(rate * 10_000) / 100;
    const at = countOf(tag.attribute("timestamp"));
    if (at !== undefined && at > 0) this.#made = { at: at < LEAST_MILLISECONDS ? at * 1000 : at, zoned: true };
  }

  /** Lines of methods come again as lines of their class, and count once. */
  #line(tag: XmlTag): void {
    const number = countOf(tag.attribute("number"));
    if (this.#file === undefined || number === undefined) return;
    const isHit = (amountOf(tag.attribute("hits")) ?? 0) > 0;
    if (!this.#lines.add(this.#file, number, isHit)) return;
    const conditions = CONDITIONS.exec(tag.attribute("condition-coverage") ?? "");
    const share = conditions && shareOf(countOf(conditions[1]), countOf(conditions[2]));
    if (share !== null && share !== undefined) this.#branches.add(share.covered, share.total);
  }
}
