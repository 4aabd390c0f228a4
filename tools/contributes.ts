/**
 * Writes what is generated: package.json's members for VS Code and package.nls.json from `src/host/contributions`, the
 * texts for translators from `src/host` and `src/webview`, the JSON schema of tidegate.yaml from `src/core/config`, and
 * the page of all checks from `src/core/gates`. With `--check` it writes nothing and fails where a file differs.
 */
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { execFileSync } from "node:child_process";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { jsonSchema } from "../src/core/config/jsonSchema.ts";
import { checkList } from "./checkList.ts";
import { textBundle } from "./texts.ts";
import { manifest, TEXTS_FOLDER } from "../src/host/contributions/manifest.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const check = process.argv.includes("--check");

const { members, texts } = manifest();
const packageJson = JSON.parse(await readFile(`${root}package.json`, "utf8")) as Record<string, unknown>;
const files = {
  "package.json": json({ ...packageJson, ...members }),
  "package.nls.json": json(texts),
  [`${TEXTS_FOLDER}/bundle.l10n.json`]: json(textBundle(root)),
  "media/tidegate.schema.json": json(jsonSchema()),
  "docs/checks.md": checkList(),
};

const differing: string[] = [];
for (const [name, text] of Object.entries(files)) {
  const wanted = formatted(name, text);
  const present = await readFile(root + name, "utf8").catch(() => "");
  if (present === wanted) continue;
  differing.push(name);
  if (check) continue;
  await mkdir(dirname(root + name), { recursive: true });
  await writeFile(root + name, wanted);
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
