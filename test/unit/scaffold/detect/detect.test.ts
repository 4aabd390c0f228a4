import { describe, expect, test } from "vitest";
import type { Detector, Found, Member } from "../../../../src/scaffold/detect/detector.ts";
import { detect, type Ways } from "../../../../src/scaffold/detect/detect.ts";
import type { Folder } from "../../../../src/scaffold/detect/folder.ts";
import { fact } from "../../../../src/scaffold/detect/shared/evidence.ts";
import { memoryTree } from "../../../support/memoryTree.ts";

function application(folder: Folder, name: string, started: boolean): Found {
  const at = { file: "x", line: 1, says: "says so" };
  return {
    name,
    path: folder.path,
    role: fact("server", "certain", at),
    language: fact("shell", "certain", at),
    runtime: fact({ name: "shell" }, "certain", at),
    ...(started && { startCommand: fact(["run"], "certain", at) }),
    environment: [],
    services: [],
    writes: [],
    ecosystem: { kind: "shell", root: ".", script: folder.files.join(",") },
  };
}

/** Members are what their marker's text says: `app NAME`, `site NAME` (not started), `lib`; `none` is no member. */
function detectorFor(marker: string, ecosystem: Detector["ecosystem"], more: Partial<Detector> = {}): Detector {
  return {
    ecosystem,
    markers: [marker],
    isMember: (text) => text !== "none",
    async detect(folder): Promise<Member> {
      const [is, name = ""] = ((await folder.read(marker)) ?? "").split(" ");
      if (is === "lib") return { is: "library", why: "it is one", problems: [] };
      if (is !== "app" && is !== "site") return { is: "nothing", problems: [] };
      return { is: "application", applications: [application(folder, name, is === "app")], problems: [] };
    },
    ...more,
  };
}

const ways: Ways = {
  detectors: [
    detectorFor("rails", "ruby"),
    detectorFor("node", "node"),
    detectorFor("page", "static", { fallback: true }),
    detectorFor("script", "shell", { fallback: true }),
  ],
  readExisting: async (found) => ({ application: { ...found, existing: [] }, problems: [] }),
};

async function seen(files: Readonly<Record<string, string>>) {
  const { applications, libraries, problems } = await detect(memoryTree(files), undefined, ways);
  return {
    applications: applications.map(({ name, path }) => `${name} in ${path}`),
    libraries: libraries.map(({ path }) => path),
    problems: problems.map(({ reason, path }) => `${reason} ${path}`),
  };
}

describe("members", () => {
  test("have their own files, without those of members below them and of others' folders", async () => {
    const tree = memoryTree({
      node: "app web",
      "src/a": "",
      "src/dist/node": "none",
      "lib/node": "lib",
      "lib/b": "",
      "node_modules/x/node": "app x",
    });
    const { applications, libraries, files } = await detect(tree, undefined, ways);
    expect(applications.map(({ ecosystem }) => ecosystem)).toEqual([
      { kind: "shell", root: ".", script: "node,src/a,src/dist/node" },
    ]);
    expect(libraries.map(({ path }) => path)).toEqual(["lib"]);
    expect(files).toBe(6);
    expect([...tree.reads.values()].every((times) => times === 1)).toBe(true);
    expect(tree.lists()).toBe(1);
  });

  test("that carry the marks of two are the one that is started, or the first", async () => {
    expect(await seen({ rails: "app shop", node: "app front" })).toMatchObject({ applications: ["shop in ."] });
    expect(await seen({ rails: "site shop", node: "app front" })).toMatchObject({ applications: ["front in ."] });
    expect(await seen({ rails: "site shop", node: "site front" })).toMatchObject({ applications: ["shop in ."] });
    expect(await seen({ rails: "lib", node: "app front" })).toMatchObject({ applications: ["front in ."] });
  });

  test("among tests and examples are not deployed", async () => {
    expect(await seen({ "examples/a/node": "app a", "b/node": "app b", "test/node": "app t" })).toMatchObject({
      applications: ["b in b"],
      libraries: ["examples/a", "test"],
    });
  });
});

describe("what only sometimes marks an application", () => {
  test("marks one where nothing else is", async () => {
    expect(await seen({ page: "app pages", "blog/page": "app blog" })).toMatchObject({
      applications: ["pages in ."],
      problems: [],
    });
  });

  test("is a part of the application or library around it", async () => {
    const files = {
      "web/node": "app web",
      "web/www/page": "app www",
      "lib/node": "lib",
      "lib/demo-page/page": "app demo",
    };
    expect(await seen(files)).toMatchObject({ applications: ["web in web"] });
  });

  test("is found beside tools at the root, and above applications unless it is a script", async () => {
    const files = { node: "lib", page: "app pages", script: "app run", "api/node": "app api" };
    expect(await seen(files)).toMatchObject({ applications: ["pages in .", "api in api"], libraries: [] });
    expect(await seen({ script: "app run", "api/node": "app api" })).toMatchObject({ applications: ["api in api"] });
  });
});

describe("names", () => {
  test("are labels and each is given once", async () => {
    const files = {
      "a/node": "app @acme/Größe_API!",
      "b/web/node": "app web",
      "c/web/node": "app web",
      "d/node": "app 2048",
      "é/node": "app ..",
    };
    const { applications } = await detect(memoryTree(files), undefined, ways);
    expect(applications.map(({ name }) => name)).toEqual(["gro-e-api", "web", "c-web", "d", "e"]);
  });
});

describe("problems", () => {
  test("name what holds nothing, is too large or cannot be read", async () => {
    expect(await seen({ "README.md": "" })).toMatchObject({ problems: ["NothingDeployable ."] });
    expect(await seen({ "a/node": "x".repeat(2_000_000) })).toMatchObject({
      problems: ["NothingDeployable .", "Unreadable a"],
    });
    const { complete, problems } = await detect(memoryTree({ node: "app web" }, false), undefined, ways);
    expect([complete, ...problems.map(({ reason }) => reason)]).toEqual([false, "TreeTooLarge"]);
  });

  test("of a detector that fails hide nothing that the others find", async () => {
    const broken = detectorFor("broken", "go", {
      detect: async () => {
        throw new Error("oh");
      },
    });
    const tree = memoryTree({ broken: "x", node: "app web", "a/broken": "x" });
    const { applications, problems } = await detect(tree, undefined, {
      ...ways,
      detectors: [broken, ...ways.detectors],
    });
    expect(applications.map(({ name }) => name)).toEqual(["web"]);
    expect(problems.map(({ path, message }) => [path, message.includes("failed: oh")])).toEqual([
      [".", true],
      ["a", true],
    ]);
  });

  test("end when the signal is aborted", async () => {
    const signal = AbortSignal.abort(new Error("enough"));
    await expect(detect(memoryTree({ node: "app web" }), signal, ways)).rejects.toThrow("enough");
  });
});
