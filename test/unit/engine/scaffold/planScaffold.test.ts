import { describe, expect, it } from "vitest";
import { UNDECIDED } from "../../../../src/engine/scaffold/scaffoldChanges.ts";
import type { ScaffoldRequest } from "../../../../src/engine/scaffold/scaffoldPlan.ts";
import { openScaffolding } from "../../../../src/scaffold.ts";
import type { Kind } from "../../../../src/scaffold/generate/kind.ts";
import { EXPRESS_FILES, textsIn, workspaceWith, writeIn } from "../../../support/scaffold/expressWorkspace.ts";
import { detectionOf, expressServer } from "../../../support/scaffold/sampleFacts.ts";

const want = (kinds: readonly Kind[], more: Partial<ScaffoldRequest> = {}): ScaffoldRequest => ({
  kinds,
  ownTemplates: true,
  ...more,
});

const api = { ...EXPRESS_FILES, "package.json": EXPRESS_FILES["package.json"]?.replace('"shop"', '"api"') ?? "" };

function under(folder: string, files: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(files).map(([path, text]) => [`${folder}/${path}`, text]));
}

/** Two applications in folders of their own. */
function twoApplications(): Promise<string> {
  return workspaceWith({ ...under("apps/shop", EXPRESS_FILES), ...under("apps/api", api) });
}

describe("templates of a workspace", () => {
  const ours = ".tidegate/templates/dockerfile/node.Dockerfile";

  it("stand in for ours by kind and name, where the workspace is trusted", async () => {
    const folder = await workspaceWith();
    const scaffolding = openScaffolding(folder);
    await writeIn(folder, { [ours]: "# ours\r\nFROM scratch\r\n" });
    const trusted = await scaffolding.plan(want(["dockerfile"]));
    expect(trusted.files.map(({ generated }) => generated).join("")).toContain("# ours\nFROM scratch\n");
    const untrusted = await scaffolding.plan(want(["dockerfile"], { ownTemplates: false }));
    expect(untrusted.files.map(({ generated }) => generated).join("")).not.toContain("# ours");
  });

  it("fail with their name where they are broken, and are noted where they stand in for none", async () => {
    const folder = await workspaceWith();
    const scaffolding = openScaffolding(folder);
    await writeIn(folder, { ".tidegate/templates/dockerfile/mispelled": "" });
    const { notes } = await scaffolding.plan(want(["dockerfile"]));
    expect(notes.filter((note) => note.startsWith(".tidegate/templates/dockerfile/mispelled"))).toHaveLength(1);
    await writeIn(folder, { [ours]: "FROM {= nosuchvalue =}\n" });
    await expect(scaffolding.plan(want(["dockerfile"]))).rejects.toMatchObject({
      reason: "BadTemplate",
      message: expect.stringContaining("dockerfile/node.Dockerfile"),
    });
  });
});

describe("a compose file that a person has", () => {
  const theirs = "services:\n  shop:\n    build: .\n";

  it("keeps its place, under any name that compose looks for, and is told of", async () => {
    for (const name of ["docker-compose.yml", "compose.yml", "compose.yaml"]) {
      const folder = await workspaceWith({ ...EXPRESS_FILES, [name]: theirs });
      const { files, notes } = await openScaffolding(folder).plan(want(["compose"]));
      expect(files.filter(({ state }) => state === "exists").map(({ path }) => path)).toEqual([name]);
      expect(files.map(({ path }) => path).filter((path) => /^(?:docker-)?compose\.ya?ml$/u.test(path))).toEqual([
        name,
      ]);
      expect(files.find(({ path }) => path === "compose.production.yaml")?.generated).toContain(
        `--file=${name} --file`,
      );
      expect(notes.filter((note) => note.startsWith(`${name} was there before`))).toHaveLength(1);
    }
  });

  it("becomes the generated one where that is taken, and stays so", async () => {
    const name = "docker-compose.yml";
    const folder = await workspaceWith({ ...EXPRESS_FILES, [name]: theirs });
    const scaffolding = openScaffolding(folder);
    const plan = await scaffolding.plan(want(["compose"]));
    await scaffolding.write(plan, { choice: () => "generated" });
    const again = await scaffolding.plan(want(["compose"]));
    expect(new Set(again.files.map(({ state }) => state))).toEqual(new Set(["unchanged"]));
    expect(again.files.map(({ path }) => path)).toContain(name);
    expect(again.notes.filter((note) => note.startsWith(name))).toEqual([]);
  });
});

describe("a plan", () => {
  it("is for all applications, or for those that are named", async () => {
    const scaffolding = openScaffolding(await twoApplications());
    const paths = async (names?: readonly string[]) => {
      const request = want(["dockerfile"], names === undefined ? {} : { applications: names });
      return (await scaffolding.plan(request)).files
        .map(({ path }) => path)
        .filter((path) => path.endsWith("/Dockerfile"));
    };
    expect(await paths()).toEqual(["apps/api/Dockerfile", "apps/shop/Dockerfile"]);
    expect(await paths(["shop"])).toEqual(["apps/shop/Dockerfile"]);
  });

  it("keeps an application in what is for all when another is written later", async () => {
    const scaffolding = openScaffolding(await twoApplications());
    const first = await scaffolding.plan(want(["kubernetes"], { applications: ["shop"] }));
    await scaffolding.write(first, UNDECIDED);
    const second = await scaffolding.plan(want(["kubernetes"], { applications: ["api"] }));
    const shared = second.files.filter(({ application }) => application === undefined);
    expect(shared.some(({ generated }) => generated.includes("shop"))).toBe(true);
    expect(second.files.some(({ application }) => application === "apps/shop")).toBe(false);
    expect(second.stale).toEqual([]);
  });

  it("is refused where two applications would write one file in different ways", async () => {
    const folder = await workspaceWith();
    const other = expressServer({ path: "other", port: { ...expressServer().port!, value: { number: 4000 } } });
    const detection = detectionOf(expressServer(), other);
    await expect(openScaffolding(folder).plan(want(["kubernetes"], { detection }))).rejects.toMatchObject({
      reason: "SamePath",
      message: expect.stringMatching(/^k8s\/base\/shop\/.* would be written twice.*Nothing was written\.$/u),
    });
  });

  it("takes settings and facts that a person has corrected", async () => {
    const folder = await workspaceWith();
    const scaffolding = openScaffolding(folder);
    const { settings } = await scaffolding.plan(want(["kubernetes"]));
    const detection = detectionOf(expressServer({ name: "corrected" }));
    const plan = await scaffolding.plan(want(["kubernetes"], { detection, settings: { ...settings, project: "own" } }));
    expect(plan.settings.project).toBe("own");
    expect(plan.files.some(({ path }) => path.includes("corrected"))).toBe(true);
  });

  it("goes on without a tidegate.yaml that is broken, and says where", async () => {
    const folder = await workspaceWith({ ...EXPRESS_FILES, "tidegate.yaml": "version: 1\napplications: 3\n" });
    const { notes, settings } = await openScaffolding(folder).plan(want(["dockerfile"]));
    expect(notes).toEqual([expect.stringMatching(/^tidegate\.yaml:2: .+ Its environments were not used\.$/u)]);
    expect(settings.environments).toHaveLength(3);
  });

  it("names a broken catalogue of the workspace", async () => {
    const folder = await workspaceWith({ ...EXPRESS_FILES, ".tidegate/catalogue.json": "{" });
    await expect(openScaffolding(folder).plan(want(["dockerfile"]))).rejects.toMatchObject({ reason: "BadCatalogue" });
  });

  it("is not written where a file was saved after it was shown", async () => {
    const folder = await workspaceWith();
    const scaffolding = openScaffolding(folder);
    const plan = await scaffolding.plan(want(["dockerfile"]));
    await writeIn(folder, { Dockerfile: "FROM mine\n" });
    const before = await textsIn(folder);
    await expect(scaffolding.write(plan, UNDECIDED)).rejects.toMatchObject({ reason: "ChangedSince" });
    expect(await textsIn(folder)).toEqual(before);
  });

  it("lets git see what is for the team where runs were there first", async () => {
    const folder = await workspaceWith({ ...EXPRESS_FILES, ".tidegate/.gitignore": "*\n" });
    const scaffolding = openScaffolding(folder);
    await scaffolding.write(await scaffolding.plan(want(["dockerfile"])), UNDECIDED);
    expect((await textsIn(folder))[".tidegate/.gitignore"]).toContain("!/scaffold/**");
  });
});

describe("blocks of a generated file", () => {
  it("are found in it, also after edits, with the rules they stand for", async () => {
    const folder = await workspaceWith();
    const scaffolding = openScaffolding(folder);
    await scaffolding.write(await scaffolding.plan(want(["dockerfile"])), UNDECIDED);
    const text = (await textsIn(folder))["Dockerfile"] ?? "";
    const blocks = await scaffolding.blocks("Dockerfile", text);
    expect(blocks.map(({ rule }) => rule)).toContain("dockerfile/numeric-user");
    const moved = await scaffolding.blocks("Dockerfile", `# mine\n${text}`);
    expect(moved).toEqual(blocks.map((block) => ({ ...block, from: block.from + 1, to: block.to + 1 })));
    expect(await scaffolding.blocks("server.js", "")).toEqual([]);
  });
});
