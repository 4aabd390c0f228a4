import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { assetsNamed } from "../../../../src/core/readiness/assetsNamed.ts";
import { blockingWarnings, conflictLines, lockComplaints } from "../../../../src/core/readiness/complaints.ts";
import { judgeAssets } from "../../../../src/core/readiness/judgeAssets.ts";
import { type CorsFacts, judgeCors } from "../../../../src/core/readiness/judgeCors.ts";
import { judgeLocks } from "../../../../src/core/readiness/judgeInstall.ts";
import { judgeOutput } from "../../../../src/core/readiness/judgeOutput.ts";
import { judgeStage } from "../../../../src/core/readiness/judgeStage.ts";
import { judgeVariables, type NeededVariable } from "../../../../src/core/readiness/judgeVariables.ts";
import { saidAtLast } from "../../../../src/core/readiness/lastLines.ts";
import type { Stage, Tried } from "../../../../src/core/readiness/tried.ts";

const tried = (more: Partial<Tried> = {}): Tried => ({
  call: ["make", "all"],
  end: { code: 0 },
  seconds: 2,
  output: "",
  ...more,
});
const stage = (...all: readonly Partial<Tried>[]): Stage => ({ tried: all.map(tried) });
const WORDS = { done: "Built", failed: "BuildFailed", subject: "The build", key: "build" };
const shortly = ({ verdict, reason }: { readonly verdict: string; readonly reason: string }) => `${verdict} ${reason}`;

function judgeBytes(bytes: number) {
  return judgeOutput(stage({}), { files: 1, bytes }, { folder: "dist", maxBytes: 10_240 });
}

function one(more: Partial<NeededVariable>): NeededVariable {
  return { name: "A", places: [], missingIn: [], unknownIn: [], here: false, inExample: undefined, ...more };
}

describe("a stage", () => {
  it.each([
    [stage({}), "pass Built"],
    [stage(), "pass Built"],
    [stage({}, { end: { code: 3 } }), "fail BuildFailed"],
    [stage({ end: { signal: "SIGSEGV" } }), "fail BuildFailed"],
    [stage({ end: { failure: "ENOENT" } }), "inconclusive ProgramMissing"],
    [stage({ end: { failure: "EACCES" } }), "inconclusive NotRun"],
    [stage({ end: { signal: "SIGKILL" }, stopped: "time-limit" }), "fail TimedOut"],
    [stage({ end: { signal: "SIGKILL" }, stopped: "request" }), "inconclusive Stopped"],
  ])("%j is a %s", (given, expected) => {
    expect(shortly(judgeStage(given, WORDS, 60))).toBe(expected);
  });

  it("passes only where every program ended with 0", () => {
    fc.assert(
      fc.property(fc.array(fc.record({ code: fc.integer({ min: 0, max: 2 }) }), { maxLength: 4 }), (codes) => {
        const upToFailure = codes.slice(0, codes.findIndex(({ code }) => code !== 0) + 1 || codes.length);
        const { verdict } = judgeStage(stage(...upToFailure.map((end) => ({ end }))), WORDS, 60);
        expect(verdict).toBe(codes.every(({ code }) => code === 0) ? "pass" : "fail");
      }),
    );
  });

  it("tells what was said at last without colours, stacks and empty lines", () => {
    expect(saidAtLast("\u001B[31mError: no\u001B[0m\r\n\n    at f (x.js:1:2)\n\nNode.js v24.1.0\n")).toBe(
      ": Error: no",
    );
    expect(saidAtLast("")).toBe(".");
    expect(saidAtLast("x".repeat(5000)).length).toBeLessThan(820);
  });
});

describe("what package managers and builds complain of", () => {
  it.each([
    ["npm error code ERESOLVE", 1],
    ["npm error invalid: react@17.0.2 /x/node_modules/react", 1],
    ["npm ERR! missing: react@^18.0.0, required by a@1.0.0", 1],
    ["├─┬ a 1.0.0\n│ └── ✕ unmet peer react@^18: found 17.0.2", 1],
    ['warning "a > b@1.0.0" has unmet peer dependency "react@^18".', 1],
    ["➤ YN0002: │ app doesn't provide react, requested by a", 1],
    ["a 1.0 has requirement b<2, but you have b 2.1.", 1],
    ["added 12 packages in 3s", 0],
    ["npm warn deprecated a@1.0.0: use b", 0],
  ])("of versions: %j", (output, count) => {
    expect(conflictLines(output)).toHaveLength(count);
  });

  it.each([
    [
      "npm error `npm ci` can only install packages when your package.json and package-lock.json or npm-shrinkwrap.json are in sync.",
      1,
    ],
    [' ERR_PNPM_OUTDATED_LOCKFILE  Cannot install with "frozen-lockfile"', 1],
    ["error Your lockfile needs to be updated, but yarn was run with `--frozen-lockfile`.", 1],
    ["error: the lock file /x/Cargo.lock needs to be updated but --locked was passed", 1],
    ["Installing dependencies from lock file", 0],
  ])("of the lock file: %j", (output, count) => {
    expect(lockComplaints(output)).toHaveLength(count);
  });

  it.each([
    ["WARNING in ./a.js\nModule not found: Error: Can't resolve './b'", 1],
    ["export 'x' (imported as 'x') was not found in './y'", 1],
    ["(!) Unresolved dependencies", 1],
    ["Warning: bundle initial exceeded maximum budget. Budget 500.00 kB", 1],
    ["(!) Some chunks are larger than 500 kB after minification.", 0],
    ["warning: unused variable: `x`", 0],
  ])("of what was left out: %j", (output, count) => {
    expect(blockingWarnings(output)).toHaveLength(count);
  });

  it("is found in any output, at most ten lines of each", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 2000 }), (text) => {
        for (const find of [conflictLines, lockComplaints, blockingWarnings])
          expect(find(text).length).toBeLessThanOrEqual(10);
      }),
    );
    const many = Array.from({ length: 50 }, (_, index) => `npm error invalid: a@${index}`).join("\n");
    expect(conflictLines(many)).toHaveLength(10);
  });
});

describe("lock files", () => {
  const facts = { lockFile: "package-lock.json", problems: [], nothingToLock: false };
  it.each([
    [judgeLocks(facts, stage({}), false), "pass LockFileHolds"],
    [judgeLocks(facts, stage({}), true), "fail LockFileChanged"],
    [judgeLocks(facts, stage({ end: { code: 1 }, output: "no network" }), false), "inconclusive NotInstalled"],
    [judgeLocks(facts, undefined, false), "inconclusive NotInstalled"],
    [judgeLocks({ ...facts, lockFile: undefined }, undefined, false), "inconclusive NoLockFile"],
    [judgeLocks({ ...facts, lockFile: undefined, nothingToLock: true }, undefined, false), "pass NothingToLock"],
    [judgeLocks({ ...facts, problems: [{ message: "Two.", places: [] }] }, stage({}), false), "fail LockFileWrong"],
  ])("%j", (finding, expected) => {
    expect(shortly(finding)).toBe(expected);
  });
});

describe("the output of a build", () => {
  it("may be as large as its bound and no larger", () => {
    expect(shortly(judgeBytes(10_240))).toBe("pass OutputWithinBound");
    expect(judgeBytes(10_240).measure).toEqual({ value: 10, bound: 10, good: "at-most", unit: "kB" });
    expect(shortly(judgeBytes(10_241))).toBe("fail OutputTooLarge");
    expect(judgeBytes(10_241).measure?.value).toBe(11);
  });
});

describe("variables", () => {
  it.each([
    [judgeVariables([], 3), "pass NothingNeeded"],
    [judgeVariables([one({ here: true })], 0), "pass VariablesSet"],
    [judgeVariables([one({})], 0), "fail VariablesMissing"],
    [judgeVariables([one({})], 1), "pass VariablesSet"],
    [judgeVariables([one({ here: true, missingIn: ["web"] })], 1), "fail VariablesMissing"],
    [judgeVariables([one({ here: true, unknownIn: ["web"] })], 1), "inconclusive VariablesUnknown"],
  ])("%j", (finding, expected) => {
    expect(shortly(finding)).toBe(expected);
  });
});

describe("origins", () => {
  const good = { status: 204, allowed: "https://a.example", credentials: true };
  const facts: CorsFacts = { path: "/", origin: "https://a.example", preflight: good, request: good, foreign: {} };
  it.each([
    [facts, "pass OriginAllowed"],
    [{ ...facts, preflight: { ...good, status: 405 } }, "fail PreflightRefused"],
    [{ ...facts, request: { status: 200, credentials: false } }, "fail OriginRefused"],
    [{ ...facts, preflight: { ...good, allowed: "*" } }, "fail OriginRefused"],
    [{ ...facts, preflight: { ...good, allowed: "*", credentials: false } }, "pass OriginAllowed"],
    [{ ...facts, foreign: { null: { ...good, allowed: "null" } } }, "fail ForeignOriginAllowed"],
    [
      { ...facts, foreign: { "https://b.example": { ...good, allowed: "*", credentials: false } } },
      "pass OriginAllowed",
    ],
  ] satisfies [CorsFacts, string][])("%j", (given, expected) => {
    expect(shortly(judgeCors(given))).toBe(expected);
  });
});

describe("static files", () => {
  it("are those that a page loads from its own origin", () => {
    const page = `<link rel=stylesheet href=/a.css><link rel="alternate" href="/feed"><SCRIPT SRC='./b.js?x=1&amp;y#z'></SCRIPT>
      <img src="data:image/png;base64,x"><img src="//cdn.example/c.png"><img src="https://cdn.example/d.png"><img src="e.png">
      <script>var x = "<img src='f.png'>";</script><link rel="icon" href="/g.ico"><img src="../h.png"><img src="/a.css">`;
    expect(assetsNamed(page)).toEqual(["/a.css", "/b.js?x=1&y", "/e.png", "/f.png", "/g.ico"]);
  });

  it("are found in any page, and always as paths of this origin", () => {
    const piece = fc.constantFrom(
      "<script src=",
      "<img src='",
      '<link rel="stylesheet" href="',
      ">",
      "'",
      '"',
      " ",
      "//x",
      "/a",
      "\\\\",
      "\n",
      "javascript:",
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
        for (const path of assetsNamed(pieces.join(""))) expect(path).toMatch(/^\/(?!\/)\S*$/u);
      }),
    );
  });

  it("have their type, and one that is missing is said to be", () => {
    const answer = { path: "/a.js", status: 200, contentType: "text/javascript", bytes: 3 };
    const missing = { path: "/x.js", status: 404, contentType: "", bytes: 0 };
    expect(shortly(judgeAssets([answer], missing))).toBe("pass AssetsServed");
    expect(shortly(judgeAssets([{ ...answer, contentType: "text/html" }], missing))).toBe("fail AssetsNotServed");
    expect(shortly(judgeAssets([{ ...answer, bytes: 0 }], missing))).toBe("fail AssetsNotServed");
    expect(shortly(judgeAssets([answer], { ...missing, status: 200 }))).toBe("fail MissingLooksThere");
  });
});
