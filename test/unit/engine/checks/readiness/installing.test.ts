import { describe, expect, it, vi } from "vitest";
import { readyWorkspace, SAID, shortly, tried } from "../../../../support/readiness/readyWorkspace.ts";

// Each trial starts several real programs, and other tests do at the same time.
vi.setConfig({ testTimeout: 120_000 });

const MANIFEST = { name: "ready-app", version: "1.0.0", private: true, dependencies: { greeting: "file:greeting" } };

describe("installing, by npm itself", () => {
  it("fails where the lock file does not hold what the manifest asks for", async () => {
    const manifest = { ...MANIFEST, dependencies: { ...MANIFEST.dependencies, "is-never-there": "^1.0.0" } };
    const folder = await readyWorkspace({}, { "package.json": JSON.stringify(manifest) });
    const found = await tried(folder, ["lock-files-valid", "dependencies-installed"], SAID);
    expect(shortly(found["lock-files-valid"])).toBe("fail LockFileWrong");
    expect(found["lock-files-valid"]?.message).toContain("is-never-there");
    expect(found["lock-files-valid"]?.places?.map(({ path }) => path)).toContain("package-lock.json");
    expect(shortly(found["dependencies-installed"])).toBe("fail InstallFailed");
    expect(found["dependencies-installed"]?.message).toContain("npm ci ended with exit code");
  });

  it("fails where a peer is missing although the installation goes through", async () => {
    const peer = {
      name: "greeting",
      version: "1.0.0",
      main: "index.cjs",
      peerDependencies: { "is-never-there": "^1.0.0" },
    };
    const folder = await readyWorkspace(
      {},
      { "greeting/package.json": JSON.stringify(peer), ".npmrc": "legacy-peer-deps=true\n" },
    );
    const found = await tried(folder, ["dependencies-installed"], SAID);
    expect(shortly(found["dependencies-installed"])).toBe("fail VersionConflict");
    expect(found["dependencies-installed"]?.message).toContain("is-never-there");
  });

  it("fails for two lock files without installing anything", async () => {
    const folder = await readyWorkspace({}, { "yarn.lock": "# yarn lockfile v1\n" });
    const programs = { start: () => Promise.reject(new Error("Nothing is to be started.")) };
    const found = await tried(folder, ["lock-files-valid"], SAID, { programs });
    expect(shortly(found["lock-files-valid"])).toBe("fail LockFileWrong");
    expect(found["lock-files-valid"]?.message).toContain("yarn.lock");
  });

  it("fails where the installation writes into the lock file", async () => {
    const install = ["node", "-e", "fs.appendFileSync('package-lock.json','\\n')"] as const;
    const found = await tried(await readyWorkspace(), ["lock-files-valid"], { ...SAID, install });
    expect(shortly(found["lock-files-valid"])).toBe("fail LockFileChanged");
  });

  it("says what is missing: a program, dependencies before a build, a port", async () => {
    const folder = await readyWorkspace();
    const checks = ["dependencies-installed", "build-production", "application-starts", "assets-served"] as const;
    const missing = await tried(folder, checks, { ...SAID, install: ["no-such-manager", "install"] });
    expect(checks.map((check) => shortly(missing[check]))).toEqual([
      "inconclusive ProgramMissing",
      "inconclusive NotInstalled",
      "inconclusive NotInstalled",
      "inconclusive NotInstalled",
    ]);
    expect(missing["dependencies-installed"]?.message).toContain("no-such-manager");
  });

  it("says what to write where neither the file nor the workspace knows, and starts nothing then", async () => {
    const folder = await readyWorkspace({}, { "package.json": "{}", "package-lock.json": "{}" });
    const programs = { start: () => Promise.reject(new Error("Nothing is to be started.")) };
    const readiness = { folder: "elsewhere", variables: [], calls: [], assets: [], timeout: 60 };
    const checks = [
      "dependencies-installed",
      "build-production",
      "build-output",
      "application-starts",
      "cors-allowed",
      "web-socket-opens",
      "calls-answered",
      "assets-served",
    ] as const;
    const found = await tried(folder, checks, readiness, { programs });
    for (const check of checks) {
      expect([check, shortly(found[check])]).toEqual([check, "inconclusive NotSaid"]);
      expect(found[check]?.message).toContain("readiness: {");
    }
  });
});
