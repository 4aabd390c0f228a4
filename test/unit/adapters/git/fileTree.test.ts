import { execa } from "execa";
import { mkdir, symlink, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { fileTreeAt } from "../../../../src/adapters/git/fileTree.ts";
import { walkFolder } from "../../../../src/adapters/git/walkFolder.ts";
import { runCommand } from "../../../../src/adapters/process/command.ts";
import { Fault } from "../../../../src/base/result.ts";
import { MOST_FILE_BYTES } from "../../../../src/core/ports/fileTree.ts";
import { temporaryFolder } from "../../../support/temporaryFolder.ts";

async function write(folder: string, files: Readonly<Record<string, string | Uint8Array>>): Promise<void> {
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), content);
  }
}

async function repository(): Promise<string> {
  const folder = await temporaryFolder();
  await execa("git", ["init", "--quiet"], { cwd: folder });
  return folder;
}

/** As where git is not installed. */
async function noGit(): Promise<never> {
  throw new Fault("CommandMissing", "git was not found.");
}

async function broken(): Promise<never> {
  throw new Fault("CommandFailed", "git failed with exit code 128: fatal: detected dubious ownership");
}

describe("the files of a repository", () => {
  test("are those that are tracked or new, not those that are ignored or gone", async () => {
    const folder = await repository();
    await write(folder, { ".gitignore": "out/\n*.log\n", "kept.yaml": "a: 1\n", "gone.yaml": "", "a b/ü\n.md": "x" });
    await execa("git", ["add", "."], { cwd: folder });
    await write(folder, { "new.yaml": "", "out/built.yaml": "", "run.log": "" });
    await execa("rm", [join(folder, "gone.yaml")]);
    expect(await fileTreeAt(folder, runCommand).list()).toEqual({
      files: [
        { path: ".gitignore", bytes: 11 },
        { path: "a b/ü\n.md", bytes: 1 },
        { path: "kept.yaml", bytes: 5 },
        { path: "new.yaml", bytes: 0 },
      ],
      source: "git ls-files",
      complete: true,
    });
  });

  test("are named from the folder where that is a part of a repository", async () => {
    const folder = await repository();
    await write(folder, { "above.yaml": "", "shop/web.yaml": "" });
    const { files } = await fileTreeAt(join(folder, "shop"), runCommand).list();
    expect(files.map((file) => file.path)).toEqual(["web.yaml"]);
  });

  test("leave links out, and a link on the way to a file leads nowhere", async () => {
    const outside = await temporaryFolder();
    await write(outside, { secret: "s" });
    const folder = await repository();
    await write(folder, { "real.yaml": "r" });
    await symlink(join(outside, "secret"), join(folder, "link.yaml"));
    await symlink(outside, join(folder, "linked"));
    const tree = fileTreeAt(folder, runCommand);
    expect((await tree.list()).files.map((file) => file.path)).toEqual(["real.yaml"]);
    await expect(tree.read("link.yaml")).rejects.toMatchObject({ reason: "UnsafePath" });
    await expect(tree.read("linked/secret")).rejects.toMatchObject({ reason: "UnsafePath" });
    const beside = `../${outside.split("/").at(-1)}/secret`;
    await expect(tree.read(beside)).rejects.toMatchObject({ reason: "UnsafePath" });
  });
});

describe("a file", () => {
  test("is read through links that stay within the folder, and many of one folder at once", async () => {
    const folder = await repository();
    await write(folder, { "real/a.yaml": "a", "real/b.yaml": "b" });
    await symlink(join(folder, "real", "a.yaml"), join(folder, "link.yaml"));
    await symlink(join(folder, "real"), join(folder, "linked"));
    await symlink(join(folder, "nowhere"), join(folder, "dangling.yaml"));
    const tree = fileTreeAt(folder, runCommand);
    const paths = ["real/a.yaml", "real/b.yaml", "link.yaml", "linked/b.yaml", "dangling.yaml", "none/c.yaml"];
    const texts = await Promise.all(paths.map((path) => tree.read(path)));
    expect(texts.map((found) => (found.state === "text" ? found.text : found.state))).toEqual([
      "a",
      "b",
      "a",
      "b",
      "gone",
      "gone",
    ]);
  });

  test("is not read any more once a folder on the way has become a link that leads out", async () => {
    const outside = await temporaryFolder();
    await write(outside, { "a.yaml": "secret" });
    const folder = await repository();
    await write(folder, { "real/a.yaml": "a" });
    const tree = fileTreeAt(folder, runCommand);
    expect(await tree.read("real/a.yaml")).toEqual({ state: "text", text: "a" });
    await execa("rm", ["-r", join(folder, "real")]);
    await symlink(outside, join(folder, "real"));
    await expect(tree.read("real/a.yaml")).rejects.toMatchObject({ reason: "UnsafePath" });
  });

  test("is read as text without its byte order mark, and says why where it is not", async () => {
    const folder = await repository();
    await write(folder, {
      "text.yaml": "\uFEFFa: ü\n",
      "binary.yaml": new Uint8Array([97, 0, 98]),
      "large.yaml": "x".repeat(MOST_FILE_BYTES + 1),
      "empty.yaml": "",
    });
    const tree = fileTreeAt(folder, runCommand);
    expect(await tree.read("text.yaml")).toEqual({ state: "text", text: "a: ü\n" });
    expect(await tree.read("binary.yaml")).toEqual({ state: "binary" });
    expect(await tree.read("large.yaml")).toEqual({ state: "too-large" });
    expect(await tree.read("empty.yaml")).toEqual({ state: "text", text: "" });
    expect(await tree.read("none.yaml")).toEqual({ state: "gone" });
  });

  test("that is a pipe is not waited for", async () => {
    const folder = await repository();
    await execa("mkfifo", [join(folder, "pipe.yaml")]);
    const tree = fileTreeAt(folder, runCommand);
    expect((await tree.list()).files).toEqual([]);
    expect(await tree.read("pipe.yaml")).toEqual({ state: "gone" });
  });
});

describe("a folder outside git", () => {
  test("is walked, without what others wrote or what was built", async () => {
    const folder = await temporaryFolder();
    await write(folder, {
      "a/b.yaml": "1",
      "node_modules/x/y.yaml": "",
      ".git/config": "",
      ".github/workflows/ci.yml": "",
    });
    const { files, source, complete } = await fileTreeAt(folder, noGit).list();
    expect(files.map((file) => file.path)).toEqual([".github/workflows/ci.yml", "a/b.yaml"]);
    expect({ source, complete }).toEqual({ source: "the folder", complete: true });
  });

  test("leaves out what the nearest .gitignore leaves out, and looks into no folder that is left out", async () => {
    const folder = await temporaryFolder();
    await write(folder, {
      ".gitignore": "# built\ndist/\n*.log\n/only-here\n!keep.log\n",
      "dist/a.js": "",
      "only-here": "",
      "src/only-here": "",
      "src/a.log": "",
      "src/keep.log": "",
      "src/Dist/b.js": "",
      "web/.gitignore": "/out\n!*.log\n",
      "web/a.log": "",
      "web/out/c.js": "",
      "web/src/out/d.js": "",
      "dist/.gitignore": "!*\n",
    });
    const { paths } = await fileTreeAt(folder, noGit).paths();
    expect(paths).toEqual([
      ".gitignore",
      "src/Dist/b.js",
      "src/keep.log",
      "src/only-here",
      "web/.gitignore",
      "web/a.log",
      "web/src/out/d.js",
    ]);
  });

  test("is listed as git would list it", async () => {
    const texts = {
      ".gitignore": "*.tmp\n!important.tmp\nbuild\n**/cache/\ndocs/**/*.html\n\\#odd\ntrailing \n",
      "a/.gitignore": "!b.tmp\nbuild2/\n/x?.js\n",
      "a/b.tmp": "",
      "a/c.tmp": "",
      "a/build": "",
      "a/build2/x": "",
      "a/x1.js": "",
      "a/d/x1.js": "",
      "important.tmp": "",
      "p/cache/q": "",
      "docs/i.html": "",
      "docs/a/b/i.html": "",
      "#odd": "",
      trailing: "",
    };
    const [tracked, plain] = [await repository(), await temporaryFolder()];
    await write(tracked, texts);
    await write(plain, texts);
    const byGit = await fileTreeAt(tracked, runCommand).paths();
    const byWalking = await fileTreeAt(plain, noGit).paths();
    expect(byWalking.paths).toEqual(byGit.paths);
    expect([byGit.source, byWalking.source]).toEqual(["git ls-files", "the folder"]);
  });

  test("ignores a pattern that would take for ever", async () => {
    const folder = await temporaryFolder();
    const name = "a".repeat(200);
    await write(folder, { ".gitignore": `${"a*".repeat(30)}b\n*.log\n`, [name]: "", "x.log": "" });
    expect((await fileTreeAt(folder, noGit).paths()).paths).toEqual([".gitignore", name]);
  });

  test("does not follow a .gitignore or folder that is a link, nor is it stopped by one that cannot be read", async () => {
    const outside = await temporaryFolder();
    await write(outside, { rules: "*\n", "d/secret": "" });
    const folder = await temporaryFolder();
    await write(folder, { a: "", "b/.gitignore/c": "" });
    await symlink(join(outside, "rules"), join(folder, ".gitignore"));
    await symlink(join(outside, "d"), join(folder, "d"));
    expect((await fileTreeAt(folder, noGit).paths()).paths).toEqual(["a", "b/.gitignore/c"]);
  });

  test("is walked only so far", async () => {
    const folder = await temporaryFolder();
    await write(folder, Object.fromEntries(Array.from({ length: 20 }, (_, index) => [`d${index}/f`, ""])));
    expect(await walkFolder(folder, 5)).toMatchObject({
      complete: false,
      paths: expect.objectContaining({ length: 5 }),
    });
  });

  test("says what went wrong where git is there and fails", async () => {
    await expect(fileTreeAt(await temporaryFolder(), broken).list()).rejects.toMatchObject({ reason: "CommandFailed" });
  });
});
