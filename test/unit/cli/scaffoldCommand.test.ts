import { chmod, mkdir, readFile, rm, symlink } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { errorOutput } from "../../../src/protocol/output.ts";
import { type ScaffoldOutput, scaffoldOutput } from "../../../src/protocol/scaffoldOutput.ts";
import {
  EXPRESS_FILES,
  scaffoldCli,
  textsIn,
  workspaceWith,
  writeIn,
} from "../../support/scaffold/expressWorkspace.ts";

const ALL = "dockerfile,compose,kubernetes,helm,github-actions,gitlab-ci";

async function run(folder: string, ...args: readonly string[]): Promise<ScaffoldOutput & { code: number }> {
  const { code, out } = await scaffoldCli(folder, ["scaffold", ".", "--json", ...args]);
  return { code, ...scaffoldOutput.parse(JSON.parse(out)) };
}

async function refused(folder: string, ...args: readonly string[]) {
  const { code, out } = await scaffoldCli(folder, ["scaffold", ".", "--json", ...args]);
  return { code, ...errorOutput.parse(JSON.parse(out)).error };
}

async function scaffolded(kind = "dockerfile"): Promise<string> {
  const folder = await workspaceWith();
  expect((await run(folder, "--kind", kind, "--yes")).code).toBe(0);
  return folder;
}

const textOf = (folder: string, path: string): Promise<string> => readFile(join(folder, path), "utf8");

/** As if an earlier Tidegate had generated another first line. */
async function generatedOtherwise(folder: string, path: string, first: string): Promise<string> {
  const base = `.tidegate/scaffold/${path}.json`;
  const [line = ""] = (await textOf(folder, path)).split("\n");
  await writeIn(folder, {
    [base]: (await textOf(folder, base)).replace(JSON.stringify(line), () => JSON.stringify(first)),
    [path]: (await textOf(folder, path)).replace(line, () => first),
  });
  return line;
}

describe("tidegate scaffold", () => {
  it("writes what it is asked for, without a person, and keeps what it generated", async () => {
    const folder = await workspaceWith();
    const result = await run(folder, "--kind", ALL, "--yes");
    expect(result).toMatchObject({ code: 0, dryRun: false, conflicts: [], skipped: [], applications: ["shop"] });
    expect(result.written).toEqual(expect.arrayContaining(["Dockerfile"]));
    const texts = await textsIn(folder);
    const kept = result.written.map((path) => `.tidegate/scaffold/${path}.json`);
    expect(Object.keys(texts).toSorted()).toEqual(
      [...Object.keys(EXPRESS_FILES), ...result.written, ...kept].toSorted(),
    );
  });

  it("changes no byte where nothing changed, of files and of what it keeps", async () => {
    const folder = await scaffolded(ALL);
    const before = await textsIn(folder);
    const again = await run(folder, "--kind", ALL, "--yes");
    expect(again).toMatchObject({ code: 0, written: [], conflicts: [], skipped: [] });
    expect(await textsIn(folder)).toEqual(before);
  });

  it("keeps edits, deleted files, and line ends of a person, and takes up what is new", async () => {
    const folder = await scaffolded(ALL);
    const line = await generatedOtherwise(folder, "Dockerfile", "FROM scratch AS older");
    const edited = `${(await textOf(folder, "Dockerfile")).replaceAll("\n", "\r\n")}# mine\r\n`;
    await writeIn(folder, { Dockerfile: edited });
    await rm(join(folder, ".dockerignore"));
    const { written, skipped, files } = await run(folder, "--kind", ALL, "--yes");
    expect({ written, skipped }).toEqual({ written: ["Dockerfile"], skipped: [".dockerignore"] });
    expect(files.find(({ path }) => path === ".dockerignore")?.state).toBe("removed");
    expect(await textOf(folder, "Dockerfile")).toBe(edited.replace("FROM scratch AS older", () => line));
  });

  it("leaves a conflict as it is, says where, exits with 5, and writes the rest", async () => {
    const folder = await scaffolded("dockerfile,compose");
    await generatedOtherwise(folder, "Dockerfile", "FROM scratch AS older");
    await generatedOtherwise(folder, ".dockerignore", "# older");
    const mine = (await textOf(folder, "Dockerfile")).replace("FROM scratch AS older", "FROM scratch AS mine");
    await writeIn(folder, { Dockerfile: mine });
    const first = await scaffoldCli(folder, ["scaffold", "--kind", "dockerfile", "--yes"]);
    expect(first.code).toBe(5);
    expect(first.out).toMatch(/^Dockerfile:1: 1 line of yours against 1 generated line\.$/mu);
    expect(await textOf(folder, "Dockerfile")).toBe(mine);
    expect(await textOf(folder, ".dockerignore")).not.toContain("# older");
    const again = await run(folder, "--kind", "dockerfile", "--yes");
    expect(again).toMatchObject({ code: 5, conflicts: ["Dockerfile"], written: [] });
    expect(again.files.find(({ path }) => path === "Dockerfile")?.conflicts).toEqual([
      { line: 1, mine: ["FROM scratch AS mine"], generated: [expect.stringMatching(/^FROM /u)] },
    ]);
  });

  it.each([
    ["--markers", /^<<<<<<< yours\nFROM scratch AS mine\n=======\nFROM .+\n>>>>>>> generated\n/u],
    ["--take conflicts", /^FROM (?!scratch)/u],
    ["--keep conflicts", /^FROM scratch AS mine\n/u],
  ])("settles a conflict by %s", async (option, becomes) => {
    const folder = await scaffolded();
    await generatedOtherwise(folder, "Dockerfile", "FROM scratch AS older");
    await writeIn(folder, { Dockerfile: (await textOf(folder, "Dockerfile")).replace("AS older", "AS mine") });
    expect((await run(folder, "--kind", "dockerfile", "--yes", ...option.split(" "))).code).toBe(0);
    expect(await textOf(folder, "Dockerfile")).toMatch(becomes);
    expect(await run(folder, "--kind", "dockerfile", "--yes")).toMatchObject({ code: 0, written: [], conflicts: [] });
  });

  it("leaves a file that was there before, unless it is taken", async () => {
    const folder = await workspaceWith({ ...EXPRESS_FILES, Dockerfile: "FROM mine\n" });
    expect(await run(folder, "--kind", "dockerfile", "--yes")).toMatchObject({ code: 0, skipped: ["Dockerfile"] });
    expect(await textOf(folder, "Dockerfile")).toBe("FROM mine\n");
    const taken = await run(folder, "--kind", "dockerfile", "--yes", "--take", "existing");
    expect(taken.written).toEqual(["Dockerfile"]);
    expect(await textOf(folder, "Dockerfile")).not.toContain("mine");
  });

  it("brings a deleted file back only when that is asked for", async () => {
    const folder = await scaffolded();
    const text = await textOf(folder, "Dockerfile");
    await rm(join(folder, "Dockerfile"));
    expect((await run(folder, "--kind", "dockerfile", "--yes")).skipped).toEqual(["Dockerfile"]);
    await run(folder, "--kind", "dockerfile", "--yes", "--take", "removed");
    expect(await textOf(folder, "Dockerfile")).toBe(text);
  });

  it("names files that are generated no longer, and deletes none", async () => {
    const folder = await scaffolded();
    await writeIn(folder, {
      "old/Dockerfile": "FROM old\n",
      ".tidegate/scaffold/old/Dockerfile.json": (await textOf(folder, ".tidegate/scaffold/Dockerfile.json")).replace(
        '"application": "."',
        '"application": "old"',
      ),
    });
    expect((await run(folder, "--kind", "dockerfile", "--yes")).stale).toEqual(["old/Dockerfile"]);
    expect((await run(folder, "--kind", "compose", "--yes")).stale).toEqual([]);
    expect(await textOf(folder, "old/Dockerfile")).toBe("FROM old\n");
  });

  it("writes for applications whose folders have quotes, blanks and Unicode in their names", async () => {
    const folder = await workspaceWith(
      Object.fromEntries(Object.entries(EXPRESS_FILES).map(([path, text]) => [`apps/it's a "ünï" $(x)/${path}`, text])),
    );
    const first = await run(folder, "--kind", ALL, "--yes");
    expect(first).toMatchObject({ code: 0, skipped: [], conflicts: [] });
    expect(first.written).toContain(`apps/it's a "ünï" $(x)/Dockerfile`);
    expect(await run(folder, "--kind", ALL, "--yes")).toMatchObject({ code: 0, written: [] });
  });

  it("finds the same facts in what it has written itself", async () => {
    const folder = await workspaceWith();
    const before = await scaffoldCli(folder, ["detect", "--json"]);
    await run(folder, "--kind", ALL, "--yes");
    const after = JSON.parse((await scaffoldCli(folder, ["detect", "--json"])).out);
    expect({ ...after, files: 0 }).toEqual({ ...JSON.parse(before.out), files: 0 });
  });
});

describe("before tidegate scaffold writes", () => {
  it("shows differences and writes nothing by --dry-run", async () => {
    const folder = await workspaceWith();
    const { code, dryRun, files } = await run(folder, "--kind", "dockerfile", "--dry-run");
    expect({ code, dryRun }).toEqual({ code: 0, dryRun: true });
    const diff = files.find(({ path }) => path === "Dockerfile")?.diff;
    expect(diff).toMatch(/^--- \/dev\/null\n\+\+\+ b\/Dockerfile\n@@ -0,0 \+1,\d+ @@\n\+FROM /u);
    expect(await textsIn(folder)).toEqual(EXPRESS_FILES);
  });

  it("asks, and shows the differences first", async () => {
    const folder = await workspaceWith();
    const args = ["scaffold", "--kind", "dockerfile"];
    const no = await scaffoldCli(folder, args, { typed: ["n"] });
    expect(no).toMatchObject({ code: 3, asked: [expect.stringMatching(/^Write (?:this file|these \d+ files)\?/u)] });
    expect(no.out).toContain("+++ b/Dockerfile");
    expect(await textsIn(folder)).toEqual(EXPRESS_FILES);
    expect((await scaffoldCli(folder, args, { typed: ["y"] })).code).toBe(0);
    expect(await textOf(folder, "Dockerfile")).toMatch(/^FROM /mu);
    expect(await scaffoldCli(folder, args, { typed: [] })).toMatchObject({ code: 0, asked: [] });
  });

  it("wants --yes where nobody can answer", async () => {
    expect(await refused(await workspaceWith(), "--kind", "dockerfile")).toMatchObject({
      code: 3,
      reason: "NotConfirmed",
    });
  });

  it.each([
    [
      ["--kind", "dockerfil"],
      /"dockerfil"; there are dockerfile, compose, kubernetes, helm, github-actions, gitlab-ci/u,
    ],
    [["--kind", ""], /there are dockerfile/u],
    [[], /--kind/u],
    [["--kind", "compose", "--take", "all"], /there are existing, conflicts, removed/u],
    [["--kind", "compose", "--keep", "removed"], /there are existing, conflicts/u],
    [["--kind", "compose", "--image-repository", "GHCR.io/Acme"], /lower case/u],
  ])("refuses %j", async (args, message) => {
    const result = await refused(await workspaceWith(), "--yes", ...args);
    expect(result).toMatchObject({ code: 2, reason: "Usage", message: expect.stringMatching(message) });
  });

  it("names the applications where it does not know one, and the files where it does not know one", async () => {
    const folder = await workspaceWith();
    const application = await refused(folder, "--kind", "dockerfile", "--yes", "--application", "web");
    expect(application).toEqual({
      code: 2,
      reason: "UnknownApplication",
      message: 'There is no application "web"; there are shop.',
    });
    const path = await refused(folder, "--kind", "dockerfile", "--yes", "--leave", "dockerfile");
    expect(path).toMatchObject({ code: 2, reason: "UnknownPath", message: expect.stringContaining("Dockerfile") });
    expect((await run(folder, "--kind", "dockerfile", "--yes", "--leave", "./Dockerfile")).skipped).toEqual([
      "Dockerfile",
    ]);
  });

  it("says so where nothing can be deployed", async () => {
    const result = await refused(await workspaceWith({ "notes.txt": "" }), "--kind", "dockerfile", "--yes");
    expect(result).toMatchObject({ code: 6, reason: "NothingDeployable" });
  });

  it("takes the repository for images that it is given", async () => {
    const folder = await workspaceWith();
    const result = await run(
      folder,
      "--kind",
      "kubernetes",
      "--yes",
      "--image-repository",
      "registry.acme.test:5000/team/shop",
    );
    expect(result.settings.imageRepository).toBe("registry.acme.test:5000/team/shop");
    expect(Object.values(await textsIn(folder)).join("\n")).toContain("registry.acme.test:5000/team/shop/shop");
  });
});

describe("what stands in the way of tidegate scaffold", () => {
  it.each([
    ["a folder where a file is to be", "NotText", (folder: string) => mkdir(join(folder, "Dockerfile"))],
    ["a file where a folder is needed", "FileInTheWay", (folder: string) => writeIn(folder, { k8s: "a file" })],
    ["a link", "NotText", (folder: string) => symlink("server.js", join(folder, "Dockerfile"))],
    ["a folder that leads out", "UnsafePath", (folder: string) => symlink("/tmp", join(folder, "k8s"))],
    ["another spelling", "SpelledOtherwise", (folder: string) => writeIn(folder, { dockerfile: "" })],
    ["something that is no text", "NotText", (folder: string) => writeIn(folder, { Dockerfile: "\0" })],
  ])("is named, and nothing is written: %s", async (_what, reason, put) => {
    const folder = await workspaceWith();
    await put(folder);
    const before = await textsIn(folder);
    const result = await refused(folder, "--kind", "dockerfile,compose,kubernetes", "--yes");
    expect(result).toMatchObject({ reason, message: expect.stringMatching(/Nothing was written\.$/u) });
    expect([2, 3]).toContain(result.code);
    expect(await textsIn(folder)).toEqual(before);
  });

  it("may be a read-only file that is to change", async () => {
    const folder = await scaffolded();
    await generatedOtherwise(folder, "Dockerfile", "FROM scratch AS older");
    await chmod(join(folder, "Dockerfile"), 0o444);
    const before = await textsIn(folder);
    expect(await refused(folder, "--kind", ALL, "--yes")).toMatchObject({ code: 3, reason: "ReadOnly" });
    expect(await textsIn(folder)).toEqual(before);
  });
});
