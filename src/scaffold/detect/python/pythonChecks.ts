import type { Fact } from "../../facts/fact.ts";
import type { Folder } from "../folder.ts";
import { evidence, fact, lineOf } from "../shared/evidence.ts";
import { fromRoot } from "../shared/sources.ts";
import type { PythonProject } from "./pythonProject.ts";

/** How a project's tests and linters are run. */
export interface Checks {
  readonly testCommand?: Fact<string>;
  readonly lintCommand?: Fact<string>;
}

const PREFIX = { pip: "", uv: "uv run ", poetry: "poetry run ", pdm: "pdm run ", pipenv: "pipenv run " } as const;
const SETTINGS = [
  "pyproject.toml",
  "requirements-dev.txt",
  "requirements_dev.txt",
  "requirements/dev.txt",
  "dev-requirements.txt",
  "requirements.txt",
  "Pipfile",
  "setup.cfg",
  "tox.ini",
];

/** The commands for tests and linters that a project's files name. */
export async function pythonChecks(folder: Folder, project: PythonProject): Promise<Checks> {
  const prefix = PREFIX[project.manager.value.name];
  const texts = await Promise.all(SETTINGS.map(async (file) => [file, (await folder.read(file)) ?? ""] as const));
  const named = (tool: string): ReturnType<typeof evidence> | undefined => {
    const found = texts.find(([, text]) => new RegExp(String.raw`(?:^|["'\s.[])${tool}\b`, "mu").test(text));
    return found && evidence(fromRoot(folder, found[0]), lineOf(found[1], tool), `names ${tool}`);
  };
  const tests = folder.files.find((file) => /(?:^|\/)(?:test_[^/]*|[^/]*_test|tests)\.py$/u.test(file));
  const testsAt = tests === undefined ? undefined : evidence(fromRoot(folder, tests), 1, "is a test");
  const pytest = named("pytest");
  const test = pytest
    ? fact(`${prefix}pytest`, "likely", pytest)
    : testsAt &&
      fact(
        folder.has("manage.py") ? `${prefix}python manage.py test` : `${prefix}python -m unittest`,
        "guess",
        testsAt,
      );
  const linter = (["ruff", "flake8", "pylint"] as const)
    .map((tool) => [tool, ownFile(folder, tool) ?? named(tool)] as const)
    .find(([, at]) => at !== undefined);
  const lint = linter?.[1] && fact(`${prefix}${LINT[linter[0]]}`, "likely", linter[1]);
  return { ...(test && { testCommand: test }), ...(lint && { lintCommand: lint }) };
}

const LINT = { ruff: "ruff check", flake8: "flake8", pylint: "pylint --recursive=y ." } as const;

function ownFile(folder: Folder, tool: string): ReturnType<typeof evidence> | undefined {
  const file = [`${tool}.toml`, `.${tool}.toml`, `.${tool}`, `.${tool}rc`].find((one) => folder.has(one));
  return file === undefined ? undefined : evidence(fromRoot(folder, file), 1, `sets up ${tool}`);
}
