import { depthOf, lastStep, parentOf } from "../../../base/treePath.ts";
import type { CommandLine } from "../../facts/application.ts";
import type { Evidence } from "../../facts/fact.ts";
import { hitsIn } from "../shared/hits.ts";
import type { Source } from "../shared/sources.ts";
import type { PythonContext } from "./pythonContext.ts";
import { pathOf } from "./serverCommand.ts";
import { goesOn } from "./pythonWork.ts";

/** A program that is started by its own file. */
export interface Script {
  readonly command: CommandLine;
  readonly source: Source;
  readonly role: "server" | "worker";
  /** What says that it goes on. */
  readonly at: Evidence;
  readonly framework?: string;
}

const GUARD = /^if\s+__name__\s*==\s*["']__main__["']\s*:/gmu;
const ENTRIES = ["__main__", "main", "app", "run", "server", "start", "worker", "bot", "consumer"];
const LISTENS =
  /\bgrpc(?:\.aio)?\.server\(|\b(?:Threading)?HTTPServer\(|\bmake_server\(|\bTCPServer\(|\bcreate_server\(|\basyncio\.start_server\(|\bwaitress\.serve\(|\bweb\.run_app\(/gu;

/** The command that starts a file: as a module where it belongs to a package, else by its path. */
export function scriptCommand({ moduleOf }: PythonContext, { path }: Source): CommandLine {
  const module = moduleOf(path);
  const folder = parentOf(path);
  if (folder === module.root) return ["python", path];
  return [...pathOf(module.root), "python", "-m", module.name.replace(/\.__main__$/u, "")];
}

/** The one program of a folder without a framework: a server of the standard library, or what works until it is stopped. */
export function scriptOf(context: PythonContext): Script | undefined {
  const installed = installedScript(context);
  if (installed !== undefined) return installed;
  const entries = context.sources.filter(isEntry).toSorted((a, b) => rank(a) - rank(b));
  for (const source of entries) {
    const script = scriptAt(context, source, source);
    if (script !== undefined) return script;
  }
  const [entry] = entries;
  if (entry === undefined) return undefined;
  return context.sources.map((source) => scriptAt(context, entry, source)).find((one) => one !== undefined);
}

/** A command that the package installs, by the function that it calls, where its module goes on or listens. */
function installedScript(context: PythonContext): Script | undefined {
  for (const target of Object.values(context.project.scripts)) {
    const [, module = "", name = ""] =
      /^([\w.]{1,200}):(\w{1,100})$/u.exec(typeof target === "string" ? target : "") ?? [];
    const source = context.sources.find(({ path }) => {
      const own = context.moduleOf(path).name;
      return module !== "" && own === module;
    });
    if (source === undefined || isEntry(source)) continue;
    const script = scriptAt(context, source, source);
    const command = ["python", "-c", `from ${module} import ${name}; ${name}()`];
    if (script !== undefined)
      return { ...script, command: [...pathOf(context.moduleOf(source.path).root), ...command] };
  }
  return undefined;
}

function scriptAt(context: PythonContext, entry: Source, telling: Source): Script | undefined {
  const listens = hitsIn([telling], LISTENS)[0];
  if (listens !== undefined) {
    const framework = /grpc/u.test(listens.group(0)) ? "grpc" : undefined;
    return {
      command: scriptCommand(context, entry),
      source: entry,
      role: "server",
      at: listens.at("listens"),
      ...(framework !== undefined && { framework }),
    };
  }
  const at = goesOn(telling);
  return at === undefined ? undefined : { command: scriptCommand(context, entry), source: entry, role: "worker", at };
}

function isEntry(source: Source): boolean {
  return hitsIn([source], GUARD).length > 0 || ENTRIES.includes(nameOf(source));
}

function rank(source: Source): number {
  const index = ENTRIES.indexOf(nameOf(source));
  return depthOf(source.path) * 10 + (index === -1 ? ENTRIES.length : index);
}

function nameOf({ path }: Source): string {
  return lastStep(path).replace(/\.py$/u, "");
}
