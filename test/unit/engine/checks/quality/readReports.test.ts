import { symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { reportFilesAt } from "../../../../../src/adapters/storage/reportFiles.ts";
import { ManualClock, parseTimestamp } from "../../../../../src/base/clock.ts";
import type { FilesInCommit } from "../../../../../src/core/ports/filesInCommit.ts";
import type { ChangedFile } from "../../../../../src/core/ports/git.ts";
import { readReports } from "../../../../../src/engine/checks/quality/readReports.ts";
import { temporaryFolder } from "../../../../support/temporaryFolder.ts";

const TESTS = '<testsuite timestamp="2026-07-01T12:00:00"><testcase name="a"/></testsuite>';

async function readIn(folder: string, changed: readonly ChangedFile[] = []) {
  const head = "c".repeat(40);
  const git = { state: async () => ({ head, branch: "main", changed, authors: [], committedAt: 0 }) };
  const inCommit: FilesInCommit = async (commit, paths) =>
    new Map(paths.filter((path) => commit === head && path !== "new.xml").map((path) => [path, `shop/${path}`]));
  const ports = { reports: reportFilesAt(folder), git, inCommit, clock: new ManualClock() };
  return readReports(ports, ["*.xml"]);
}

it("knows which reports are just as the commit has them", async () => {
  const folder = await temporaryFolder();
  for (const name of ["kept.xml", "made-again.xml", "new.xml"]) await writeFile(join(folder, name), TESTS);
  const { committed } = await readIn(folder, [{ path: "shop/made-again.xml", state: "changed" }]);
  expect([...committed]).toEqual(["kept.xml"]);
});

it("reads a time without a zone as one of this machine, too", async () => {
  const folder = await temporaryFolder();
  await writeFile(join(folder, "a.xml"), TESTS);
  await writeFile(join(folder, "b.xml"), TESTS.replace("12:00:00", "12:00:00Z"));
  const { files } = await readIn(folder);
  expect(files.map(({ madeHere }) => madeHere)).toEqual([parseTimestamp("2026-07-01T12:00:00"), undefined]);
});

it("has no word of a report that a link leads to and that is gone", async () => {
  const folder = await temporaryFolder();
  await writeFile(join(folder, "a.xml"), TESTS);
  await symlink("nowhere.xml", join(folder, "b.xml"));
  const { files } = await readIn(folder);
  expect(files.map(({ path, report }) => [path, report.kind])).toEqual([
    ["a.xml", "tests"],
    ["b.xml", "unreadable"],
  ]);
});
