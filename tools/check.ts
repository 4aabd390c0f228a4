/** `npm run check`: types, lint with the folder rules, format, unused code, generated manifest. Names every failure. */
import { spawnSync } from "node:child_process";
import { root } from "./bootstrap.mjs";
import { checks } from "./checks.ts";

const failed = checks.filter((check) => {
  const { status } = spawnSync(check.command, check.args, { cwd: root, stdio: "inherit" });
  console.log(`${status === 0 ? "ok  " : "FAIL"} ${check.name}`);
  return status !== 0;
});
process.exit(failed.length > 0 ? 1 : 0);
