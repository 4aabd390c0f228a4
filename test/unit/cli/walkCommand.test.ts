import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { systemProcessTable } from "../../../src/adapters/process/processTable.ts";
import { runStoreAt } from "../../../src/adapters/storage/runStore.ts";
import { readRunState } from "../../../src/engine/records/readRuns.ts";
import { errorOutput, planOutput } from "../../../src/protocol/output.ts";
import { type FakeCliOptions, type FakeRun, fakeCli } from "../../support/fakeCli.ts";
import { knownBeside } from "../../support/knownBeside.ts";
import { temporaryFolder } from "../../support/temporaryFolder.ts";

const SOUND = "flowchart TD\n  A((Begin)) --> B[Look]\n  B --> C([Done])\n";
const TWO = `# Ours\n\n## First\n\n\`\`\`mermaid\n${SOUND}\`\`\`\n\n## Second\n\n\`\`\`mermaid\n${SOUND}\`\`\`\n`;

interface Walked extends FakeRun {
  /** The runs that were begun, by number. */
  readonly launched: readonly string[];
  readonly titles: readonly string[];
}

/** Runs `tidegate walk` beside a `tidegate.yaml` with one environment that is production and one that is not. */
async function walk(text: string, args: readonly string[], options: FakeCliOptions = {}): Promise<Walked> {
  const cwd = await temporaryFolder();
  const environments = "live: {context: c, namespace: n, production: true}, staging: {context: c, namespace: n}";
  await writeFile(join(cwd, "tidegate.yaml"), `version: 1\napplications: {shop: {environments: {${environments}}}}\n`);
  await writeFile(join(cwd, "flow.md"), text);
  const store = runStoreAt(cwd, systemProcessTable(), knownBeside(cwd));
  const launched: string[] = [];
  const launcher = { launch: async (path: string) => ({ pid: launched.push(path) }) };
  const git = { state: async () => undefined };
  const workspace = async () => ({ store, git, launcher, me, files: {} as never });
  const run = await fakeCli(["walk", "flow.md", "shop", ...args], { cwd, workspace, ...options });
  const runs = await Promise.all((await store.list()).map(async (number) => readRunState(await store.open(number))));
  return { ...run, launched, titles: runs.map((state) => state.graph.title) };
}

async function me() {
  return { name: "Ann", source: "git" as const };
}

function fenced(text: string): string {
  return `\`\`\`mermaid\n${text}\`\`\`\n`;
}

describe("tidegate walk", () => {
  test("begins a run of the graph, which releases nothing and asks no cluster", async () => {
    const { code, out, launched, titles } = await walk(fenced(SOUND), ["staging", "--yes"]);
    expect({ code, out }).toEqual({
      code: 0,
      out: "shop → staging: nothing is released, on c, namespace n\nGraph: flow\nRun 1 has begun. See it with: tidegate runs 1",
    });
    expect([launched.length, titles]).toEqual([1, ["shop → staging flow"]]);
  });

  test("walks the graph that is named, where there are several", async () => {
    expect(await walk(TWO, ["staging", "--yes"])).toMatchObject({ code: 2, titles: [] });
    const { code, out, titles } = await walk(TWO, ["staging", "--yes", "--graph", "2", "--json"]);
    expect({ code, titles }).toEqual({ code: 0, titles: ["shop → staging Second"] });
    expect(planOutput.parse(JSON.parse(out))).toMatchObject({ run: "1", version: "", changes: [] });
  });

  test.each([
    [["staging"], undefined, 3],
    [["staging"], ["n"], 3],
    [["staging"], ["y"], 0],
    [["live", "--yes"], undefined, 3],
    [["live", "--yes"], ["y"], 3],
    [["live"], ["live"], 0],
    [["live", "--confirm", "live"], undefined, 0],
    [["live", "--confirm", "staging"], ["live"], 3],
  ])("asks before it begins: %j, typed %j", async (args, typed, code) => {
    const result = await walk(fenced(SOUND), args, typed === undefined ? {} : { typed });
    expect({ code: result.code, launched: result.launched.length }).toEqual({ code, launched: code === 0 ? 1 : 0 });
  });

  test("begins nothing where the graph cannot be walked, and says where in the file", async () => {
    const broken = fenced("flowchart TD\n  A((Begin)) --> B[Look]\n  B --> B\n");
    const { code, out, launched } = await walk(broken, ["staging", "--yes", "--json"]);
    expect({ code, launched }).toEqual({ code: 2, launched: [] });
    expect(errorOutput.parse(JSON.parse(out)).error).toMatchObject({
      reason: "BrokenGraph",
      message: expect.stringMatching(/^This graph cannot be walked\. flow\.md:[34]:\d+: /u),
    });
  });
});
