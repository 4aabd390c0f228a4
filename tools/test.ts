/**
 * `npm test [-- TIER…]`: sets up what each tier needs, runs the tiers one after another (two cores are enough) and
 * closes with `N passed, N failed` alone on a line. A tier whose needs this machine cannot meet is named and counted as
 * skipped; with CI set that is a failure.
 */
import { spawn } from "node:child_process";
import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { cacheFolder, root } from "./bootstrap.mjs";
import { checks } from "./checks.ts";
import { tiers, type Tier } from "./tiers.ts";

interface Count {
  passed: number;
  failed: number;
  skipped: number;
}

const total: Count = { passed: 0, failed: 0, skipped: 0 };
const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => name !== "check" && !tiers.some((tier) => tier.name === name));
if (unknown.length > 0) {
  console.error(`No such tier: ${unknown.join(", ")}. Tiers: check, ${tiers.map((tier) => tier.name).join(", ")}.`);
  process.exit(2);
}

if (wanted.length === 0 || wanted.includes("check")) await runChecks();
for (const tier of tiers) if (wanted.length === 0 || wanted.includes(tier.name)) await runTier(tier);

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
    else total.failed++;
    console.log(`${code === 0 ? "ok  " : "FAIL"} ${check.name}`);
  }
}

async function runTier(tier: Tier): Promise<void> {
  heading(tier.name);
  const obstacle = tier.obstacle?.();
  if (obstacle !== undefined) {
    console.log(`Skipped: ${obstacle}`);
    total.skipped++;
    return;
  }
  await tier.prepare?.();
  const report = join(cacheFolder("reports"), `${tier.name}.json`);
  await rm(report, { force: true });
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
  const code = await run("vitest", ["run", "--project", tier.name, ...reporters]);
  const count = await readCount(report);
  // A run that reports no failure but did not end well (an unhandled error, a crash) is a failure all the same.
  if (code !== 0 && count.failed === 0) count.failed = 1;
  total.passed += count.passed;
  total.failed += count.failed;
  total.skipped += count.skipped;
}

function heading(name: string): void {
  console.log(`\n== ${name} ==`);
}

async function readCount(report: string): Promise<Count> {
  try {
    const json = JSON.parse(await readFile(report, "utf8")) as Record<string, number>;
    const skips = (json["numPendingTests"] ?? 0) + (json["numTodoTests"] ?? 0);
    return { passed: json["numPassedTests"] ?? 0, failed: json["numFailedTests"] ?? 0, skipped: skips };
  } catch {
    return { passed: 0, failed: 1, skipped: 0 };
  }
}

function run(command: string, args: readonly string[]): Promise<number> {
  const child = spawn(command, args, { cwd: root, stdio: ["ignore", "inherit", "inherit"] });
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("exit", (code) => resolve(code ?? 1));
  });
}
