import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** What the unit tests of the reports stand in; nothing runs it. */
export async function writeTests(folder: string): Promise<void> {
  await mkdir(join(folder, "src"), { recursive: true });
  const lines = Array.from({ length: 40 }, (_, index) => `// line ${index + 1}`);
  await writeFile(join(folder, "src", "cart.test.ts"), `${lines.join("\n")}\n`);
}

/** Writes JUnit and SARIF reports of a test run that has just ended, as tools write them. */
export async function writeReports(folder: string, { failing }: { readonly failing: number }): Promise<void> {
  const at = new Date().toISOString();
  await mkdir(join(folder, "reports"), { recursive: true });
  const write = (name: string, text: string): Promise<void> => writeFile(join(folder, "reports", name), text);
  await write("unit.xml", junit("unit", at, failing));
  for (const kind of ["smoke", "sanity", "regression"]) await write(`${kind}.xml`, junit(kind, at, 0));
  await write("scan.sarif", sarif(at));
}

function junit(name: string, at: string, failing: number): string {
  const cases = Array.from({ length: 20 }, (_, index) => {
    const failure = index < failing ? '<failure message="expected 3 to be 2">at cart</failure>' : "";
    return `<testcase classname="cart" name="${name} ${index}" file="src/cart.test.ts" line="${index + 10}" time="0.1">${failure}</testcase>`;
  });
  const counts = `tests="20" failures="${failing}" errors="0" skipped="0"`;
  return `<?xml version="1.0"?><testsuites><testsuite name="${name}" ${counts} timestamp="${at}">${cases.join("")}</testsuite></testsuites>`;
}

function sarif(at: string): string {
  const driver = { name: "scanner", version: "1.0.0", rules: [] };
  const invocations = [{ executionSuccessful: true, endTimeUtc: at }];
  return JSON.stringify({ version: "2.1.0", runs: [{ tool: { driver }, invocations, results: [] }] });
}
