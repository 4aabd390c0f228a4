import { textAt } from "../../../core/read/value.ts";
import { readYaml } from "../../../core/read/yaml.ts";
import type { Port } from "../../facts/application.ts";
import type { Fact } from "../../facts/fact.ts";
import type { Folder } from "../folder.ts";
import { evidence, fact, lineAt } from "../shared/evidence.ts";
import { readJson } from "../shared/json.ts";
import { portOf } from "../shared/ports.ts";
import { fromRoot } from "../shared/sources.ts";
import { readToml } from "../shared/toml.ts";

/** Where settings for the `config` crate and its like lie, those of production first: they are laid over the others. */
const FOLDERS = ["", "config/", "configuration/", "settings/"];
const NAMES = ["production", "prod", "default", "base", "config", "configuration", "settings"];
const ENDINGS = [".yaml", ".yml", ".toml", ".json"];
const FILES = FOLDERS.flatMap((path) => NAMES.flatMap((name) => ENDINGS.map((ending) => path + name + ending)));
/** Tables that say where an application itself listens, and not where its database does. */
const TABLES = [["application"], ["server"], ["app"], ["http"], ["web"], ["api"], []] as const;

/** Where files of settings say that a program listens; nothing where none does. */
export async function settingsListening(folder: Folder): Promise<{ port?: Fact<Port>; bind?: Fact<string> }> {
  let port: Fact<Port> | undefined;
  let bind: Fact<string> | undefined;
  for (const file of FILES.filter((one) => folder.has(one))) {
    const settings = settingsOf(file, (await folder.read(file)) ?? "");
    for (const table of TABLES) {
      const say = (key: string, says: string) => evidence(fromRoot(folder, file), settings.line([...table, key]), says);
      const number = portOf(textAt(settings.value, ...table, "port"));
      const key = ["host", "address", "bind"].find((one) => textAt(settings.value, ...table, one) !== undefined) ?? "";
      const host = textAt(settings.value, ...table, key);
      if (number !== undefined) port ??= fact({ number }, "certain", say("port", `listens on ${number}`));
      if (host !== undefined && /^[\w.]{1,60}$/u.test(host))
        bind ??= fact(host, "certain", say(key, `binds to ${host}`));
    }
  }
  return { ...(port !== undefined && { port }), ...(bind !== undefined && { bind }) };
}

interface Settings {
  readonly value: unknown;
  line(path: readonly string[]): number;
}

function settingsOf(file: string, text: string): Settings {
  if (file.endsWith(".toml")) return { value: readToml(text), line: (path) => lineInToml(text, path) };
  if (file.endsWith(".json")) {
    const json = readJson(text);
    return { value: json?.value, line: (path) => json?.line(...path) ?? 1 };
  }
  const read = readYaml(file, text);
  const document = read.ok ? read.documents[0] : undefined;
  return { value: document?.value, line: (path) => document?.place(...path).line ?? 1 };
}

/** The first line with a key below its table's head. */
function lineInToml(text: string, path: readonly string[]): number {
  const table = path.slice(0, -1).join(".");
  const from = table === "" ? 0 : Math.max(0, text.indexOf(`[${table}]`));
  const found = new RegExp(String.raw`^[ \t]*${path.at(-1) ?? ""}[ \t]*=`, "mu").exec(text.slice(from));
  return lineAt(text, found === null ? from : from + found.index);
}
