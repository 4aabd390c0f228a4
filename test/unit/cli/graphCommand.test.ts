import { writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { errorOutput, graphOutput } from "../../../src/protocol/output.ts";
import { fakeCli } from "../../support/fakeCli.ts";
import { temporaryFolder } from "../../support/temporaryFolder.ts";

const cwd = fileURLToPath(new URL("../../fixtures/graphs", import.meta.url));
const SOUND = "flowchart TD\n  a((Begin)) --> b[Work] --> z([Over])\n";
const BROKEN = "flowchart TD\n  a((Begin)) --> b[half\n  b --> z\n";

describe("tidegate graph", () => {
  it("prints a graph as JSON, and ends with 0 where it can be walked", async () => {
    const { code, out, err } = await fakeCli(["graph", "-"], { input: SOUND });
    expect({ code, err }).toEqual({ code: 0, err: "" });
    const { graph, problems } = graphOutput.parse(JSON.parse(out));
    expect([graph.nodes.map(({ id }) => id), graph.start, problems]).toEqual([["a", "b", "z"], "a", []]);
  });

  it("prints it whole where it cannot, tells what is wrong at its place, and ends with 2", async () => {
    const { code, out, err } = await fakeCli(["graph", "-"], { input: BROKEN });
    expect(code).toBe(2);
    expect(graphOutput.parse(JSON.parse(out)).graph.nodes.map(({ id }) => id)).toEqual(["a", "b", "z"]);
    expect(err).toBe('standard input:2:19: The text of b is opened with [ and not closed. Write it as ["…"].');
    expect(await fakeCli(["graph", "-", "--json"], { input: BROKEN })).toEqual({ code: 2, out, err: "", asked: [] });
  });

  it("prints Mermaid that gives the same graph again", async () => {
    const first = await fakeCli(["graph", "workflow.md", "--format", "mermaid"], { cwd });
    expect(first.code).toBe(0);
    const again = await fakeCli(["graph", "-", "--format", "mermaid"], { input: first.out });
    expect(again).toEqual(first);
  });

  it("prints a picture with every node of it", async () => {
    const { code, out } = await fakeCli(["graph", "-", "--format", "svg"], { input: SOUND });
    expect(code).toBe(0);
    expect(out).toMatch(/^<svg [^]*Begin[^]*Work[^]*Over[^]*<\/svg>$/u);
  });

  it("asks which, where there are several", async () => {
    const { code, out, err } = await fakeCli(["graph", "handbook.md"], { cwd });
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toContain(
      'handbook.md holds 4 graphs: 1 "How it hangs together" in line 10, 2 "How it ships" in line 56',
    );
    const second = await fakeCli(["graph", "handbook.md", "--graph", "2"], { cwd });
    expect(second.code).toBe(0);
    expect(graphOutput.parse(JSON.parse(second.out)).graph.title).toBe("How it ships");
    expect((await fakeCli(["graph", "handbook.md", "--graph", "5"], { cwd })).err).toContain(
      "no graph 5. There are: 1 ",
    );
  });

  it("says what a file without a graph lacks", async () => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, "a.md"), "# Nothing here\n");
    const { code, out } = await fakeCli(["graph", "a.md", "--json"], { cwd: folder });
    expect([code, errorOutput.parse(JSON.parse(out)).error.reason]).toEqual([2, "NoGraph"]);
    expect(await fakeCli(["graph", "none.md"], { cwd: folder })).toMatchObject({
      code: 2,
      err: expect.stringContaining("no such file"),
    });
  });

  it.each([
    ["--format", "png"],
    ["--graph", "0"],
    ["--graph", "x"],
  ])("takes no %s %s", async (...option) => {
    expect(await fakeCli(["graph", "-", ...option], { input: SOUND })).toMatchObject({ code: 2, out: "" });
  });

  it("lets no label steer the terminal, whatever the format", async () => {
    const input = 'flowchart TD\n  a(("x\u001B]0;\u202Ey")) --> z["half\u009B]\n';
    for (const format of ["json", "mermaid", "svg"]) {
      const { out, err } = await fakeCli(["graph", "-", "--format", format], { input });
      expect(`${out}${err}`).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}]/u);
    }
  });
});
