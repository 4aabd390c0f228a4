import { execFileSync } from "node:child_process";
import { mkdir, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { filesInCommit } from "../../../../src/adapters/git/filesInCommit.ts";
import { runCommand } from "../../../../src/adapters/process/command.ts";
import { temporaryFolder } from "../../../support/temporaryFolder.ts";

const WHO = ["-c", "user.name=Ada", "-c", "user.email=ada@example.com"];

it("knows which files a commit has, from whichever folder it is asked", async () => {
  const root = await temporaryFolder();
  const folder = join(root, "apps/shop");
  await mkdir(join(folder, "reports"), { recursive: true });
  for (const name of ["a.xml", "*.xml", "ü b.xml"]) await writeFile(join(folder, "reports", name), "<a/>");
  await symlink("a.xml", join(folder, "reports/link.xml"));
  for (const args of [
    ["init", "-q"],
    ["add", "-A"],
    [...WHO, "commit", "-qm", "first"],
  ]) {
    execFileSync("git", args, { cwd: root });
  }
  await writeFile(join(folder, "reports/new.xml"), "<a/>");
  const paths = ["a.xml", "*.xml", "ü b.xml", "link.xml", "new.xml", "gone.xml"].map((name) => `reports/${name}`);
  expect(await filesInCommit(folder, runCommand)("HEAD", paths)).toEqual(
    new Map([
      ["reports/a.xml", "apps/shop/reports/a.xml"],
      ["reports/*.xml", "apps/shop/reports/*.xml"],
      ["reports/ü b.xml", "apps/shop/reports/ü b.xml"],
    ]),
  );
  const many = Array.from({ length: 250 }, (_none, index) => `reports/${index}.xml`);
  expect((await filesInCommit(folder, runCommand)("HEAD", [...many, "reports/a.xml"])).size).toBe(1);
});

it("finds nothing where there is no git", async () => {
  expect(await filesInCommit(await temporaryFolder(), runCommand)("HEAD", ["a"])).toEqual(new Map());
});
