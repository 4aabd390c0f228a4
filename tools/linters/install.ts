import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { ensureSystem } from "../bootstrap.mjs";
import { buildGoTools } from "../goTools/buildGoTools.ts";

const run = promisify(execFile);
const HERE = fileURLToPath(new URL(".", import.meta.url));
const CACHE = fileURLToPath(new URL("../../.cache/linters", import.meta.url));
const LINKER_FLAGS = "-s -w";

/** Where each linter and renderer lies. */
export interface Linters {
  readonly actionlint: string;
  readonly kubeconform: string;
  readonly helm: string;
  readonly kubeScore: string;
  readonly checkov: string;
  readonly checkJsonschema: string;
  readonly hadolint: string;
  readonly zizmor: string;
}

/** Installs the pinned linters, once: those in Go from source, those in Python from their hashes. */
export async function installLinters(): Promise<Linters> {
  ensureSystem({ "/usr/bin/shellcheck": "shellcheck" });
  const cache = path.join(CACHE, "go");
  const go = await buildGoTools({
    module: HERE,
    binaries: {
      actionlint: "github.com/rhysd/actionlint/cmd/actionlint",
      kubeconform: "github.com/yannh/kubeconform/cmd/kubeconform",
      helm: "helm.sh/helm/v3/cmd/helm",
    },
    linkerFlags: LINKER_FLAGS,
    cache,
  });
  const score = await buildGoTools({
    module: path.join(HERE, "kubeScore"),
    binaries: { "kube-score": "github.com/zegl/kube-score/cmd/kube-score" },
    linkerFlags: LINKER_FLAGS,
    cache,
  });
  const python = await installPython();
  return {
    actionlint: path.join(go, "actionlint"),
    kubeconform: path.join(go, "kubeconform"),
    helm: path.join(go, "helm"),
    kubeScore: path.join(score, "kube-score"),
    checkov: path.join(python, "checkov"),
    checkJsonschema: path.join(python, "check-jsonschema"),
    hadolint: path.join(python, "hadolint"),
    zizmor: path.join(python, "zizmor"),
  };
}

/** A virtual environment cannot be renamed, so a mark beside it says that it is whole. */
async function installPython(): Promise<string> {
  const requirements = path.join(HERE, "requirements.txt");
  const key = createHash("sha256")
    .update(await readFile(requirements))
    .digest("hex")
    .slice(0, 16);
  const folder = path.join(CACHE, "python", key);
  const bin = path.join(folder, "bin");
  if (existsSync(path.join(folder, "whole"))) return bin;
  console.error("Installing the linters in Python");
  await rm(folder, { recursive: true, force: true });
  await run("python3", ["-m", "venv", folder]);
  const most = { maxBuffer: 64 * 1024 * 1024 };
  await run(path.join(bin, "pip"), ["install", "--quiet", "--require-hashes", "-r", requirements], most);
  await writeFile(path.join(folder, "whole"), "");
  return bin;
}

if (import.meta.main) console.log(JSON.stringify(await installLinters(), undefined, 2));
