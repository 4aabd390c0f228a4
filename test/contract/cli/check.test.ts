import { chmod, mkdir, mkdtemp, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Log } from "sarif";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { checkOutput } from "../../../src/protocol/checkOutput.ts";
import { type Ended, tidegate } from "../../support/commandLine.ts";

const DOCKERFILE = "FROM node:latest\nADD app.js /app/app.js\nUSER root\nCMD node /app/app.js\n";
const HADOLINT = JSON.stringify([
  {
    file: "my app/Dockerfile",
    line: 1,
    column: 1,
    level: "warning",
    code: "DL3007",
    message: "Using latest is prone.",
  },
]);

let home: string;
let cwd: string;
/** Folders of programs: one that answers as hadolint does, one whose hadolint breaks down, and one without any. */
let programs: Record<"answers" | "breaks" | "none", string>;

async function program(name: string, script: string | undefined): Promise<string> {
  const folder = join(home, name);
  await mkdir(folder);
  if (script === undefined) return folder;
  const file = join(folder, "hadolint");
  await writeFile(file, `#!${process.execPath}\n${script}\n`);
  await chmod(file, 0o755);
  return folder;
}

beforeAll(async () => {
  home = await realpath(await mkdtemp(join(tmpdir(), "tidegate-check-")));
  cwd = join(home, "shop");
  await mkdir(join(cwd, "my app"), { recursive: true });
  await writeFile(join(cwd, "my app", "Dockerfile"), DOCKERFILE);
  programs = {
    answers: await program("answers", `console.log(${JSON.stringify(HADOLINT)});`),
    breaks: await program("breaks", "console.log('no JSON at all');"),
    none: await program("none", undefined),
  };
});

afterAll(() => rm(home, { recursive: true, force: true }));

function check(args: readonly string[], linters: keyof typeof programs = "none"): Promise<Ended> {
  return tidegate(["check", ".", ...args], { cwd, env: { PATH: programs[linters] } });
}

describe("tidegate check", () => {
  it("prints a line for each finding, as compilers do, and what it did not ask", async () => {
    const { code, out, err } = await check([]);
    expect(out).toMatch(/^my app\/Dockerfile:1:6: warning: .+ \[dockerfile\/pinned-image\]$/mu);
    expect(err).toContain("Not installed, and so not asked: hadolint, checkov, trivy.");
    expect(err).toMatch(/1 files checked: \d+ errors, \d+ warnings, \d+ notes\./u);
    expect(code).toBe(/: error: /u.test(out) ? 1 : 0);
  });

  it("prints JSON by its schema, with the findings of linters beside its own", async () => {
    const { out, err } = await check(["--format", "json"], "answers");
    expect(err).toBe("");
    const { findings, linters, files } = checkOutput.strict().parse(JSON.parse(out));
    expect(files).toEqual([{ path: "my app/Dockerfile", kind: "dockerfile" }]);
    expect(linters).toEqual({ ran: ["hadolint"], missing: ["checkov", "trivy"], failed: [] });
    expect(findings.filter(({ tool }) => tool === "hadolint")).toMatchObject([
      { rule: "DL3007", line: 1, endColumn: null, url: "https://github.com/hadolint/hadolint/wiki/DL3007" },
    ]);
    expect(findings.find(({ rule }) => rule === "dockerfile/copy-not-add")).toMatchObject({ fixable: true, line: 2 });
  });

  it("prints SARIF that code scanning takes", async () => {
    const log = JSON.parse((await check(["--format", "sarif"], "answers")).out) as Log;
    expect(log).toMatchObject({ version: "2.1.0", $schema: expect.stringMatching(/sarif-schema-2\.1\.0\.json$/u) });
    expect(log.runs.map(({ tool }) => tool.driver.name)).toEqual(["tidegate", "hadolint"]);
    for (const { results = [], tool } of log.runs) {
      expect(results.length).toBeGreaterThan(0);
      for (const { ruleId, ruleIndex, level, message, locations } of results) {
        expect(tool.driver.rules?.[ruleIndex ?? -1]?.id).toBe(ruleId);
        expect(["error", "warning", "note"]).toContain(level);
        expect(message.text).not.toBe("");
        const place = locations?.[0]?.physicalLocation;
        expect(place?.artifactLocation).toEqual({ uri: "my%20app/Dockerfile", uriBaseId: "%SRCROOT%" });
        expect(place?.region?.startLine).toBeGreaterThan(0);
        expect(place?.region?.endColumn ?? 1).toBeLessThan(2 ** 31);
      }
    }
  });

  it("fails from the severity on that was asked for", async () => {
    const codes = ["error", "warning", "info", "never"].map(
      async (severity) => (await check(["--fail-on", severity])).code,
    );
    const errors = /: error: /u.test((await check([])).out);
    expect(await Promise.all(codes)).toEqual([errors ? 1 : 0, 1, 1, 0]);
  });

  it("fails where a linter fails, and says so", async () => {
    const { code, err } = await check(["--fail-on", "error"], "breaks");
    expect({ code, err }).toEqual({ code: 1, err: expect.stringContaining("hadolint failed: ") });
    expect((await check(["--no-linters", "--format", "json"], "breaks")).out).toContain('"failed": []');
  });

  it.for([[["--format", "xml"]], [["--fail-on", "sometimes"]]])("does not take %j", async ([args]) => {
    expect((await check(args ?? [])).code).toBe(2);
  });

  it("does not take a folder that is not there", async () => {
    const { code, out } = await tidegate(["check", "nowhere", "--json"], { cwd });
    expect(code).toBe(2);
    expect(JSON.parse(out)).toMatchObject({ error: { message: expect.stringContaining("nowhere") } });
  });
});
