import { execFileSync } from "node:child_process";
import { access, readdir, readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it, vi } from "vitest";
import { nativeSha256 } from "../../../../../src/adapters/process/nativeHash.ts";
import { READINESS_CHECKS } from "../../../../../src/core/gates/descriptions/readiness.ts";
import type { Programs, RunningProgram } from "../../../../../src/core/ports/program.ts";
import type { ReadinessCheckId } from "../../../../../src/engine/checks/readiness/tryReadiness.ts";
import { programs } from "../../../../support/readiness/programs.ts";
import {
  type Behaviour,
  readyWorkspace,
  SAID,
  SECRET,
  shortly,
  tried,
  WITHOUT_INSTALL,
} from "../../../../support/readiness/readyWorkspace.ts";

// Each trial starts several real programs, and other tests do at the same time.
vi.setConfig({ testTimeout: 120_000 });

const ALL = Object.keys(READINESS_CHECKS) as ReadinessCheckId[];

/** Counts what is started, by the words of each call. */
function counting(): Programs & { readonly calls: string[] } {
  const calls: string[] = [];
  return {
    calls,
    start(program): Promise<RunningProgram> {
      calls.push(program.call.join(" "));
      return programs.start(program);
    },
  };
}

describe("an application that is ready", () => {
  it("passes every check, by npm itself, with one installation, one build and one start each", async () => {
    const folder = await readyWorkspace();
    const before = await readdir(folder);
    const started = counting();
    const found = await tried(folder, ALL, SAID, { programs: started });
    expect(Object.fromEntries(Object.entries(found).map(([id, one]) => [id, shortly(one)]))).toEqual({
      "dependencies-installed": "pass Installed",
      "lock-files-valid": "pass LockFileHolds",
      "build-development": "pass Built",
      "build-production": "pass Built",
      "build-output": "pass OutputWithinBound",
      "starts-in-development": "pass Started",
      "application-starts": "pass Started",
      "variables-set": "pass VariablesSet",
      "connections-reached": "pass NoneNeeded",
      "calls-answered": "pass CallsAnswered",
      "cors-allowed": "pass OriginAllowed",
      "web-socket-opens": "pass WebSocketOpened",
      "assets-served": "pass AssetsServed",
      "cdn-answers": "pass FilesServed",
    });
    expect(started.calls.toSorted()).toEqual([
      "node server.cjs",
      "npm ci",
      "npm ls --all",
      "npm run build",
      "npm run build",
      "npm run dev",
    ]);
    expect((await readdir(folder)).toSorted()).toEqual([...before, ".tidegate"].toSorted());
    const commit = execFileSync("git", ["rev-parse", "HEAD"], { cwd: folder, encoding: "utf8" }).trim();
    expect(Object.values(found).map(({ facts }) => facts?.["commit"])).toEqual(ALL.map(() => commit));
  });

  it("keeps what was printed, with its hash and size, and without secrets in it or in what is said", async () => {
    const folder = await readyWorkspace();
    const found = await tried(folder, ["application-starts", "build-production"]);
    const [file] = found["application-starts"]?.files ?? [];
    const text = await readFile(join(folder, file?.path ?? ""), "utf8");
    expect(file?.path).toMatch(/^\.tidegate\/readiness\/application-starts-[0-9a-f]{8}\.log$/u);
    expect([file?.sha256, file?.bytes]).toEqual([nativeSha256(text), Buffer.byteLength(text)]);
    expect(text).toContain("listening\n");
    expect(text).toContain("[redacted]");
    expect(JSON.stringify(found) + text).not.toContain(SECRET);
    expect((await stat(join(folder, file?.path ?? ""))).mode & 0o077).toBe(0);
    expect(await readFile(join(folder, ".tidegate/.gitignore"), "utf8")).toContain("*");
    const built = found["build-production"]?.files?.[0]?.path ?? "";
    expect(await readFile(join(folder, built), "utf8")).toContain("building for production");
  });

  it("gives the application its variables and none of ours", async () => {
    const folder = await readyWorkspace();
    const environment = {
      ...process.env,
      GH_TOKEN: "x",
      KUBECONFIG: "x",
      AWS_SECRET_ACCESS_KEY: "x",
      SSH_AUTH_SOCK: "x",
      NODE_OPTIONS: "--title=x",
    };
    const found = await tried(folder, ["application-starts"], WITHOUT_INSTALL, { environment });
    const text = await readFile(join(folder, found["application-starts"]?.files?.[0]?.path ?? ""), "utf8");
    const names = /^sees (.*)$/mu.exec(text)?.[1]?.split(" ") ?? [];
    expect(names).toEqual(expect.arrayContaining(["DB_PASSWORD", "GREETING", "NODE_ENV", "PATH", "PORT"]));
    for (const name of ["GH_TOKEN", "KUBECONFIG", "AWS_SECRET_ACCESS_KEY", "SSH_AUTH_SOCK", "NODE_OPTIONS"]) {
      expect(names).not.toContain(name);
    }
  });

  it("is the commit: what lies on the desk and is not committed is not tried, and is left as it is", async () => {
    const folder = await readyWorkspace({ build: "fails" });
    await writeFile(join(folder, "behaviour.json"), "{}");
    expect(shortly((await tried(folder, ["build-production"]))["build-production"])).toBe("fail BuildFailed");
    expect(await readFile(join(folder, "behaviour.json"), "utf8")).toBe("{}");
    await expect(access(join(folder, "dist"))).rejects.toThrow("ENOENT");
  });
});

describe("an application that is not ready", () => {
  const cases: readonly [Behaviour, { readonly [Id in ReadinessCheckId]?: readonly [string, string] }][] = [
    [
      { build: "fails" },
      {
        "build-development": ["fail BuildFailed", "exit code"],
        "build-production": ["fail BuildFailed", "TS2322"],
        "build-output": ["inconclusive NotBuilt", "did not succeed"],
        "application-starts": ["inconclusive NotBuilt", "did not succeed"],
      },
    ],
    [{ build: "nothing" }, { "build-output": ["fail OutputMissing", "no folder dist"] }],
    [{ build: "empty" }, { "build-output": ["fail OutputEmpty", "left dist empty"] }],
    [{ build: "warns" }, { "build-output": ["fail BlockingWarnings", "Module not found"] }],
    [{ size: 200 * 1024 }, { "build-output": ["fail OutputTooLarge", "may hold 100 kB"] }],
    [
      { server: ["crashes"] },
      {
        "application-starts": ["fail EndedByItself", "cannot find the configuration"],
        "calls-answered": ["inconclusive NotUp", "did not come up"],
      },
    ],
    [
      { server: ["missing asset", "no web socket"], cors: "none" },
      {
        "cors-allowed": ["fail OriginRefused", "is missing"],
        "web-socket-opens": ["fail WebSocketRefused", "/live"],
        "assets-served": ["fail AssetsNotServed", "/app.css gave 404"],
        "application-starts": ["pass Started", "answered 2xx"],
      },
    ],
    [
      { server: ["always a page"], cors: "reflects" },
      {
        "cors-allowed": ["fail ForeignOriginAllowed", "https://foreign.invalid"],
        "assets-served": ["fail MissingLooksThere", "gave 200 with text/html"],
      },
    ],
  ];
  it.each(cases)("is told so: %j", async (behaviour, expected) => {
    const found = await tried(await readyWorkspace(behaviour), Object.keys(expected) as ReadinessCheckId[]);
    for (const [check, [short, says]] of Object.entries(expected)) {
      expect(shortly(found[check])).toBe(short);
      expect(found[check]?.message).toContain(says);
    }
  });

  it("fails a call that is answered otherwise, and one that the application ends at", async () => {
    const folder = await readyWorkspace();
    const calls = [
      ...SAID.calls,
      { path: "/api/other", method: "GET", status: 200 },
      { path: "/api/last", method: "GET", status: 200 },
    ];
    const found = await tried(folder, ["calls-answered", "application-starts"], { ...WITHOUT_INSTALL, calls });
    expect(found["calls-answered"]?.message).toContain("2 of 3 requests");
    expect(found["calls-answered"]?.measure).toEqual({ value: 1, bound: 3, good: "at-least", unit: "requests" });
    expect(shortly(found["application-starts"])).toBe("fail EndedByItself");
    expect(found["application-starts"]?.message).toContain("exit code 9 while it was being asked");
  });

  it("fails an output that only the development build made", async () => {
    const script = "process.env.NODE_ENV==='development' && require('./build.cjs')";
    const readiness = { ...WITHOUT_INSTALL, build: ["node", "-e", script] as const };
    const found = await tried(await readyWorkspace(), ["build-development", "build-output"], readiness);
    expect([shortly(found["build-development"]), shortly(found["build-output"])]).toEqual([
      "pass Built",
      "fail OutputMissing",
    ]);
  });
});
