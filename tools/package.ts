/** `npm run package [-- OUT.vsix]`: a release build, packed. */
import { spawnSync } from "node:child_process";
import { cp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { cacheFolder, root } from "./bootstrap.mjs";
import { packedPage } from "./packedPage.ts";

/** What may be packed; `.vscodeignore` says what of it is. */
const PACKED = [
  ".vscodeignore",
  "package.json",
  "package.nls.json",
  "README.md",
  "CHANGELOG.md",
  "LICENSE",
  "dist",
  "l10n",
  "media",
  "snippets",
];

/** What one download may weigh: bundles that repeat each other pass it first. */
const MOST_BYTES = 2_000_000;

const out = resolve(root, process.argv[2] ?? "tidegate.vsix");
run(root, "node", "tools/bundle.ts", "--release");
const own = await staged();
const asTheyAre = ["--no-dependencies", "--skip-license", "--allow-missing-repository", "--no-rewrite-relative-links"];
run(own, "vsce", "package", ...asTheyAre, "--out", out);
const { size } = await stat(out);
if (size > MOST_BYTES) {
  console.error(
    `${out} has ${size} bytes; more than ${MOST_BYTES} are not shipped. Look for what several bundles repeat.`,
  );
  process.exit(1);
}

/** A folder with nothing else in it: the packer walks all of a folder, and the cache has files by the hundred thousand. */
async function staged(): Promise<string> {
  const folder = cacheFolder("package");
  await rm(folder, { recursive: true, force: true });
  for (const name of PACKED) await cp(join(root, name), join(folder, name), { recursive: true });
  const page = join(folder, "README.md");
  await writeFile(page, packedPage(await readFile(page, "utf8")));
  return folder;
}

function run(cwd: string, command: string, ...args: readonly string[]): void {
  const { status } = spawnSync(command, args, { cwd, stdio: "inherit" });
  if (status !== 0) process.exit(status ?? 1);
}
