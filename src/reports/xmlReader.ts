import { CoberturaReport } from "./coverage/cobertura.ts";
import type { ReportReader, XmlReport } from "./reader.ts";
import type { ReadableReport } from "./report.ts";
import { problem } from "./source/problem.ts";
import { type XmlHandler, XmlStream } from "./source/xmlStream.ts";
import type { XmlTag } from "./source/xmlTag.ts";
import { JunitReport } from "./tests/junit.ts";

/** Reads a report in XML; the root element says what it is. */
export class XmlReader implements ReportReader, XmlHandler {
  readonly #stream = new XmlStream(this);
  #report: XmlReport | undefined;

  get wantsText(): boolean {
    return this.#report?.wantsText ?? false;
  }

  write(text: string): void {
    this.#stream.write(text);
  }

  end(): ReadableReport {
    this.#stream.end();
    if (this.#report === undefined) throw problem("Empty", "This report has no content. Make it again.");
    return this.#report.end();
  }

  open(tag: XmlTag): void {
    this.#report ??= reportByRoot(tag);
    this.#report.open(tag);
  }

  close(name: string): void {
    this.#report?.close(name);
  }

  text(part: string): void {
    this.#report?.text(part);
  }
}

function reportByRoot(tag: XmlTag): XmlReport {
  switch (tag.name) {
    case "testsuites":
    case "testsuite":
      return new JunitReport();
    case "coverage":
      return new CoberturaReport();
    default:
      throw problem("UnknownFormat", unknownRoot(tag.name), tag.line());
  }
}

function unknownRoot(name: string): string {
  const begin = `This is XML that is no report: its root element is <${name.slice(0, 80)}>.`;
  const advice = ADVICE.get(name) ?? "Tests are read as JUnit XML, coverage as Cobertura or lcov.";
  return `${begin} ${advice}`;
}

/** Formats that people mix up with those that are read. */
const ADVICE: ReadonlyMap<string, string> = new Map([
  ["testResults", "JMeter's results are read as CSV: set jmeter.save.saveservice.output_format=csv."],
  ["report", "That may be JaCoCo's: have it written as Cobertura or lcov too."],
  ["checkstyle", "That is Checkstyle's: have the tool write SARIF."],
  ["TestRun", "That is Visual Studio's: have the tests logged as JUnit XML."],
  ["test-run", "That is NUnit's: have the tests logged as JUnit XML."],
  ["assemblies", "That is xUnit.net's: have the tests logged as JUnit XML."],
]);
