import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { fakeCli } from "../../support/fakeCli.ts";
import { temporaryFolder } from "../../support/temporaryFolder.ts";

it("a journal that somebody has emptied is not taken for an unchanged one", async () => {
  const cwd = await temporaryFolder();
  const environments = "environments: {live: {context: c, namespace: n, workloads: [deployment/web]}}";
  await writeFile(join(cwd, "tidegate.yaml"), `version: 1\napplications: {shop: {${environments}}}\n`);
  const store = { list: async () => ["7"], open: async () => ({ read: async () => Buffer.alloc(0) }) };
  const workspace = async () => ({ store }) as never;
  const { code, out } = await fakeCli(["journal", "verify"], { cwd, workspace });
  expect({ code, out }).toEqual({ code: 1, out: expect.stringMatching(/^#7 EMPTY\. .*emptied this one\..*\.\n?$/u) });
  expect((await fakeCli(["journal", "verify", "--json"], { cwd, workspace })).out).toContain('"ok": false');
});
