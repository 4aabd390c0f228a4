import { createHash } from "node:crypto";
import { appendFile, mkdir, symlink, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, it } from "vitest";
import { reportFilesAt } from "../../../../src/adapters/storage/reportFiles.ts";
import type { HashedBytes } from "../../../../src/core/ports/reportFiles.ts";
import { temporaryFolder } from "../../../support/temporaryFolder.ts";

async function folderWith(files: Readonly<Record<string, string>>): Promise<string> {
  const folder = await temporaryFolder();
  for (const [path, text] of Object.entries(files)) {
    await mkdir(join(folder, path, ".."), { recursive: true });
    await writeFile(join(folder, path), text);
  }
  return folder;
}

async function textOf(bytes: HashedBytes): Promise<string> {
  const parts: Uint8Array[] = [];
  for await (const part of bytes) parts.push(part);
  return Buffer.concat(parts).toString("utf8");
}

describe("report files", () => {
  it("are found by globs, each once and with what is known of it", async () => {
    const folder = await folderWith({ "a/x.xml": "<a/>", "a/b/y.xml": "<b/>", "a/z.txt": "z" });
    await utimes(join(folder, "a/x.xml"), 100, 100);
    const found = await reportFilesAt(folder).find(["a/**/*.xml", "a/x.xml", "none/*.xml"]);
    expect(found.files.map(({ path, bytes }) => ({ path, bytes }))).toEqual([
      { path: "a/b/y.xml", bytes: 4 },
      { path: "a/x.xml", bytes: 4 },
    ]);
    expect(found.files[1]?.modifiedAt).toBe(100_000);
    expect(found).toMatchObject({ unmatched: ["none/*.xml"], outside: [], complete: true });
  });

  it("are read and hashed at once, and to the end where reading stopped early", async () => {
    const text = "x".repeat(1_000_000);
    const folder = await folderWith({ "a.xml": text });
    const [file] = (await reportFilesAt(folder).find(["a.xml"])).files;
    const sha256 = createHash("sha256").update(text).digest("hex");
    const whole = file!.read();
    expect(await textOf(whole)).toBe(text);
    expect(await whole.sha256()).toBe(sha256);
    const partly = file!.read();
    for await (const part of partly) {
      expect(part.length).toBeGreaterThan(0);
      break;
    }
    expect(await partly.sha256()).toBe(sha256);
  });

  it("that lie outside behind a link are refused, those inside are taken", async () => {
    const outside = await folderWith({ "secret.xml": "<secret/>", "more/deep.xml": "<deep/>" });
    const folder = await folderWith({ "real/a.xml": "<a/>" });
    await symlink(join(outside, "secret.xml"), join(folder, "out.xml"));
    await symlink(join(folder, "real/a.xml"), join(folder, "in.xml"));
    await symlink(join(outside, "more"), join(folder, "more"));
    const found = await reportFilesAt(folder).find(["*.xml", "more/*.xml"]);
    expect(found.files.map(({ path }) => path)).toEqual(["in.xml"]);
    expect(found.outside).toEqual(["out.xml"]);
    expect(found.unmatched).toEqual(["more/*.xml"]);
  });

  it("that are written to while they are read are a fault", async () => {
    const folder = await folderWith({ "a.xml": "x".repeat(600_000) });
    const [file] = (await reportFilesAt(folder).find(["a.xml"])).files;
    const bytes = file!.read();
    const reading = (async () => {
      for await (const part of bytes) {
        expect(part.length).toBeGreaterThan(0);
        await appendFile(join(folder, "a.xml"), "more");
      }
    })();
    await expect(reading).rejects.toMatchObject({ reason: "FileChanged" });
  });

  it("tell of their own number when there are too many", async () => {
    const folder = await folderWith({});
    await Promise.all(Array.from({ length: 1005 }, (_one, index) => writeFile(join(folder, `${index}.xml`), "")));
    const found = await reportFilesAt(folder).find(["*.xml"]);
    expect(found).toMatchObject({ complete: false, files: { length: 1000 } });
  });

  it("lead to the files that they name, wherever that is meant from, and never outside", async () => {
    const outside = await folderWith({ "x.ts": "" });
    const folder = await folderWith({ "src/a.ts": "", "packages/p/src/b.ts": "", "packages/p/reports/r.xml": "" });
    await symlink(join(outside, "x.ts"), join(folder, "link.ts"));
    const files = reportFilesAt(folder);
    const report = "packages/p/reports/r.xml";
    expect(await files.locate("src/a.ts", report)).toBe("src/a.ts");
    expect(await files.locate("src/b.ts", report)).toBe("packages/p/src/b.ts");
    expect(await files.locate(join(folder, "src/a.ts"), report)).toBe("src/a.ts");
    expect(await files.locate(pathToFileURL(join(folder, "src/a.ts")).href, report)).toBe("src/a.ts");
    for (const named of [
      "link.ts",
      "../../etc/passwd",
      "/etc/passwd",
      "https://x.test/a.ts",
      "nothing.ts",
      "",
      "src",
    ]) {
      expect(await files.locate(named, report)).toBeUndefined();
    }
  });
});
