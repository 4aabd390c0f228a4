import { execa } from "execa";
import { chmod, mkdir, readdir, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { gitAt } from "../../../../src/adapters/git/git.ts";
import { parseStatus } from "../../../../src/adapters/git/status.ts";
import { identify } from "../../../../src/adapters/process/identity.ts";
import { runCommand } from "../../../../src/adapters/process/command.ts";
import { temporaryFolder } from "../../../support/temporaryFolder.ts";

const ANN = ["-c", "user.name=Ann", "-c", "user.email=ann@example.test"];

async function repository(): Promise<{ folder: string; git: (...args: string[]) => Promise<string> }> {
  const folder = await temporaryFolder();
  const git = async (...args: string[]): Promise<string> => (await execa("git", args, { cwd: folder })).stdout;
  await git("init", "--quiet", "--initial-branch=main");
  return { folder, git };
}

/** Git as it answers where a setting is not there. */
async function unset(): Promise<never> {
  throw new Error("not set");
}

describe("git facts", () => {
  test("name the commit, its branch and everyone who wrote it", async () => {
    const { folder, git } = await repository();
    const message = "Add\n\nCo-authored-by: Bob <bob@example.test>";
    await git(...ANN, "commit", "--quiet", "--allow-empty", "-m", message);
    expect(await gitAt(folder, runCommand).state()).toEqual({
      head: await git("rev-parse", "HEAD"),
      branch: "main",
      changed: [],
      authors: ["Ann <ann@example.test>", "Bob <bob@example.test>"],
      tags: [],
      committedAt: Number(await git("show", "--no-patch", "--format=%ct")) * 1000,
    });
  });

  test("name the tags of the commit that is checked out", async () => {
    const { folder, git } = await repository();
    await git(...ANN, "commit", "--quiet", "--allow-empty", "-m", "one");
    await git("tag", "v1.0.0");
    await git(...ANN, "commit", "--quiet", "--allow-empty", "-m", "two");
    await git("tag", "v1.1.0");
    await git(...ANN, "tag", "--annotate", "-m", "two", "release/1.1");
    expect((await gitAt(folder, runCommand).state())?.tags).toEqual(["release/1.1", "v1.1.0"]);
  });

  test("list what is changed, staged, renamed and untracked, whatever the names", async () => {
    const { folder, git } = await repository();
    await writeFile(join(folder, "old"), "some text that is long enough to be found again\n");
    await writeFile(join(folder, "a file"), "1");
    await git("add", ".");
    await git(...ANN, "commit", "--quiet", "-m", "x");
    await git("mv", "old", "new\nname");
    await writeFile(join(folder, "a file"), "2");
    await mkdir(join(folder, "sub"));
    await writeFile(join(folder, "sub/ü"), "");
    const state = await gitAt(folder, runCommand).state();
    expect(state?.changed).toEqual([
      { path: "a file", state: "changed" },
      { path: "new\nname", state: "renamed" },
      { path: "sub/ü", state: "untracked" },
    ]);
  });

  test("are there before the first commit", async () => {
    const { folder } = await repository();
    expect(await gitAt(folder, runCommand).state()).toMatchObject({ head: undefined, branch: "main", authors: [] });
  });

  test("are none outside of a repository", async () => {
    expect(await gitAt(await temporaryFolder(), runCommand).state()).toBeUndefined();
  });

  test("are read without running what a hostile configuration names", async () => {
    const { folder, git } = await repository();
    const trap = join(folder, ".git/trap");
    await writeFile(trap, `#!/bin/sh\ntouch "${folder}/.git/sprung"\n`);
    await chmod(trap, 0o755);
    await git(...ANN, "commit", "--quiet", "--allow-empty", "-m", "x");
    for (const key of ["core.fsmonitor", "core.pager", "diff.external", "gpg.program", "pager.log", "pager.status"]) {
      await git("config", key, trap);
    }
    await git("config", "log.showSignature", "true");
    await gitAt(folder, runCommand).state();
    expect(await readdir(join(folder, ".git"))).not.toContain("sprung");
  });

  test("are read without running the repository's own filters, whatever they are called", async () => {
    const { folder, git } = await repository();
    await writeFile(join(folder, "file"), "text\n");
    await git("add", ".");
    await git(...ANN, "commit", "--quiet", "-m", "x");
    const spring = `touch "${folder}/.git/sprung"; cat`;
    for (const name of ["plain", "a.clean=b"]) await git("config", `filter.${name}.clean`, spring);
    await git("config", "filter.plain.required", "true");
    await writeFile(join(folder, ".git/info/attributes"), "file filter=plain\nother filter=a.clean=b\n");
    await utimes(join(folder, "file"), 1, 1);
    expect((await gitAt(folder, runCommand).state())?.changed).toEqual([]);
    expect(await readdir(join(folder, ".git"))).not.toContain("sprung");
  });

  test("are read without fetching what is missing by a program the repository names", async () => {
    const { folder, git } = await repository();
    const settings = {
      "core.repositoryformatversion": "1",
      "extensions.partialClone": "origin",
      "remote.origin.promisor": "true",
      "remote.origin.url": `ext::sh -c touch% ${folder}/.git/sprung`,
      "protocol.ext.allow": "always",
    };
    for (const [key, value] of Object.entries(settings)) await git("config", key, value);
    await writeFile(join(folder, ".git/refs/heads/main"), `${"1".repeat(40)}\n`);
    await expect(gitAt(folder, runCommand).state()).rejects.toMatchObject({ reason: "CommandFailed" });
    expect(await readdir(join(folder, ".git"))).not.toContain("sprung");
  });

  test("pass over entries of kinds that are not known", () => {
    expect(parseStatus("! ignored\0# branch.head (detached)\0x y\0")).toEqual({
      head: undefined,
      branch: undefined,
      changed: [],
    });
  });
});

describe("identity", () => {
  test("is git's where git has one", async () => {
    const { folder, git } = await repository();
    await git("config", "user.name", "Ann");
    await git("config", "user.email", "ann@example.test");
    expect(await identify(folder, runCommand)).toEqual({ name: "Ann <ann@example.test>", source: "git" });
  });

  test("is the system's user otherwise", async () => {
    expect(await identify("/", unset)).toMatchObject({ source: "os" });
  });
});
