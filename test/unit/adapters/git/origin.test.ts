import { execFileSync } from "node:child_process";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { gitOriginOf } from "../../../../src/adapters/git/origin.ts";
import { runCommand } from "../../../../src/adapters/process/command.ts";
import { temporaryFolder } from "../../../support/temporaryFolder.ts";

async function repository(...commands: readonly (readonly string[])[]): Promise<string> {
  const folder = await temporaryFolder();
  for (const args of [["init", "-q", "-b", "main"], ...commands]) execFileSync("git", args, { cwd: folder });
  return folder;
}

describe("git's origin", () => {
  it("is nothing where there is no repository", async () => {
    expect(await gitOriginOf(await temporaryFolder(), runCommand)()).toEqual({});
  });

  it("has the address that is set up, and the branch that is checked out where it is a usual one", async () => {
    const folder = await repository(["remote", "add", "origin", "https://github.com/acme/shop.git"]);
    expect(await gitOriginOf(folder, runCommand)()).toEqual({
      url: "https://github.com/acme/shop.git",
      defaultBranch: "main",
    });
  });

  it("says where a folder lies in its repository, whatever it is called", async () => {
    const folder = await repository(["remote", "add", "origin", "git@github.com:acme/shop.git"]);
    await mkdir(join(folder, "dienste/der Büro-shop"), { recursive: true });
    expect(await gitOriginOf(join(folder, "dienste/der Büro-shop"), runCommand)()).toEqual({
      url: "git@github.com:acme/shop.git",
      defaultBranch: "main",
      below: "dienste/der Büro-shop",
    });
  });

  it("takes no branch of work for the one that is delivered from", async () => {
    expect(await gitOriginOf(await repository(["switch", "-q", "-c", "fix-1"]), runCommand)()).toEqual({});
  });

  it("knows the branch that origin was fetched with", async () => {
    const folder = await repository(
      ["switch", "-q", "-c", "fix-1"],
      ["symbolic-ref", "refs/remotes/origin/HEAD", "refs/remotes/origin/release/stable"],
    );
    await mkdir(join(folder, ".git/refs/remotes/origin/release"), { recursive: true });
    const id = execFileSync("git", ["hash-object", "-t", "commit", "-w", "--stdin"], {
      cwd: folder,
      input: `tree ${execFileSync("git", ["write-tree"], { cwd: folder }).toString().trim()}\nauthor a <a> 0 +0000\ncommitter a <a> 0 +0000\n\nx\n`,
    });
    await writeFile(join(folder, ".git/refs/remotes/origin/release/stable"), id);
    expect(await gitOriginOf(folder, runCommand)()).toEqual({ defaultBranch: "release/stable" });
  });
});
