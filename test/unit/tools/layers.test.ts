import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { root } from "../../../tools/bootstrap.mjs";

/** A forbidden import for each kind of rule, in a file that exists only while the linter looks at it. */
const FORBIDDEN: readonly (readonly [string, string, string])[] = [
  ["core", 'import { x } from "../host/x.ts";', "src/core may import only from itself, base."],
  ["core", 'import { x } from "node:fs";', "src/core may import only zod, "],
  ["base", 'import { x } from "zod";', "src/base may import only @noble/hashes."],
  ["host", 'import { x } from "../adapters/git/x.ts";', "src/host may import only from itself"],
  ["adapters/git", 'import { x } from "../storage/x.ts";', "Adapters never see each other."],
  ["adapters/git", 'import { x } from "vscode";', "Only src/host may use vscode at run time."],
  ["engine", 'import { x } from "../runner.ts";', "Nothing imports a composition root."],
  ["engine", 'import { x } from "../cluster.ts";', "Nothing imports a composition root."],
  ["host/tree", 'export const x = import("../../workspace.ts");', "Nothing imports a composition root."],
  ["core/gates", 'import { x } from "../../../tools/x.ts";', "Nothing in src imports from outside of it."],
  ["core/gates", 'import { x } from "../../../src/host/x.ts";', "Nothing in src imports from outside of it."],
  ["shed", 'import { x } from "../base/x.ts";', "This folder has no row in tools/layers.ts"],
  ["adapters/radio", 'import { x } from "../../host/x.ts";', "This folder has no row in tools/layers.ts"],
  ["webview", 'import { x } from "../core/x.ts";', "src/webview may import only from itself, base, protocol, picture."],
  ["picture", 'import { x } from "zod";', "src/picture may import no package."],
];

const ALLOWED: readonly (readonly [string, string])[] = [
  ["core", 'import { z } from "zod";'],
  ["core", 'import { ok } from "../base/result.ts";'],
  ["core/gates", 'import { x } from "../cluster.ts";'],
  ["host", 'import { window } from "vscode";'],
];

describe("the folder rules", () => {
  const copy = mkdtempSync(join(tmpdir(), "tidegate-layers-"));
  afterAll(() => rmSync(copy, { recursive: true, force: true }));

  it.each(FORBIDDEN)("src/%s may not say %s", (room, line, message) => {
    expect(lint(copy, room, line)).toContain(message);
  });

  it.each(ALLOWED)("src/%s may say %s", (room, line) => {
    expect(lint(copy, room, line)).not.toContain("no-restricted-imports");
  });
});

/** Lints one file of a room in a copy of the layout, so that the checkout itself is never touched. */
function lint(copy: string, room: string, line: string): string {
  const file = join(copy, "src", room, "probe.ts");
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${line}\n`);
  writeFileSync(join(copy, "oxlint.config.ts"), CONFIG);
  const { stdout } = spawnSync("oxlint", ["--config", "oxlint.config.ts", "src"], {
    cwd: copy,
    encoding: "utf8",
    env: { ...process.env, NO_COLOR: "1", FORCE_COLOR: "0" },
  });
  rmSync(file);
  return stdout.replaceAll(/\s+/gu, " ");
}

/** The project's own configuration, whole. */
const CONFIG = `export { default } from ${JSON.stringify(join(root, "oxlint.config.ts"))};\n`;
