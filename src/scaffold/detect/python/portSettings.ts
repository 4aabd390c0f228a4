import { mapAt, textAt } from "../../../core/read/value.ts";
import type { Port } from "../../facts/application.ts";
import type { Fact } from "../../facts/fact.ts";
import type { Folder } from "../folder.ts";
import { portOfLine } from "../shared/commandPort.ts";
import { evidence, fact, lineOf } from "../shared/evidence.ts";
import { portOf } from "../shared/ports.ts";
import { fromRoot } from "../shared/sources.ts";
import { readToml } from "../shared/toml.ts";
import { lineOfKey } from "./pythonDependencies.ts";

/** Tables of commands that a project's tools run, by where they stand in their file. */
const TABLES: readonly (readonly [file: string, ...keys: readonly string[]])[] = [
  ["pyproject.toml", "tool", "pdm", "scripts"],
  ["pyproject.toml", "tool", "poe", "tasks"],
  ["pyproject.toml", "tool", "taskipy", "tasks"],
  ["pyproject.toml", "tool", "hatch", "envs", "default", "scripts"],
  ["Pipfile", "scripts"],
];
/** Names of commands that are for production. */
const STARTS = /^(?:start|serve|server|web|run|prod|production|api)$/u;
const SERVERS = /\b(?:uvicorn|gunicorn|hypercorn|granian|daphne|waitress-serve|flask|fastapi|sanic|streamlit)\b/u;
const GUNICORN = ["gunicorn.conf.py", "gunicorn_conf.py", "gunicorn_config.py"];

/** The port that Gunicorn's settings name, or a command of the project that starts a server. */
export async function portOfSettings(folder: Folder, usual: number): Promise<Fact<Port> | undefined> {
  return (await portOfGunicorn(folder)) ?? (await portOfCommands(folder, usual));
}

/** `bind = "0.0.0.0:9000"`, or with the port of a variable: `f"0.0.0.0:{os.getenv('PORT', '9000')}"`. */
async function portOfGunicorn(folder: Folder): Promise<Fact<Port> | undefined> {
  const name = GUNICORN.find((one) => folder.has(one));
  const text = name === undefined ? undefined : await folder.read(name);
  if (name === undefined || text === undefined) return undefined;
  const [, written = ""] = /^bind\s*=\s*([^\n]{1,200})/mu.exec(text) ?? [];
  const [, variable, fallback] =
    /(?:getenv|environ\.get)\(\s*["'](\w{1,60})["']\s*,\s*["']?(\d{2,5})["']?/u.exec(written) ?? [];
  const number = portOf(fallback ?? /:(\d{2,5})["']/u.exec(written)?.[1]);
  if (number === undefined) return undefined;
  const at = evidence(fromRoot(folder, name), lineOf(text, /^bind\s*=/mu), `binds to port ${number}`);
  return fact({ number, ...(variable !== undefined && { variable }) }, "certain", at);
}

async function portOfCommands(folder: Folder, usual: number): Promise<Fact<Port> | undefined> {
  for (const [file, ...keys] of TABLES) {
    const text = folder.has(file) ? await folder.read(file) : undefined;
    const value = readToml(text ?? "");
    for (const name of Object.keys(mapAt(value, ...keys)).filter((one) => STARTS.test(one))) {
      const line =
        textAt(value, ...keys, name) ?? textAt(value, ...keys, name, "cmd") ?? textAt(value, ...keys, name, "shell");
      if (line === undefined || !SERVERS.test(line)) continue;
      const at = evidence(fromRoot(folder, file), lineOfKey(text ?? "", name), `is its command ${name}`);
      const port = portOfLine(line, usual, at);
      if (port !== undefined) return port;
    }
  }
  return undefined;
}
