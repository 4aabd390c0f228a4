import { execFile } from "node:child_process";
import { access, mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, it, onTestFinished } from "vitest";
import { cleanCopies } from "../../../../src/adapters/git/cleanCopy.ts";
import { runCommand } from "../../../../src/adapters/process/command.ts";
import { systemClock } from "../../../../src/adapters/process/systemClock.ts";
import { temporaryFolder } from "../../../support/temporaryFolder.ts";

const execute = promisify(execFile);

async function write(folder: string, files: Readonly<Record<string, string>>): Promise<void> {
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
}

async function git(folder: string, ...args: string[]): Promise<string> {
  const own = ["-c", "user.name=T", "-c", "user.email=t@example.com", "-c", "commit.gpgsign=false"];
  return (await execute("git", [...own, ...args], { cwd: folder })).stdout.trim();
}

async function committed(files: Readonly<Record<string, string>>): Promise<string> {
  const folder = await temporaryFolder();
  await git(folder, "init", "-q");
  await write(folder, files);
  await git(folder, "add", "-A");
  await git(folder, "commit", "-qm", "one");
  return folder;
}

async function copyOf(folder: string) {
  const copy = await cleanCopies(folder, runCommand, systemClock)();
  onTestFinished(() => copy.dispose());
  return copy;
}

describe("a clean copy with git", () => {
  it("is the commit and not the desk, and leaves the repository as it was", async () => {
    const folder = await committed({ "a.txt": "committed", "b/c.txt": "c", ".gitignore": "ignored\n" });
    await write(folder, { "a.txt": "changed", "new.txt": "new", ignored: "x" });
    await git(folder, "add", "new.txt");
    const before = [
      await git(folder, "status", "--porcelain"),
      await git(folder, "for-each-ref"),
      await git(folder, "worktree", "list"),
    ];
    const copy = await copyOf(folder);
    expect(copy.commit).toBe(await git(folder, "rev-parse", "HEAD"));
    expect(await readFile(join(copy.folder, "a.txt"), "utf8")).toBe("committed");
    expect((await readdir(copy.folder)).toSorted()).toEqual([".git", ".gitignore", "a.txt", "b"]);
    expect(await git(copy.folder, "rev-parse", "HEAD")).toBe(copy.commit);
    await write(copy.folder, { "a.txt": "by a build" });
    const after = [
      await git(folder, "status", "--porcelain"),
      await git(folder, "for-each-ref"),
      await git(folder, "worktree", "list"),
    ];
    expect(after).toEqual(before);
    expect(await readFile(join(folder, "a.txt"), "utf8")).toBe("changed");
  });

  it("has the folder where it stands in the repository, and nothing of the person's above it", async () => {
    const folder = await committed({ "apps/shop/main.js": "x", "package.json": "{}" });
    const copy = await copyOf(join(folder, "apps/shop"));
    expect(await readFile(join(copy.folder, "main.js"), "utf8")).toBe("x");
    expect(copy.folder.startsWith(folder)).toBe(false);
    expect(copy.folder.endsWith(join("apps", "shop"))).toBe(true);
    expect((await stat(join(copy.folder, "..", "..", ".."))).mode & 0o077).toBe(0);
  });

  it("runs no hook of the repository", async () => {
    const folder = await committed({ a: "x" });
    const mark = join(await temporaryFolder(), "ran");
    await writeFile(join(folder, ".git/hooks/post-checkout"), `#!/bin/sh\ntouch '${mark}'\n`, { mode: 0o755 });
    await copyOf(folder);
    await expect(access(mark)).rejects.toThrow("ENOENT");
  });

  it("takes a detached commit that no branch names", async () => {
    const folder = await committed({ a: "1" });
    await git(folder, "checkout", "-q", "--detach");
    await write(folder, { a: "2" });
    await git(folder, "commit", "-qam", "two");
    const copy = await copyOf(folder);
    expect(await readFile(join(copy.folder, "a"), "utf8")).toBe("2");
  });

  it("removes what a killed process left behind a day ago, and nothing younger", async () => {
    const folder = await committed({ a: "x" });
    const [old, young] = await Promise.all([1, 2].map(() => mkdtemp(join(tmpdir(), "tidegate-ready-"))));
    onTestFinished(() => rm(young ?? "", { recursive: true, force: true }));
    await utimes(old ?? "", 1, 1);
    await copyOf(folder);
    await expect(access(old ?? "")).rejects.toThrow("ENOENT");
    await expect(access(young ?? "")).resolves.toBeUndefined();
  });

  it("is refused for a folder that no commit has, and leaves nothing behind", async () => {
    const folder = await committed({ a: "x" });
    await write(folder, { "later/b": "y" });
    const before = await ours();
    await expect(cleanCopies(join(folder, "later"), runCommand, systemClock)()).rejects.toThrow(
      "later is not part of the commit",
    );
    expect((await ours()).filter((name) => !before.includes(name))).toEqual([]);
  });
});

async function ours(): Promise<readonly string[]> {
  return (await readdir(tmpdir())).filter((name) => name.startsWith("tidegate-ready-"));
}

describe("a clean copy without git", () => {
  it("is the files that are not ignored, without links and what Tidegate keeps", async () => {
    const folder = await temporaryFolder();
    await write(folder, {
      "a.txt": "a",
      "sub/b.txt": "b",
      ".tidegate/runs/1/journal": "x",
      "node_modules/x/i.js": "x",
    });
    await symlink("/etc", join(folder, "out"));
    const copy = await copyOf(folder);
    expect(copy.commit).toBeUndefined();
    expect((await readdir(copy.folder)).toSorted()).toEqual(["a.txt", "sub"]);
    await copy.dispose();
    await expect(access(copy.folder)).rejects.toThrow("ENOENT");
  });
});
