import { execFileSync } from "node:child_process";
import { chmod, lstat, mkdir, readdir, readFile, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { type FileOperations, nodeOperations } from "../../../../src/adapters/storage/fileOperations.ts";
import { fileWriterAt } from "../../../../src/adapters/storage/writeFiles.ts";
import type { FileChange } from "../../../../src/core/ports/fileWriter.ts";
import { manualProcesses } from "../../../support/manualProcesses.ts";
import { temporaryFolder } from "../../../support/temporaryFolder.ts";

const nonce = (): string => "0123456789abcdef";

function writerAt(folder: string, processes = manualProcesses().as(1)) {
  return fileWriterAt(folder, { processes, nonce });
}

/** Every file and folder with its text and mode, so that two states of a workspace can be compared whole. */
async function everythingIn(folder: string): Promise<Record<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const all = entries.map(async (entry) => {
    const path = join(entry.parentPath, entry.name);
    const { mode } = await lstat(path);
    const text = entry.isFile() ? await readFile(path, "utf8") : entry.isDirectory() ? "a folder" : "another thing";
    return [path.slice(folder.length + 1), `${(mode & 0o777).toString(8)} ${text}`] as const;
  });
  return Object.fromEntries((await Promise.all(all)).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

function textsOf(folder: string, paths: readonly string[]): Promise<readonly string[]> {
  return Promise.all(paths.map((path) => readFile(join(folder, path), "utf8")));
}

const make = (path: string, text: string, before?: string): FileChange => ({ path, text, before });

async function workspace(texts: Readonly<Record<string, string>> = {}): Promise<string> {
  const folder = await temporaryFolder();
  for (const [path, text] of Object.entries(texts)) {
    await mkdir(join(folder, path, ".."), { recursive: true });
    await writeFile(join(folder, path), text);
  }
  return folder;
}

describe("writing several files", () => {
  it("writes all, in folders that it makes, and leaves nothing else", async () => {
    const folder = await workspace({ "old.txt": "old\n" });
    await writerAt(folder).write([
      make("old.txt", "new\n", "old\n"),
      make('k8s/base/web app/it\'s "ünï".yaml', "a: 1\n"),
      { ...make("bin/run", "#!/bin/sh\n"), executable: true },
    ]);
    const umask = process.umask();
    expect(await everythingIn(folder)).toEqual({
      bin: expect.stringContaining("a folder"),
      "bin/run": `${(0o777 & ~umask).toString(8)} #!/bin/sh\n`,
      k8s: expect.stringContaining("a folder"),
      "k8s/base": expect.stringContaining("a folder"),
      "k8s/base/web app": expect.stringContaining("a folder"),
      'k8s/base/web app/it\'s "ünï".yaml': `${(0o666 & ~umask).toString(8)} a: 1\n`,
      "old.txt": `${(0o666 & ~umask).toString(8)} new\n`,
    });
  });

  it.each([0o755, 0o600, 0o664])("keeps the mode %o of a file that is there", async (mode) => {
    const folder = await workspace({ "run.sh": "old" });
    await chmod(join(folder, "run.sh"), mode);
    await writerAt(folder).write([make("run.sh", "new", "old")]);
    expect(await everythingIn(folder)).toEqual({ "run.sh": `${mode.toString(8)} new` });
  });

  it("leaves everything as it was, whichever call to the disk fails", async () => {
    const changes = [
      make("old.txt", "new", "old"),
      make("deep/er/new.txt", "new"),
      make("other/old.txt", "new", "old"),
      make("other/new.txt", "new"),
    ];
    const { calls } = await failingAt(Number.POSITIVE_INFINITY, changes);
    expect(calls).toBeGreaterThan(20);
    for (let call = 1; call <= calls; call += 1) {
      const { before, after, fault, failed } = await failingAt(call, changes);
      // A backup or lock that stays after all was written is no reason to take back what was asked for.
      const harmless = fault === undefined && ["unlink", "rmdir", "access", "link"].includes(failed);
      const written = { "old.txt": "640 new", "deep/er/new.txt": after["deep/er/new.txt"] };
      expect({ call, failed, after }).toEqual({ call, failed, after: harmless ? { ...after, ...written } : before });
    }
  });

  it("leaves whole files, old or new, wherever its process is killed, and the next run completes them", async () => {
    for (let call = 1; call <= 70; call += 2) {
      const folder = await workspace({ "old.txt": "old text", "other/old.txt": "old text" });
      const machine = manualProcesses();
      const { operations } = failingDisk(call, Number.POSITIVE_INFINITY);
      const killed = fileWriterAt(folder, { processes: machine.as(1), nonce, operations });
      const paths = ["old.txt", "deep/new.txt", "other/old.txt", "other/new.txt"];
      const changes = paths.map((path) => make(path, "new text", path.endsWith("old.txt") ? "old text" : undefined));
      await killed.write(changes).catch(() => undefined);
      machine.kill(1);
      const next = fileWriterAt(folder, { processes: machine.as(2), nonce: () => "another" });
      const seen = await next.look(paths);
      const texts = paths.map((path) => {
        const standing = seen.get(path);
        return standing?.state === "text" ? standing.text : standing?.state;
      });
      const whole = texts.every((text) => ["old text", "new text", "missing"].includes(text ?? ""));
      expect({ call, texts, whole }).toMatchObject({ whole: true });
      await next.write(
        paths.map((path, index) => make(path, "new text", texts[index] === "missing" ? undefined : texts[index])),
      );
      const done = await textsOf(folder, paths);
      expect({ call, done }).toEqual({ call, done: paths.map(() => "new text") });
    }
  });

  it("names what it could not put back when the disk fails for good", async () => {
    const folder = await workspace({ "a.txt": "old", "b.txt": "old" });
    let renamed = 0;
    const rename: FileOperations["rename"] = (from, to) => {
      renamed += 1;
      return renamed === 1 ? nodeOperations.rename(from, to) : Promise.reject(new Error("the disk is gone"));
    };
    const operations = { ...nodeOperations, rename };
    const written = fileWriterAt(folder, { processes: manualProcesses().as(1), nonce, operations }).write([
      make("a.txt", "new", "old"),
      make("b.txt", "new", "old"),
    ]);
    await expect(written).rejects.toMatchObject({
      reason: "WriteFailed",
      message: expect.stringContaining(
        `the disk is gone. Look at what could not be put back: ${join(folder, "a.txt")}`,
      ),
    });
    const texts = Object.values(await everythingIn(folder)).map((text) => text.split(" ")[1]);
    expect(texts.filter((text) => text === "old")).toHaveLength(2);
  });
});

/** The file system, where some calls fail from one number on; those of open files are counted with the rest. */
function failingDisk(call: number, calls = 1): { operations: FileOperations; seen: { calls: number; failed: string } } {
  const seen = { calls: 0, failed: "" };
  const failing = <T extends object>(all: T): T =>
    new Proxy(all, {
      get(target, name): unknown {
        const member: unknown = Reflect.get(target, name);
        if (typeof member !== "function") return member;
        return async (...given: unknown[]) => {
          seen.calls += 1;
          const fails = seen.calls >= call && seen.calls < call + calls;
          if (fails) {
            seen.failed = String(name);
            // Else it would stay open after the test.
            if (name === "close") await Reflect.apply(member, target, given);
            throw Object.assign(new Error("no space left on device"), { code: "ENOSPC" });
          }
          const result: unknown = await Reflect.apply(member, target, given);
          return name === "open" ? failing(result as object) : result;
        };
      },
    });
  return { operations: failing(nodeOperations), seen };
}

describe("what stands in the way", () => {
  it.each([
    ["../out.txt", "UnsafePath"],
    ["/etc/passwd", "UnsafePath"],
    ["a/../../out.txt", "UnsafePath"],
    ["C:\\out.txt", "UnsafePath"],
    ["a//b", "UnsafePath"],
    [".git/hooks/pre-commit", "UnsafePath"],
    ["sub/.GIT/config", "UnsafePath"],
    ["outside/out.txt", "UnsafePath"],
    ["linked.txt", "LinkInTheWay"],
    ["folder", "FolderInTheWay"],
    ["file/below.txt", "FileInTheWay"],
    ["read-only.txt", "ReadOnly"],
    ["closed/new.txt", "ReadOnly"],
    ["binary", "NotText"],
    ["pipe", "NotText"],
    ["dockerfile", "SpelledOtherwise"],
    ["FOLDER/new.txt", "SpelledOtherwise"],
    ["file", "ChangedSince"],
  ])("refuses %s as %s, says so, and writes nothing else either", async (path, reason) => {
    const folder = await hostileWorkspace();
    const before = await everythingIn(folder);
    const changes = [make("fine.txt", "new"), make(path, "new")];
    expect((await writerAt(folder).objections(changes)).map((one) => [one.path, one.reason])).toEqual([[path, reason]]);
    await expect(writerAt(folder).write(changes)).rejects.toMatchObject({
      reason,
      message: expect.stringMatching(/\.\nNothing was written\.$/u),
    });
    expect(await everythingIn(folder)).toEqual(before);
  });

  it("is what differs from what was seen before", async () => {
    const folder = await workspace({ a: "1", b: "1" });
    const changes = [make("a", "2", "0"), make("b", "2"), make("c", "2", "1")];
    const objections = await writerAt(folder).objections(changes);
    expect(objections.map(({ message }) => message.split(".")[0])).toEqual([
      "a was changed since it was looked at",
      "b has come into being since it was looked at",
      "c was removed since it was looked at",
    ]);
  });

  it("is one path twice, also where only case tells them apart, or a link leads to it", async () => {
    const folder = await workspace({ "real/a.txt": "" });
    await symlink("real", join(folder, "alias"));
    const objections = await writerAt(folder).objections([
      make("x/new.txt", ""),
      make("X/New.txt", ""),
      make("real/b.txt", ""),
      make("alias/b.txt", ""),
    ]);
    expect(objections.map(({ path, reason }) => [path, reason])).toEqual([
      ["X/New.txt", "PathTwice"],
      ["alias/b.txt", "PathTwice"],
    ]);
  });

  it("may be another run: that of a live process is left, that of a dead one taken over", async () => {
    const folder = await workspace();
    const machine = manualProcesses();
    const processes = machine.as(1);
    const other = await machine.as(2).self();
    await mkdir(join(folder, ".tidegate"));
    await writeFile(join(folder, ".tidegate/scaffold.lock"), JSON.stringify(other));
    const change = make("a", "1");
    await expect(writerAt(folder, processes).write([change])).rejects.toMatchObject({ reason: "Busy" });
    expect(await readdir(folder)).toEqual([".tidegate"]);
    machine.kill(other.pid);
    await writerAt(folder, processes).write([change]);
    expect(await readdir(folder)).toEqual([".tidegate", "a"]);
    expect(await readdir(join(folder, ".tidegate"))).toEqual([]);
  });

  it("lets one of two runs at once write, and never both a part", async () => {
    const folder = await workspace();
    const both = await Promise.allSettled(
      ["one", "two"].map((text) =>
        fileWriterAt(folder, { processes: manualProcesses().as(1), nonce: () => text }).write([
          make("a", text),
          make("b", text),
        ]),
      ),
    );
    const [a, b] = await Promise.all(["a", "b"].map((name) => readFile(join(folder, name), "utf8")));
    expect(a).toBe(b);
    expect(both.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  });
});

describe("looking", () => {
  it("gives texts as they stand, and why something is none", async () => {
    const folder = await workspace({ plain: "\uFEFFa\r\n", binary: "\0" });
    await symlink("plain", join(folder, "link"));
    await symlink(await temporaryFolder(), join(folder, "outside"));
    await writeFile(join(folder, "latin1"), Buffer.from([0xe4, 0x0a]));
    const seen = await writerAt(folder).look([
      "plain",
      "binary",
      "latin1",
      "link",
      "none",
      "none/below",
      "plain/below",
      ".",
    ]);
    expect(Object.fromEntries([...seen].map(([path, one]) => [path, one.state === "other" ? one.why : one]))).toEqual({
      plain: { state: "text", text: "\uFEFFa\r\n" },
      binary: "It is no text.",
      latin1: "It is no UTF-8 text.",
      link: "It is a symbolic link.",
      none: { state: "missing" },
      "none/below": { state: "missing" },
      "plain/below": { state: "missing" },
      ".": expect.any(String),
    });
  });

  it("reads nothing through a link that leads out", async () => {
    const folder = await workspace();
    const elsewhere = await workspace({ "secret.txt": "hidden" });
    await symlink(elsewhere, join(folder, "outside"));
    const seen = await writerAt(folder).look(["outside/secret.txt"]);
    expect(seen.get("outside/secret.txt")).toEqual({ state: "other", why: expect.stringContaining("leads out") });
    expect(await writerAt(folder).list("outside")).toEqual([]);
  });

  it("lists files below a folder, sorted, and none of a folder that is not there", async () => {
    const folder = await workspace({ "a/z.json": "", "a/b/c.json": "", "b.json": "" });
    expect(await writerAt(folder).list("a")).toEqual(["a/b/c.json", "a/z.json"]);
    expect(await writerAt(folder).list("c")).toEqual([]);
  });
});

async function failingAt(call: number, changes: readonly FileChange[]) {
  const folder = await workspace({ "old.txt": "old", "other/old.txt": "old" });
  await chmod(join(folder, "old.txt"), 0o640);
  const before = await everythingIn(folder);
  const disk = failingDisk(call);
  const parts = { processes: manualProcesses().as(1), nonce, operations: disk.operations };
  const fault = await fileWriterAt(folder, parts)
    .write(changes)
    .then(
      () => undefined,
      (error: unknown) => error,
    );
  return { ...disk.seen, before, after: await everythingIn(folder), fault };
}

async function hostileWorkspace(): Promise<string> {
  const folder = await workspace({
    file: "a file",
    "folder/in.txt": "",
    "read-only.txt": "",
    Dockerfile: "",
    binary: "\0",
  });
  await mkdir(join(folder, "closed"));
  await chmod(join(folder, "closed"), 0o555);
  await chmod(join(folder, "read-only.txt"), 0o444);
  await symlink(await temporaryFolder(), join(folder, "outside"));
  await symlink("file", join(folder, "linked.txt"));
  execFileSync("mkfifo", [join(folder, "pipe")]);
  return folder;
}
