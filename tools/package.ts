/** `npm run package [-- OUT.vsix]`: a release build, packed. */
import { spawnSync } from "node:child_process";
import { root } from "./bootstrap.mjs";

const out = process.argv[2] ?? "tidegate.vsix";
for (const [command, ...args] of [
  ["node", "tools/bundle.ts", "--release"],
  [
    "vsce",
    "package",
    "--no-dependencies",
    "--skip-license",
    "--allow-missing-repository",
    "--no-rewrite-relative-links",
    "--out",
    out,
  ],
]) {
  const { status } = spawnSync(command as string, args, { cwd: root, stdio: "inherit" });
  if (status !== 0) process.exit(status ?? 1);
}
