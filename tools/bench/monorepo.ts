import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { cp, mkdir, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

/** What the generated monorepo holds. */
export const MONOREPO = { files: 100_000, members: 200, services: 120, libraries: 50, python: 15, go: 15 };

/** Not in the checkout: what packs a release goes through all that lies there, ignored or not. */
const TREES = join(tmpdir(), "tidegate-trees");

/** Part of the folders' names: another generator makes other trees. */
const VERSION = 1;
const AT_ONCE = 64;

/** The same 100,000 files twice: known to git, and in no repository. */
export interface Monorepo {
  readonly repository: string;
  readonly plain: string;
}

/** Makes the trees once: pnpm services and libraries under Turborepo, and some services in Python and Go. */
export async function monorepo(): Promise<Monorepo> {
  const plain = join(TREES, `monorepo-${VERSION}`);
  const repository = join(TREES, `monorepo-${VERSION}-git`);
  if (!existsSync(plain)) {
    await made(plain, (folder) => writeAll(folder, monorepoFiles()));
  }
  if (!existsSync(repository)) {
    await made(repository, async (folder) => {
      await cp(plain, folder, { recursive: true });
      commitAll(folder);
    });
  }
  return { repository, plain };
}

/** Beside and renamed, so that what was cut short does not look whole. */
async function made(folder: string, make: (partial: string) => Promise<void>): Promise<void> {
  const partial = `${folder}.partial`;
  await rm(partial, { recursive: true, force: true });
  await mkdir(partial, { recursive: true });
  await make(partial);
  await rename(partial, folder);
}

async function writeAll(folder: string, files: ReadonlyMap<string, string>): Promise<void> {
  const folders = new Set([...files.keys()].map((path) => dirname(path)));
  for (const one of folders) await mkdir(join(folder, one), { recursive: true });
  const all = [...files];
  for (let index = 0; index < all.length; index += AT_ONCE) {
    await Promise.all(all.slice(index, index + AT_ONCE).map(([path, text]) => writeFile(join(folder, path), text)));
  }
}

function commitAll(folder: string): void {
  const git = (...args: string[]): void => {
    const who = ["-c", "user.name=bench", "-c", "user.email=bench@example.com", "-c", "commit.gpgsign=false"];
    execFileSync("git", [...who, ...args], { cwd: folder, stdio: ["ignore", "ignore", 2] });
  };
  git("init", "--quiet");
  git("add", "--all");
  git("commit", "--quiet", "--message", "All");
  git("gc", "--quiet");
}

/** All files by path; filled up with sources, tests, pictures and texts until there are as many as wanted. */
export function monorepoFiles(): ReadonlyMap<string, string> {
  const files = new Map(Object.entries(ROOT_FILES));
  const { services, libraries, python, go } = MONOREPO;
  const members = [
    ...range(services).map((number) => memberFiles(`apps/service-${number}`, serviceFiles(number))),
    ...range(libraries).map((number) => memberFiles(`packages/library-${number}`, libraryFiles(number))),
    ...range(python).map((number) => memberFiles(`python/worker-${number}`, pythonFiles(number))),
    ...range(go).map((number) => memberFiles(`go/tool-${number}`, goFiles(number))),
  ];
  for (const { folder, own } of members)
    for (const [path, text] of Object.entries(own)) files.set(`${folder}/${path}`, text);
  for (let number = 0; files.size < MONOREPO.files; number += 1) {
    const { folder } = members[number % members.length] ?? members[0] ?? { folder: "." };
    const [path, text] = filling(folder, Math.floor(number / members.length));
    files.set(`${folder}/${path}`, text);
  }
  return files;
}

function memberFiles(folder: string, own: Readonly<Record<string, string>>) {
  return { folder, own };
}

function range(length: number): readonly number[] {
  return Array.from({ length }, (_, index) => index + 1);
}

const json = (value: unknown): string => `${JSON.stringify(value, undefined, 2)}\n`;

const ROOT_FILES: Readonly<Record<string, string>> = {
  "package.json": json({
    name: "monorepo",
    private: true,
    packageManager: "pnpm@10.18.3",
    engines: { node: ">=24" },
    scripts: { build: "turbo run build" },
    devDependencies: { turbo: "2.5.8" },
  }),
  "pnpm-workspace.yaml": "packages:\n  - apps/*\n  - packages/*\n",
  "pnpm-lock.yaml": "lockfileVersion: '9.0'\n\nsettings:\n  autoInstallPeers: true\n\nimporters:\n  .: {}\n",
  "turbo.json": json({ tasks: { build: { dependsOn: ["^build"], outputs: ["dist/**"] } } }),
  "go.work": `go 1.25\n\nuse (\n${range(MONOREPO.go)
    .map((number) => `\t./go/tool-${number}\n`)
    .join("")})\n`,
  ".gitignore": "node_modules/\ndist/\n.turbo/\n__pycache__/\n",
};

function serviceFiles(number: number): Readonly<Record<string, string>> {
  const library = (number % MONOREPO.libraries) + 1;
  return {
    "package.json": json({
      name: `@monorepo/service-${number}`,
      private: true,
      type: "module",
      scripts: { build: "tsc -p .", start: "node dist/server.js" },
      dependencies: { fastify: "5.6.1", [`@monorepo/library-${library}`]: "workspace:*" },
      devDependencies: { typescript: "5.9.3" },
    }),
    "tsconfig.json": json({ compilerOptions: { outDir: "dist", rootDir: "src" } }),
    "src/server.ts": `import Fastify from "fastify";
import { routes } from "./routes.ts";

const app = Fastify();
app.get("/healthz", async () => ({ ok: true }));
app.register(routes);
await app.listen({ port: Number(process.env.PORT ?? ${3000 + number}), host: "0.0.0.0" });
`,
    "src/routes.ts": `export async function routes(app) {\n  app.get("/things", async () => []);\n}\n`,
  };
}

function libraryFiles(number: number): Readonly<Record<string, string>> {
  return {
    "package.json": json({
      name: `@monorepo/library-${number}`,
      version: "1.0.0",
      type: "module",
      exports: "./dist/index.js",
      scripts: { build: "tsc -p ." },
    }),
    "src/index.ts": `export const library = ${number};\n`,
  };
}

function pythonFiles(number: number): Readonly<Record<string, string>> {
  return {
    "pyproject.toml": `[project]\nname = "worker-${number}"\nversion = "1.0.0"\nrequires-python = ">=3.12"\ndependencies = ["fastapi==0.118.0", "uvicorn==0.37.0"]\n`,
    "requirements.txt": "fastapi==0.118.0\nuvicorn==0.37.0\n",
    "main.py": `import os\n\nimport uvicorn\nfrom fastapi import FastAPI\n\napp = FastAPI()\n\n\n@app.get("/healthz")\ndef health():\n    return {"ok": True}\n\n\nif __name__ == "__main__":\n    uvicorn.run(app, host="0.0.0.0", port=int(os.environ.get("PORT", "${5000 + number}")))\n`,
  };
}

function goFiles(number: number): Readonly<Record<string, string>> {
  return {
    "go.mod": `module example.com/monorepo/tool-${number}\n\ngo 1.25\n`,
    "main.go": `package main\n\nimport (\n\t"log"\n\t"net/http"\n)\n\nfunc main() {\n\thttp.HandleFunc("/healthz", func(w http.ResponseWriter, r *http.Request) {})\n\tlog.Fatal(http.ListenAndServe(":${7000 + number}", nil))\n}\n`,
  };
}

/** One more file of a member: mostly sources in folders of twenty, with a test for every third. */
function filling(folder: string, number: number): readonly [string, string] {
  const ending = folder.startsWith("python/") ? "py" : folder.startsWith("go/") ? "go" : "ts";
  const area = `src/area-${Math.floor(number / 20)}`;
  if (number % 20 === 0) return [`${area}/README.md`, `# Area\n\n${"What this area is about.\n".repeat(20)}`];
  if (number % 20 === 1) return [`${area}/index.${ending}`, SOURCE[ending](number % 7)];
  if (number % 20 === 2)
    return [`${area}/data.json`, json({ rows: range(40).map((id) => ({ id, name: `row ${id}` })) })];
  if (number % 3 === 0)
    return [`${area}/thing${number}${ending === "ts" ? ".test" : "_test"}.${ending}`, SOURCE[ending](number % 7)];
  return [`${area}/thing${number}.${ending}`, SOURCE[ending](number % 7)];
}

const SOURCE = {
  ts: (kind: number) =>
    range(25)
      .map((line) => `export function thing${line}(value: number): number {\n  return value * ${line + kind};\n}\n`)
      .join("\n"),
  py: (kind: number) =>
    range(25)
      .map((line) => `def thing_${line}(value):\n    return value * ${line + kind}\n`)
      .join("\n\n"),
  go: (kind: number) =>
    `package area\n\n${range(25)
      .map((line) => `func Thing${line}(value int) int {\n\treturn value * ${line + kind}\n}\n`)
      .join("\n")}`,
};
