import { textAt } from "../../../core/read/value.ts";
import type { Evidence } from "../../facts/fact.ts";
import type { Folder } from "../folder.ts";
import { hitsIn } from "../shared/hits.ts";
import { readJson } from "../shared/json.ts";
import type { Route } from "../shared/probePaths.ts";
import { isSecretName } from "../../../core/secretName.ts";
import { type Source, sourcesOf } from "../shared/sources.ts";
import type { VariableReading } from "../shared/variables.ts";

const GETENV =
  /\bGetEnvironmentVariable\s*\(\s*"(\w{1,100})"[^)\n]{0,60}\)\s*(\?\?\s*(?:"([^"\n]{0,200})"|(throw\b))?|is\s+(?:not\s+)?null|[!=]=)?/gu;
const SETTING =
  /\b(?:[cC]onfig(?:uration)?|_config(?:uration)?)\s*(?:\[\s*"([\w.:-]{1,100})"\s*\]|\.\s*Get(?:Required)?Value\s*<\s*\w+\??\s*>\s*\(\s*"([\w.:-]{1,100})"\s*(,\s*"?([^")\n]{1,100}))?)\s*\)?\s*(!|\?\?\s*(?:"([^"\n]{0,200})"|(throw\b))?)?/gu;
const CONNECTION = /\bGetConnectionString\s*\(\s*"([\w-]{1,80})"/gu;
const ROUTE = /\b(?:Map(?:Get|HealthChecks|Methods)|UseHealthChecks|HttpGet|Route)\s*\(\s*"(\/?[\w./-]{0,100})"/gu;

/** The sources of a project that say most; what is built lies elsewhere. */
export function dotnetSources(folder: Folder): Promise<readonly Source[]> {
  const first = folder.files.filter((path) => /(?:^|\/)(?:Program|Startup)\.[cf]s$/u.test(path)).slice(0, 10);
  return sourcesOf(folder, { endings: [".cs", ".fs"], first });
}

/** Where code reads environment variables, and settings that a variable sets. */
export async function dotnetVariables(folder: Folder, sources: readonly Source[]): Promise<readonly VariableReading[]> {
  const settings = readJson((await folder.read("appsettings.json")) ?? "")?.value;
  const direct = hitsIn(sources, GETENV).map((hit) => {
    const name = hit.group(1);
    const optional = hit.group(2) !== "" && hit.group(4) === "";
    return { name, optional, ...kept(hit.group(3)), at: hit.at(`reads ${name}`) };
  });
  const configured = hitsIn(sources, SETTING).map((hit) => {
    const key = hit.group(1) === "" ? hit.group(2) : hit.group(1);
    const written = hit.group(4) === "" ? hit.group(6) : hit.group(4).trim();
    const standing = textAt(settings, ...key.split(":"));
    const isGuarded = hit.group(3) !== "" || (hit.group(5).startsWith("??") && hit.group(7) === "");
    return settingReading(key, isGuarded, written, standing, hit.at(`reads the setting ${key}`));
  });
  const connections = hitsIn(sources, CONNECTION).map((hit) => {
    const key = `ConnectionStrings:${hit.group(1)}`;
    return settingReading(
      key,
      false,
      "",
      textAt(settings, ...key.split(":")),
      hit.at(`reads the connection string ${hit.group(1)}`),
    );
  });
  return [...direct, ...configured, ...connections];
}

/** A setting `Mail:Host` is set by the variable `Mail__Host`; what a file of settings has for it stands without one. */
function settingReading(
  key: string,
  isGuarded: boolean,
  written: string,
  standing: string | undefined,
  at: Evidence,
): VariableReading {
  const name = key.replaceAll(":", "__");
  const isSet = standing !== undefined && standing !== "" && !isSecretName(name);
  return { name, optional: isGuarded || isSet, ...kept(isSet ? standing : written), at };
}

function kept(value: string): { readonly default?: string } {
  return value === "" ? {} : { default: value };
}

/** The paths that code answers on. */
export function dotnetRoutes(sources: readonly Source[]): readonly Route<Evidence>[] {
  return hitsIn(sources, ROUTE).map((hit) => {
    const path = hit.group(1).startsWith("/") ? hit.group(1) : `/${hit.group(1)}`;
    return { path, at: hit.at(`answers on ${path}`) };
  });
}
