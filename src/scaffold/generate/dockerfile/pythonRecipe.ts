import { joinPath } from "../../../base/treePath.ts";
import type { CommandLine } from "../../facts/application.ts";
import type { PythonFacts } from "../../facts/ecosystemFacts.ts";
import { copyInstruction, runLine } from "./instructions.ts";
import { pythonInstall } from "./pythonInstall.ts";
import type { Ingredients, Recipe } from "./recipe.ts";

/** Python with its packages in a virtual environment that is made in a stage of its own. */
export function pythonRecipe(ingredients: Ingredients<PythonFacts>): Recipe {
  const { application, facts, image, container, member } = ingredients;
  const install = pythonInstall(ingredients);
  const build = application.buildCommand?.value;
  const whole = member !== "." || install.reads.length === 0 || install.line === "pip install .";
  return {
    template: "python",
    values: {
      image: image("python", application.runtime.value.version).reference,
      tool: install.tool,
      path: install.tool === undefined ? "/opt/venv/bin:$PATH" : "/opt/venv/bin:/opt/tool/bin:$PATH",
      project: whole ? undefined : install.project,
      installEnvironment: lines(install.environment),
      reads: whole ? "COPY . ." : copyInstruction(install.reads, "./"),
      line: install.line,
      cache: install.cache,
      compilers: ["gcc", "libc6-dev", ...new Set(facts.native.flatMap((name) => LIBRARIES[name]?.build ?? []))],
      native: facts.native,
      libraries: [...new Set(facts.native.flatMap((name) => LIBRARIES[name]?.run ?? []))].toSorted(),
      member: whole && member !== "." ? `/${joinPath("app", member)}` : undefined,
      workdir: container.workingDirectory,
      build: build === undefined ? undefined : runLine(build),
    },
    environment: {
      HOME: "/tmp",
      PATH: "/opt/venv/bin:$PATH",
      PYTHONDONTWRITEBYTECODE: "1",
      PYTHONUNBUFFERED: "1",
    },
    command: commandOf(ingredients),
    prober: "python",
    startPeriod: 15,
    leftovers: [
      "__pycache__",
      "*.pyc",
      "*.pyo",
      ".venv",
      "venv",
      ".pytest_cache",
      ".mypy_cache",
      ".ruff_cache",
      ".tox",
      "htmlcov",
    ],
  };
}

function lines(environment: Readonly<Record<string, string>>): readonly string[] {
  return Object.entries(environment).map(([name, value]) => `${name}=${value}`);
}

/** Debian packages that a package is compiled with and runs with. */
const LIBRARIES: Readonly<Record<string, { readonly build: readonly string[]; readonly run: readonly string[] }>> = {
  psycopg2: { build: ["libpq-dev"], run: ["libpq5"] },
  "psycopg[c]": { build: ["libpq-dev"], run: ["libpq5"] },
  psycopg: { build: ["libpq-dev"], run: ["libpq5"] },
  mysqlclient: { build: ["default-libmysqlclient-dev", "pkg-config"], run: ["libmariadb3"] },
  pyodbc: { build: ["unixodbc-dev"], run: ["unixodbc"] },
};

/** A server binds to every address of its container and to the port of its variable. */
function commandOf({ application, facts, container }: Ingredients<PythonFacts>): CommandLine {
  if (application.startCommand !== undefined) return application.startCommand.value;
  const { target, server = "gunicorn" } = facts;
  if (target === undefined || container.port === undefined) return ["python", "-m", moduleOf(target)];
  const { port, portVariable } = container;
  const words = SERVERS[server] ?? SERVERS.gunicorn;
  if (portVariable === undefined) return words(target, String(port));
  return ["sh", "-c", `exec ${words(`"$0"`, `"$${portVariable}"`).join(" ")}`, target];
}

function moduleOf(target: string | undefined): string {
  return target?.split(":")[0] ?? "main";
}

const gunicorn = (target: string, port: string): CommandLine => ["gunicorn", `--bind=0.0.0.0:${port}`, target];

const SERVERS: { readonly gunicorn: typeof gunicorn; readonly [server: string]: typeof gunicorn | undefined } = {
  gunicorn,
  uvicorn: (target, port) => ["uvicorn", target, "--host=0.0.0.0", `--port=${port}`],
  hypercorn: (target, port) => ["hypercorn", `--bind=0.0.0.0:${port}`, target],
};
