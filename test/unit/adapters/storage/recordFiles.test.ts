import { chmod, readFile, stat, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { nonce } from "../../../../src/adapters/process/random.ts";
import { systemProcessTable } from "../../../../src/adapters/process/processTable.ts";
import { recordFilesAt } from "../../../../src/adapters/storage/recordFiles.ts";
import { temporaryFolder } from "../../../support/temporaryFolder.ts";

async function workspace() {
  const folder = await temporaryFolder();
  return { folder, records: recordFilesAt(folder, { processes: systemProcessTable(), nonce }) };
}

const PATH = "tasks.json";

describe("the records of a workspace", () => {
  test("are made, read and added to, and keep their mode", async () => {
    const { folder, records } = await workspace();
    expect(await records.look(PATH)).toEqual({ state: "missing" });
    await records.write({ path: PATH, text: "[]\n", before: undefined });
    await chmod(join(folder, PATH), 0o640);
    await records.write({ path: PATH, text: "[1]\n", before: "[]\n" });
    expect(await records.look(PATH)).toEqual({ state: "text", text: "[1]\n" });
    expect((await stat(join(folder, PATH))).mode & 0o777).toBe(0o640);
  });

  test("are read where they are large, up to sixteen megabytes", async () => {
    const { folder, records } = await workspace();
    const text = JSON.stringify(["x".repeat(3 * 1024 * 1024)]);
    await writeFile(join(folder, PATH), text);
    expect(await records.look(PATH)).toEqual({ state: "text", text });
    await records.write({ path: PATH, text: `${text}\n`, before: text });
    await writeFile(join(folder, PATH), "x".repeat(17 * 1024 * 1024));
    expect(await records.look(PATH)).toEqual({ state: "other", why: "It is larger than 16 MiB." });
  });

  test("are not written where they were changed meanwhile", async () => {
    const { folder, records } = await workspace();
    await writeFile(join(folder, PATH), "[2]\n");
    await expect(records.write({ path: PATH, text: "[1]\n", before: "[]\n" })).rejects.toMatchObject({
      reason: "ChangedSince",
    });
    expect(await readFile(join(folder, PATH), "utf8")).toBe("[2]\n");
  });

  test("are neither read nor written through a link", async () => {
    const { folder, records } = await workspace();
    const outside = join(await temporaryFolder(), "outside.json");
    await writeFile(outside, "[]");
    await symlink(outside, join(folder, PATH));
    expect(await records.look(PATH)).toMatchObject({ state: "other" });
    await expect(records.write({ path: PATH, text: "[1]", before: "[]" })).rejects.toMatchObject({
      reason: "LinkInTheWay",
    });
    expect(await readFile(outside, "utf8")).toBe("[]");
  });

  test("are not written where they are read-only", async () => {
    const { folder, records } = await workspace();
    await writeFile(join(folder, PATH), "[]", { mode: 0o444 });
    await expect(records.write({ path: PATH, text: "[1]", before: "[]" })).rejects.toMatchObject({
      reason: "ReadOnly",
    });
  });
});
