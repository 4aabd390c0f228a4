/**
 * `npm test [-- TIER…]`: sets up what each tier needs, runs the tiers one after another (two cores are enough), but for
 * some that wait more than they work, and closes with `N passed, N failed` alone on a line. A tier whose needs this machine cannot meet is named and counted as
 * skipped; with CI set that is a failure.
 */
import { spawn } from "node:child_process";
import { openSync } from "node:fs";
import { readFile, rm } from "node:fs/promises";
import { join, relative } from "node:path";
import { cacheFolder, root } from "./bootstrap.mjs";
import { checks } from "./checks.ts";
import { tiers, type Tier } from "./tiers.ts";

interface Count {
  passed: number;
  failed: number;
  skipped: number;
}

const total: Count = { passed: 0, failed: 0, skipped: 0 };
/** What failed, by tier and name: repeated at the end, where a long log is read first. */
const failures: string[] = [];
const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => name !== "check" && !tiers.some((tier) => tier.name === name));
if (unknown.length > 0) {
  console.error(`No such tier: ${unknown.join(", ")}. Tiers: check, ${tiers.map((tier) => tier.name).join(", ")}.`);
  process.exit(2);
}

if (wanted.length === 0 || wanted.includes("check")) await runChecks();
let together: Tier[] = [];
for (const tier of tiers) {
  if (wanted.length === 0 || wanted.includes(tier.name)) together.push(tier);
  if (tier.besideNext === true) continue;
  await runTogether(together);
  together = [];
}

if (failures.length > 0) {
  heading("failed");
  for (const failure of failures) console.log(failure);
}
console.log("");
const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : "";
console.log(`${total.passed} passed, ${total.failed} failed${skipped}`);
const skipsFail = process.env["CI"] !== undefined && total.skipped > 0;
process.exit(total.failed > 0 || total.passed === 0 || skipsFail ? 1 : 0);

async function runChecks(): Promise<void> {
  heading("check");
  for (const check of checks) {
    const code = await run(check.command, check.args);
    if (code === 0) total.passed++;
    else {
      total.failed++;
      failures.push(`check: ${check.name}`);
    }
    console.log(`${code === 0 ? "ok  " : "FAIL"} ${check.name}`);
  }
}

/** Sets tiers up one by one, then runs them at once. The first is seen as it runs, the others when they have ended. */
async function runTogether(several: readonly Tier[]): Promise<void> {
  const ready: Tier[] = [];
  for (const tier of several) if (await prepared(tier)) ready.push(tier);
  const running = ready.map((tier, index) => ({ tier, log: index === 0 ? undefined : logOf(tier) }));
  const ends = running.map(({ tier, log }) => runTier(tier, log));
  for (const [index, { tier, log }] of running.entries()) {
    if (ready.length > 1 && log === undefined) heading(`${tier.name}, beside others`);
    await ends[index];
    if (log === undefined) continue;
    heading(`${tier.name}, which ran meanwhile`);
    process.stdout.write(await readFile(log));
  }
}

async function prepared(tier: Tier): Promise<boolean> {
  heading(tier.name);
  const obstacle = tier.obstacle?.();
  if (obstacle === undefined) {
    await tier.prepare?.();
    return true;
  }
  console.log(`Skipped: ${obstacle}`);
  total.skipped++;
  return false;
}

/** Runs one tier and counts it. What it prints goes to the file `log`, if there is one. */
async function runTier(tier: Tier, log: string | undefined): Promise<void> {
  const reportFile = join(cacheFolder("reports"), `${tier.name}.json`);
  await rm(reportFile, { force: true });
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${reportFile}`];
  const code = await run("vitest", ["run", "--project", tier.name, ...reporters], log);
  const report = await readReport(reportFile);
  const failed = failedTests(report);
  // A run that reports no failure but did not end well (an unhandled error, a crash) is a failure all the same.
  if (failed.length === 0 && (code !== 0 || report === undefined)) failed.push("ended badly, though no test failed");
  failures.push(...failed.map((test) => `${tier.name}: ${test}`));
  total.failed += failed.length;
  total.passed += report?.numPassedTests ?? 0;
  total.skipped += (report?.numPendingTests ?? 0) + (report?.numTodoTests ?? 0);
}

function logOf(tier: Tier): string {
  return join(cacheFolder("reports"), `${tier.name}.log`);
}

function heading(name: string): void {
  console.log(`\n== ${name} ==`);
}

/** What the JSON reporter writes, as far as it is read here. */
interface Report {
  readonly numPassedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly message: string;
    readonly assertionResults: readonly {
      readonly fullName: string;
      readonly status: string;
      readonly failureMessages: readonly string[];
    }[];
  }[];
}

async function readReport(file: string): Promise<Report | undefined> {
  try {
    return JSON.parse(await readFile(file, "utf8")) as Report;
  } catch {
    return undefined;
  }
}

/** Every failed test with the first line of its message, and every file that failed as a whole. */
function failedTests(report: Report | undefined): string[] {
  const failed: string[] = [];
  for (const { name, status, message, assertionResults } of report?.testResults ?? []) {
    const file = relative(root, name);
    const tests = assertionResults.filter((test) => test.status === "failed");
    if (status === "failed" && tests.length === 0) failed.push(`${file}: ${firstLine(message)}`);
    failed.push(...tests.map((test) => `${file} > ${test.fullName}: ${firstLine(test.failureMessages[0] ?? "")}`));
  }
  return failed;
}

function firstLine(text: string): string {
  return text.split("\n", 1)[0] ?? "";
}

function run(command: string, args: readonly string[], log?: string): Promise<number> {
  const output = log === undefined ? "inherit" : openSync(log, "w");
  const child = spawn(command, args, { cwd: root, stdio: ["ignore", output, output] });
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("exit", (code) => resolve(code ?? 1));
  });
}
