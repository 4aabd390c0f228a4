import type { CommandLine, Port } from "../../facts/application.ts";
import type { Framework } from "./frameworks.ts";
import type { Dependency } from "./pythonDependencies.ts";

/** What a server is started for. */
export interface Served {
  /** `package.module:object`, or the function that makes the object. */
  readonly target: string;
  readonly isFactory: boolean;
  /** The folder that modules are imported from, `.` for the application's own. */
  readonly importRoot: string;
  readonly port: Port;
}

const ASGI = ["uvicorn", "hypercorn", "granian", "daphne"] as const;
const WSGI = ["gunicorn", "waitress", "granian"] as const;
/** Packages that bring a server with them. */
const BRINGS: readonly (readonly [name: string, extra: string, server: string])[] = [
  ["fastapi", "standard", "uvicorn"],
  ["fastapi", "all", "uvicorn"],
  ["litestar", "standard", "uvicorn"],
  ["fastapi-cli", "", "uvicorn"],
  ["uvicorn-worker", "", "uvicorn"],
  ["quart", "", "hypercorn"],
];

/** The server among dependencies that a framework's applications are served with, and what asks for it. */
export function serverAmong(
  framework: Framework,
  dependencies: readonly Dependency[],
  isAsync: boolean,
): { name: string; from: Dependency } | undefined {
  const wanted: readonly string[] = framework.serving === "asgi" || isAsync ? ASGI : WSGI;
  for (const name of wanted) {
    const from = dependencies.find(
      (one) =>
        one.name === name ||
        BRINGS.some(
          ([by, extra, server]) => server === name && one.name === by && (extra === "" || one.extras.includes(extra)),
        ),
    );
    if (from !== undefined) return { name, from };
  }
  const gunicorn = dependencies.find(({ name }) => name === "gunicorn");
  return gunicorn !== undefined && framework.serving !== "asgi" && !isAsync
    ? { name: "gunicorn", from: gunicorn }
    : undefined;
}

/** Stands for the port in the words of a command. */
export const PORT = "\u0000port";

const EVERYWHERE = ["--host", "0.0.0.0", "--port", PORT];

const GRANIAN = ["granian", "--interface", "asgi"];

const COMMANDS: Readonly<Record<string, (served: Served) => readonly string[]>> = {
  uvicorn: (served) => ["uvicorn", served.target, ...factory(served), ...folder("--app-dir", served), ...EVERYWHERE],
  hypercorn: (served) => [...pathOf(served.importRoot), "hypercorn", "--bind", `0.0.0.0:${PORT}`, called(served)],
  granian: (served) => [...pathOf(served.importRoot), ...GRANIAN, ...factory(served), ...EVERYWHERE, served.target],
  daphne: (served) => [...pathOf(served.importRoot), "daphne", "-b", "0.0.0.0", "-p", PORT, served.target],
  gunicorn: (served) => ["gunicorn", "--bind", `0.0.0.0:${PORT}`, ...folder("--pythonpath", served), called(served)],
  waitress: (served) => [
    ...pathOf(served.importRoot),
    "waitress-serve",
    ...EVERYWHERE,
    ...byCall(served),
    served.target,
  ],
  flask: (served) => [...pathOf(served.importRoot), "flask", "--app", called(served), "run", ...EVERYWHERE],
  sanic: (served) => [...pathOf(served.importRoot), "sanic", served.target, ...factory(served), ...EVERYWHERE],
};

function factory({ isFactory }: Served): readonly string[] {
  return isFactory ? ["--factory"] : [];
}

function byCall({ isFactory }: Served): readonly string[] {
  return isFactory ? ["--call"] : [];
}

/** The target as an expression. */
function called({ target, isFactory }: Served): string {
  return isFactory ? `${target}()` : target;
}

/** The option that names where modules are imported from. */
function folder(option: string, { importRoot }: Served): readonly string[] {
  return importRoot === "." ? [] : [option, importRoot];
}

/** The start command of a server, or of a framework's own; undefined for an unknown one. */
export function serverCommand(server: string, served: Served): CommandLine | undefined {
  const words = Object.hasOwn(COMMANDS, server) ? COMMANDS[server]?.(served) : undefined;
  return words === undefined ? undefined : withPort(words, served.port);
}

/** Words with the port put in: its number, or the variable in a line for a shell that then becomes the command itself. */
export function withPort(words: readonly string[], { number, variable }: Port): CommandLine {
  if (variable === undefined) return words.map((word) => word.replaceAll(PORT, String(number)));
  const line = words.map((word) =>
    word.includes(PORT) ? `"${word.replaceAll(PORT, `\${${variable}:-${number}}`)}"` : shellWord(word),
  );
  return ["sh", "-c", `exec ${line.join(" ")}`];
}

/** A word as a shell takes it for itself. */
function shellWord(word: string): string {
  return /^[\w./:=@%+,-]+$/u.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}

/** What goes before a program that takes no folder for modules. */
export function pathOf(importRoot: string): readonly string[] {
  return importRoot === "." ? [] : ["env", `PYTHONPATH=${importRoot}`];
}
