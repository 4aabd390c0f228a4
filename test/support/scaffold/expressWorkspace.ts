import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { openScaffolding } from "../../../src/scaffold.ts";
import { type FakeCliOptions, fakeCli, type FakeRun } from "../fakeCli.ts";
import { temporaryFolder } from "../temporaryFolder.ts";

/** The files of an Express server that talks to PostgreSQL. */
export const EXPRESS_FILES: Readonly<Record<string, string>> = {
  "package.json": `${JSON.stringify(
    {
      name: "shop",
      packageManager: "pnpm@9.15.4",
      engines: { node: "22" },
      scripts: { start: "node server.js", build: "tsc -p ." },
      dependencies: { express: "5.1.0", pg: "8.16.3" },
    },
    undefined,
    2,
  )}\n`,
  "pnpm-lock.yaml": "lockfileVersion: '9.0'\n",
  "server.js": `const express = require("express");
const { Pool } = require("pg");
const pool = new Pool({ connectionString: process.env.DATABASE_URL });
const app = express();
app.get("/healthz", (_request, response) => response.send("ok"));
app.listen(process.env.PORT || 3000, "0.0.0.0");
`,
};

/** A folder with these files. */
export async function workspaceWith(files: Readonly<Record<string, string>> = EXPRESS_FILES): Promise<string> {
  const folder = await temporaryFolder();
  await writeIn(folder, files);
  return folder;
}

export async function writeIn(folder: string, files: Readonly<Record<string, string>>): Promise<void> {
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
}

/** Every file of a folder with its text. */
export async function textsIn(folder: string): Promise<Record<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const texts = await Promise.all(paths.toSorted().map((path) => readFile(path, "utf8")));
  return Object.fromEntries(paths.toSorted().map((path, index) => [path.slice(folder.length + 1), texts[index] ?? ""]));
}

/** Runs the command line in a folder, with real scaffolding. */
export function scaffoldCli(cwd: string, args: readonly string[], options: FakeCliOptions = {}): Promise<FakeRun> {
  return fakeCli(args, { cwd, scaffolding: async (folder) => openScaffolding(folder), ...options });
}
