import { open } from "node:fs/promises";

/** Bytes, at least. */
export const REPORT_SIZE = 50_000_000;

const AT_ONCE = 1024 * 1024;

/** Writes parts one after another until the file is large enough, then the end. */
async function write(path: string, head: string, part: (number: number) => string, end: string): Promise<void> {
  const file = await open(path, "w");
  try {
    let size = 0;
    let waiting = head;
    for (let number = 0; size + waiting.length < REPORT_SIZE; number += 1) {
      waiting += part(number);
      if (waiting.length < AT_ONCE) continue;
      await file.write(waiting);
      size += waiting.length;
      waiting = "";
    }
    await file.write(waiting + end);
  } finally {
    await file.close();
  }
}

/** Suites of forty cases, some of which fail with a stack, and with a page of log each. */
export async function writeJunit(path: string): Promise<void> {
  const head = '<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="all">\n';
  await write(path, head, junitSuite, "</testsuites>\n");
}

function junitSuite(number: number): string {
  const name = `dev.example.shop.Module${number}Test`;
  const log = "2026-03-01 10:00:00 INFO  o.s.Shop - a line of a log &amp; more\n".repeat(15);
  const cases = Array.from({ length: 40 }, (_, at) => junitCase(name, at));
  const counts = 'tests="40" failures="1" errors="0" skipped="1" time="3.21" timestamp="2026-03-01T10:00:00"';
  return `  <testsuite name="${name}" ${counts}>\n${cases.join("")}    <system-out>${log}</system-out>\n  </testsuite>\n`;
}

function junitCase(className: string, at: number): string {
  const begin = `    <testcase name="handles case ${at} of &quot;orders&quot;" classname="${className}" file="src/test/${className}.java" line="${at * 12 + 7}" time="0.0${at}"`;
  const stack = "\tat dev.example.shop.Module.method(Module.java:120)\n".repeat(20);
  const failure = `<failure message="expected &lt;1&gt;" type="AssertionError"><![CDATA[AssertionError: expected\n${stack}]]></failure>`;
  if (at === 7) return `${begin}>\n      ${failure}\n    </testcase>\n`;
  return at === 11 ? `${begin}>\n      <skipped/>\n    </testcase>\n` : `${begin}/>\n`;
}

/** Results as code scanners write them, a quarter of them with the flow of data, and their rules at the end. */
export async function writeSarif(path: string): Promise<void> {
  const rules = Array.from({ length: 50 }, (_, at) => ({
    id: `js/rule-${at}`,
    defaultConfiguration: { level: "warning" },
    properties: { "security-severity": `${at % 10}.5`, tags: ["security"] },
  }));
  const tool = { driver: { name: "Scanner", semanticVersion: "2.20.0", rules } };
  const invocations = [{ executionSuccessful: true, endTimeUtc: "2026-03-01T10:00:00Z" }];
  const end = `],"tool":${JSON.stringify(tool)},"invocations":${JSON.stringify(invocations)}}]}`;
  await write(path, '{"version":"2.1.0","runs":[{"results":[', separatedResult, end);
}

function separatedResult(number: number): string {
  return (number === 0 ? "" : ",") + JSON.stringify(sarifResult(number));
}

function sarifResult(number: number): object {
  const region = { startLine: (number % 2000) + 1, startColumn: 5, endColumn: 20, snippet: { text: 'const x = "a";' } };
  const artifactLocation = { uri: `src/module${number % 300}/file${number % 77}.ts`, uriBaseId: "%SRCROOT%" };
  const steps = Array.from({ length: 4 }, (_, at) => ({
    location: { physicalLocation: { artifactLocation, region: { startLine: at } }, message: { text: `step ${at}` } },
  }));
  return {
    ruleId: `js/rule-${number % 50}`,
    ruleIndex: number % 50,
    level: ["error", "warning", "note"][number % 3],
    message: { text: `This "depends" on a value ${number}; see [here](1).` },
    locations: [{ physicalLocation: { artifactLocation, region } }],
    partialFingerprints: { primaryLocationLineHash: `${(number * 7919).toString(16)}:1` },
    ...(number % 4 === 0 && { codeFlows: [{ threadFlows: [{ locations: steps }] }] }),
  };
}
