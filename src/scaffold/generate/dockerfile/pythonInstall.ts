import { relativePath } from "../../../base/treePath.ts";
import type { PythonFacts } from "../../facts/ecosystemFacts.ts";
import { escapes } from "../../render/escapes.ts";
import type { Ingredients } from "./recipe.ts";

/** How the packages of an application come into `/opt/venv`. */
export interface PythonInstall {
  /** The package manager with its version, where it is not pip. */
  readonly tool?: string;
  readonly environment: Readonly<Record<string, string>>;
  /** What it reads, as seen from the folder that the image is built from. */
  readonly reads: readonly string[];
  readonly line: string;
  /** Installs the application as a package too, where it is one; undefined where its code runs as it stands. */
  readonly project?: string;
  readonly cache: { readonly id: string; readonly target: string };
}

/** Installs by the lock file, without packages for development and without the application itself. */
export function pythonInstall(ingredients: Ingredients<PythonFacts>): PythonInstall {
  const { facts } = ingredients;
  const reads = [facts.manifest, facts.lockFile].flatMap((path) =>
    path === undefined ? [] : [relativePath(facts.root, path)],
  );
  return MANAGERS[facts.manager](ingredients, [...new Set(reads)]);
}

type Install = (ingredients: Ingredients<PythonFacts>, reads: readonly string[]) => PythonInstall;

const PIP_CACHE = { id: "pip", target: "/root/.cache/pip" };

const MANAGERS: Readonly<Record<PythonFacts["manager"], Install>> = {
  pip: (_, reads) => ({ environment: {}, reads, line: pipLine(reads), cache: PIP_CACHE }),
  poetry: ({ tool, application }, reads) => ({
    tool: `poetry==${tool("poetry", application.packageManager?.value.version)}`,
    environment: { POETRY_NO_INTERACTION: "1" },
    reads,
    line: "poetry install --only=main --no-root",
    cache: { id: "poetry", target: "/root/.cache/pypoetry" },
  }),
  pdm: ({ tool, application, facts }, reads) => ({
    tool: `pdm==${tool("pdm", application.packageManager?.value.version)}`,
    environment: { PDM_CHECK_UPDATE: "false" },
    reads,
    line: facts.lockFile === undefined ? "pdm install --prod --no-self" : "pdm sync --prod --no-self",
    cache: { id: "pdm", target: "/root/.cache/pdm" },
  }),
  pipenv: ({ tool, application, facts }, reads) => ({
    tool: `pipenv==${tool("pipenv", application.packageManager?.value.version)}`,
    environment: { PIPENV_VERBOSITY: "-1" },
    reads,
    line: facts.lockFile === undefined ? "pipenv install --skip-lock" : "pipenv sync",
    cache: PIP_CACHE,
  }),
  uv: ({ tool, application, facts, member }, reads) => {
    const sync = facts.lockFile === undefined ? "uv sync --no-dev" : "uv sync --frozen --no-dev";
    return {
      tool: `uv==${tool("uv", application.packageManager?.value.version)}`,
      environment: {
        UV_COMPILE_BYTECODE: "1",
        UV_LINK_MODE: "copy",
        UV_PROJECT_ENVIRONMENT: "/opt/venv",
        UV_PYTHON_DOWNLOADS: "never",
      },
      reads,
      line: `${sync} ${member === "." ? "--no-install-project" : "--no-editable"}`,
      project: `${sync} --no-editable`,
      cache: { id: "uv", target: "/root/.cache/uv" },
    };
  },
};

/** pip checks hashes by itself as soon as one stands in the file. */
function pipLine(reads: readonly string[]): string {
  const file = reads.findLast((path) => path.endsWith(".txt") || path.endsWith(".lock"));
  return file === undefined ? "pip install ." : `pip install --requirement=${escapes.shell(file)}`;
}
