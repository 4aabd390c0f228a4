import { relativePath } from "../../../../base/treePath.ts";
import type { Catalogue } from "../../../catalogue/catalogue.ts";
import { chooseTool } from "../../../catalogue/chooseImage.ts";
import type { Application } from "../../../facts/application.ts";
import type { PythonFacts } from "../../../facts/ecosystemFacts.ts";
import { plainPath } from "../safeText.ts";
import type { Toolchain } from "../toolchain.ts";

/** Python with what installs its packages. */
export function pythonToolchain(
  application: Application,
  facts: PythonFacts,
  version: string,
  catalogue: Catalogue,
): Toolchain {
  const lockFile = facts.lockFile ?? facts.manifest;
  const { folder, variable, ...manager } = managerOf(application, facts, catalogue);
  return {
    key: `python-${version.replaceAll(".", "-")}-${facts.manager}`,
    title: `Python ${version}, ${facts.manager}`,
    image: "python",
    version,
    setup: { action: "actions/setup-python", inputs: [["python-version", version]] },
    ...manager,
    ...(lockFile !== undefined && {
      cache: { lockFile, folders: [folder], variables: { [variable]: "$CI_PROJECT_DIR/.cache/packages" } },
    }),
    codeql: { language: "python", build: "none" },
  };
}

interface Manager extends Pick<Toolchain, "prepare" | "install"> {
  readonly folder: string;
  readonly variable: string;
}

function managerOf({ packageManager }: Application, facts: PythonFacts, catalogue: Catalogue): Manager {
  const { manager, lockFile } = facts;
  if (manager === "pip") {
    return { prepare: [], install: pipLines(facts), folder: "~/.cache/pip", variable: "PIP_CACHE_DIR" };
  }
  const version = chooseTool(catalogue, manager, packageManager?.value.version);
  const locked = lockFile !== undefined;
  const lines = {
    poetry: "poetry install --no-interaction",
    pdm: locked ? "pdm install --frozen-lockfile" : "pdm install",
    pipenv: locked ? "pipenv sync --dev" : "pipenv install --dev",
    uv: locked ? "uv sync --locked" : "uv sync",
  } as const;
  const places = {
    poetry: ["~/.cache/pypoetry", "POETRY_CACHE_DIR"],
    pdm: ["~/.cache/pdm", "PDM_CACHE_DIR"],
    pipenv: ["~/.cache/pipenv", "PIPENV_CACHE_DIR"],
    uv: ["~/.cache/uv", "UV_CACHE_DIR"],
  } as const;
  const [folder, variable] = places[manager];
  return { prepare: [`python -m pip install ${manager}==${version}`], install: [lines[manager]], folder, variable };
}

/** A name that a shell would not take for itself is left to the person: nothing is installed by guess. */
function pipLines({ manifest, root }: PythonFacts): readonly string[] {
  const file = plainPath(manifest && relativePath(root, manifest));
  if (file === undefined || file.includes(" ")) return [];
  return [file.endsWith(".toml") ? "python -m pip install ." : `python -m pip install --requirement ${file}`];
}
