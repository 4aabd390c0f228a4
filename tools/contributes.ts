/**
 * Writes what is generated: package.json's members for VS Code and package.nls.json from `src/host/contributions`, the
 * JSON schema of tidegate.yaml from `src/core/config`, and the page of all checks from `src/core/gates`. With `--check` it writes nothing and fails where a file differs.
 */
import { readFile, writeFile } from "node:fs/promises";
import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { jsonSchema } from "../src/core/config/jsonSchema.ts";
import { checkList } from "./checkList.ts";
import { manifest } from "../src/host/contributions/manifest.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const check = process.argv.includes("--check");

const { members, texts } = manifest();
const packageJson = JSON.parse(await readFile(`${root}package.json`, "utf8")) as Record<string, unknown>;
const files = {
  "package.json": json({ ...packageJson, ...members }),
  "package.nls.json": json(texts),
  "media/tidegate.schema.json": json(jsonSchema()),
  "docs/checks.md": checkList(),
};

const differing: string[] = [];
for (const [name, text] of Object.entries(files)) {
  const wanted = formatted(name, text);
  const present = await readFile(root + name, "utf8").catch(() => "");
  if (present === wanted) continue;
  differing.push(name);
  if (!check) await writeFile(root + name, wanted);
}

if (check && differing.length > 0) {
  console.error(`${differing.join(", ")} differ from what they are made from. Run: node tools/contributes.ts`);
  process.exitCode = 1;
} else if (differing.length > 0) console.log(`Wrote ${differing.join(", ")}.`);

function json(value: unknown): string {
  return JSON.stringify(value, undefined, 2);
}

/** As the formatter of the project leaves it, so that the format check agrees with this one. */
function formatted(name: string, text: string): string {
  return execFileSync("oxfmt", [`--stdin-filepath=${name}`], { cwd: root, input: `${text}\n`, encoding: "utf8" });
}
