import { describe, expect, it } from "vitest";
import type { Readiness } from "../../../../../src/core/gates/terms.ts";
import { waysOf } from "../../../../../src/engine/checks/readiness/waysOf.ts";
import { detect } from "../../../../../src/scaffold/detect/detect.ts";
import { memoryTree } from "../../../../support/memoryTree.ts";

const NOTHING: Readiness = { folder: ".", variables: [], calls: [], assets: [], timeout: 60 };
const FLASK = "from flask import Flask\napp = Flask(__name__)\n@app.get('/healthz')\ndef healthz():\n    return 'ok'\n";

async function ways(files: Readonly<Record<string, string>>, said: Partial<Readiness> = {}) {
  return waysOf({ ...NOTHING, ...said }, await detect(memoryTree(files)), "/copy");
}

const NODE = {
  "package.json": JSON.stringify({
    name: "shop",
    scripts: { build: "tsc", start: "node dist/server.js" },
    dependencies: { express: "^5.0.0" },
  }),
  "src/server.ts":
    'import express from "express";\nconst app = express();\napp.get("/healthz", (q, r) => r.end());\napp.listen(process.env.PORT ?? 3000);\nconsole.log(process.env.API_TOKEN!.length);\n',
};

function nodeIn(folder: string): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(NODE).map(([path, text]) => [`${folder}/${path}`, text]));
}

describe("how an application is made", () => {
  it.each([
    ["package-lock.json", '{"lockfileVersion":3,"packages":{}}', ["npm", "ci"]],
    ["pnpm-lock.yaml", "lockfileVersion: '9.0'\n", ["pnpm", "install", "--frozen-lockfile"]],
    ["yarn.lock", "# yarn lockfile v1\n", ["yarn", "install", "--frozen-lockfile"]],
    ["bun.lock", "{}", ["bun", "install", "--frozen-lockfile"]],
  ])("is frozen by %s", async (name, text, call) => {
    const { install, locks, lockPath } = await ways({ ...NODE, [name]: text });
    expect(install?.calls[0]).toEqual(call);
    expect([install?.folder, locks.lockFile, lockPath]).toEqual(["/copy", name, `/copy/${name}`]);
  });

  it("is found in a Node workspace, for production and for development", async () => {
    const found = await ways(NODE);
    expect(found.build).toEqual({
      calls: [["npm", "run", "build"]],
      folder: "/copy",
      environment: expect.objectContaining({ NODE_ENV: "production" }),
    });
    expect(found.buildDevelopment?.environment).toMatchObject({ NODE_ENV: "development" });
    expect(found.start?.calls).toEqual([["node", "dist/server.js"]]);
    expect([found.port, found.portVariable, found.health]).toEqual([undefined, "PORT", "/healthz"]);
    expect(found.programFolders).toEqual(["/copy/node_modules/.bin"]);
    expect(found.locks.problems).toHaveLength(1);
  });

  it("is what tidegate.yaml says before what was found", async () => {
    const found = await ways(NODE, {
      install: ["make", "deps"],
      build: ["make", "all"],
      start: ["./run", "now"],
      port: 4000,
      health: "/up",
      output: { folder: "out", maxBytes: 1 },
      variables: ["REGION"],
    });
    expect([found.install?.calls, found.build?.calls, found.start?.calls]).toEqual([
      [["make", "deps"]],
      [["make", "all"]],
      [["./run", "now"]],
    ]);
    expect(found.buildDevelopment?.calls).toEqual([["make", "all"]]);
    expect([found.port, found.health, found.output]).toEqual([4000, "/up", { folder: "out", maxBytes: 1 }]);
    expect(found.variables[0]).toEqual({ name: "REGION", places: [] });
  });

  it("installs Python's packages into the copy, and puts the port where a shell would", async () => {
    const found = await ways({
      "requirements.txt": "flask==3.1.0\ngunicorn==23.0.0\n",
      "app.py": FLASK,
      Procfile: "web: gunicorn app:app --bind 0.0.0.0:$PORT\n",
    });
    expect(found.install?.calls).toEqual([
      ["python3", "-m", "venv", ".venv"],
      ["python", "-m", "pip", "install", "--requirement", "requirements.txt"],
      ["python", "-m", "pip", "check"],
    ]);
    expect(found.install?.environment).toMatchObject({ VIRTUAL_ENV: "/copy/.venv" });
    expect(found.programFolders).toContain("/copy/.venv/bin");
    expect(found.start?.calls[0]).toEqual(["gunicorn", "app:app", "--bind", "0.0.0.0:{port}"]);
  });

  it("is not known where only a shell would understand it: nothing is run by one", async () => {
    const found = await ways({
      "requirements.txt": "flask\n",
      "app.py": FLASK,
      Procfile: "web: ./migrate && gunicorn app:app | tee log\n",
    });
    expect(found.start).toBeUndefined();
  });

  it("is of the application in the folder, and of none where several could be meant", async () => {
    const both = { ...nodeIn("one"), ...nodeIn("two") };
    const several = await ways(both);
    expect([several.install, several.start]).toEqual([undefined, undefined]);
    expect(several.unknown).toContain("several applications");
    const two = await ways(both, { folder: "two" });
    expect([two.folder, two.start?.folder, two.unknown]).toEqual(["/copy/two", "/copy/two", undefined]);
    expect((await ways(nodeIn("one"))).folder).toBe("/copy/one");
    expect((await ways({ "README.md": "x" })).unknown).toContain("Nothing in the workspace");
  });

  it("builds Go and Rust into the copy", async () => {
    const go = await ways({
      "go.mod": "module example.com/shop\n\ngo 1.26\n",
      "main.go": 'package main\n\nimport "net/http"\n\nfunc main() {\n\thttp.ListenAndServe(":8080", nil)\n}\n',
    });
    expect(go.install?.calls[0]).toEqual(["go", "mod", "download"]);
    expect(go.build?.calls[0]?.slice(0, 2)).toEqual(["go", "build"]);
    expect(go.port).toBe(8080);
    const rust = await ways({
      "Cargo.toml": '[package]\nname = "shop"\nversion = "0.1.0"\nedition = "2024"\n\n[dependencies]\naxum = "0.8"\n',
      "src/main.rs": 'fn main() { axum::serve("0.0.0.0:3000"); }\n',
    });
    expect(rust.build?.environment).toMatchObject({ CARGO_TARGET_DIR: "/copy/target" });
    expect(rust.start?.calls[0]).toEqual(["shop"]);
    expect(rust.programFolders).toEqual(["/copy/target/release"]);
  });
});
