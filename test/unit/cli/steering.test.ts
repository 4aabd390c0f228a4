import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { Fault } from "../../../src/base/result.ts";
import type { KubeContext } from "../../../src/cli/parts.ts";
import { fakeCli } from "../../support/fakeCli.ts";
import { temporaryFolder } from "../../support/temporaryFolder.ts";

/** Sets the title of a terminal that obeys it. */
const TITLE = "\u001B]0;mine\u0007";
// oxlint-disable-next-line no-control-regex -- what must not be there
const STEERING = /[\u0000-\u0009\u000B-\u001F\u007F-\u009F\u202E]/u;

describe("a terminal", () => {
  it("is not steered by a cloned tidegate.yaml", async () => {
    const cwd = await temporaryFolder();
    await writeFile(join(cwd, "tidegate.yaml"), 'version: 1\napplications: {}\n"\\e]0;mine\\a": 1\n');
    const { code, err } = await fakeCli(["runs"], { cwd });
    expect(code).toBe(2);
    expect(err).toContain("]0;mine");
    expect(err).not.toMatch(STEERING);
  });

  it("is not steered by the name of a file", async () => {
    const { err } = await fakeCli(["rollout-status", "-f", `${TITLE}.yaml`], { cwd: await temporaryFolder() });
    expect(err).toContain("\uFFFD]0;mine\uFFFD.yaml cannot be read");
  });

  it("is not steered by what a cluster says to init", async () => {
    const cwd = await temporaryFolder();
    const { err } = await fakeCli(["init"], { cwd, contexts: oddContexts, connect: oddCluster });
    expect(err).toContain("east\uFFFD]0;mine");
    expect(err).not.toMatch(STEERING);
  });

  it("is not steered by JSON either, which still says the same", async () => {
    const name = `${TITLE}\u009B\u202E\u{E0001}`;
    const contexts = () => Promise.reject(new Fault("NoContexts", name));
    const { out } = await fakeCli(["init", "--json"], { cwd: await temporaryFolder(), contexts });
    expect(out).not.toMatch(STEERING);
    expect(JSON.parse(out)).toEqual({ error: { reason: "NoContexts", message: name } });
  });
});

async function oddContexts(): Promise<KubeContext[]> {
  return [{ name: `east${TITLE}`, current: true }];
}

async function oddCluster(): Promise<never> {
  return { list: refuse, dispose: () => undefined } as never;
}

function refuse(): never {
  throw new Fault("Forbidden", `No.${TITLE}`);
}
