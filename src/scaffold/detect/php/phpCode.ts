import type { Evidence } from "../../facts/fact.ts";
import type { Folder } from "../folder.ts";
import { ENV_EXAMPLES, readEnvFile } from "../shared/envFile.ts";
import { prefixAround, prefixRanges, routePath } from "../shared/enclosingPrefix.ts";
import { evidence } from "../shared/evidence.ts";
import { hitsIn, withTexts } from "../shared/hits.ts";
import type { Route } from "../shared/probePaths.ts";
import { fromRoot, type Source, sourcesOf } from "../shared/sources.ts";
import type { VariableReading } from "../shared/variables.ts";

const ENV =
  /\b(getenv|env)\s*\(\s*["'](\w{1,100})["']\s*(,)?\s*(?:["']([^"'\n]{0,200})["']|(\d{1,9}|true|false|null)\b)?[^)\n]{0,80}\)?\s*(\?:|\?\?|!==|===|\|\|)?\s*(?:["']([^"'\n]{0,200})["'])?/gu;
const GLOBAL =
  /\$_(?:ENV|SERVER)\s*\[\s*["']([A-Z][A-Z0-9_]{0,99})["']\s*\]\s*(\?\?|\?:)?\s*(?:["']([^"'\n]{0,200})["'])?/gu;
const SYMFONY = /%env\(((?:\w+:)*)([A-Z]\w{0,99})\)%/gu;
const ROUTE =
  /(?:->|::)\s*(?:get|any|map|match|addRoute)\s*\(\s*(?:["'][A-Z|]{1,30}["']\s*,\s*|\[[^\]\n]{0,60}\]\s*,\s*)?["'](\/?[\w./-]{1,100})["']|[#@]\[?Route\s*\(\s*(?:path\s*[:=]\s*)?["'](\/[\w./-]{1,100})["']|(?:===?|case)\s*["'](\/[\w./-]{1,60})["']|["'](\/[\w./-]{1,60})["']\s*(?:===?|=>)|\bhealth\s*:\s*["'](\/[\w./-]{1,60})["']/gu;
/** Symfony: the path of a class stands before those of its methods. */
const OF_CLASS =
  /[#@]\[?Route\s*\(\s*(?:path\s*[:=]\s*)?["'](\/[\w./-]{1,100})["'][^\n]{0,300}(?=\n\s{0,80}(?:#\[[^\n]{0,300}\n\s{0,80}|\*\/\s{0,80}|final\s{1,8}|abstract\s{1,8}|readonly\s{1,8}){0,10}class\s)/gu;
/** `Route::prefix("v1")->group(…)`, Slim's `$app->group("/v1", …)`. */
const AROUND =
  /(?:::|->)(?:prefix|group)\(\s*["'](\/?[\w./-]{1,100})["'](?:\s*\)(?:->\w{1,40}\([^()]{0,200}\)){0,5}->group\()?/gu;
/** Names in `$_SERVER` that the web server sets. */
const OF_THE_SERVER =
  /^(?:REQUEST|HTTP|SERVER|REMOTE|QUERY|SCRIPT|DOCUMENT|PATH|PHP|CONTENT|GATEWAY|HTTPS|ORIG|REDIRECT|argv|argc)(?:_|$)/u;

const FIRST = [
  "public/index.php",
  "index.php",
  "bootstrap/app.php",
  "routes/web.php",
  "routes/api.php",
  "web/index.php",
  "src/Kernel.php",
  "bin/console",
];

/** The sources of a folder that say most, with the settings that name variables. */
export async function phpSources(folder: Folder): Promise<readonly Source[]> {
  const settings = folder.files
    .filter((path) => /^config\/(?:packages\/(?:prod\/)?)?[\w-]+\.(?:php|ya?ml)$/u.test(path))
    .slice(0, 40);
  const sources = await sourcesOf(folder, { endings: [".php"], first: [...FIRST, ...settings], most: 80 });
  return withTexts(sources, (text) => text.replaceAll(/^[ \t]*(?:\/\/|#(?!\[)|\*)[^\n]*/gmu, ""));
}

/** Where code and settings read environment variables. */
export function phpVariables(sources: readonly Source[]): readonly VariableReading[] {
  const called = hitsIn(sources, ENV).map((hit) => {
    const name = hit.group(2);
    const written = hit.group(4) || hit.group(7) || (hit.group(5) === "null" ? "" : hit.group(5));
    // Laravel's `env` gives null where there is nothing, and its settings go on with that.
    const optional = hit.group(1) === "env" || hit.group(6) !== "" || hit.group(3) !== "";
    return {
      name,
      optional,
      ...kept(hit.group(1) === "getenv" && hit.group(6) === "" ? "" : written),
      at: hit.at(`reads ${name}`),
    };
  });
  const global = hitsIn(sources, GLOBAL)
    .filter((hit) => !OF_THE_SERVER.test(hit.group(1)))
    .map((hit) => ({
      name: hit.group(1),
      optional: hit.group(2) !== "",
      ...kept(hit.group(3)),
      at: hit.at(`reads ${hit.group(1)}`),
    }));
  const inSettings = hitsIn(sources, SYMFONY).map((hit) => ({
    name: hit.group(2),
    optional: hit.group(1).includes("default:"),
    at: hit.at(`reads ${hit.group(2)}`),
  }));
  return [...called, ...global, ...inSettings];
}

/** What the example of an `.env` file lists. An address of the own machine is no default for a container. */
export async function exampleVariables(folder: Folder): Promise<readonly VariableReading[]> {
  const path = ENV_EXAMPLES.find((one) => folder.has(one));
  const text = path === undefined ? undefined : await folder.read(path);
  if (path === undefined || text === undefined) return [];
  return readEnvFile(text).map(({ name, value, line }) => {
    const isLocal =
      /(?:^|\/\/|@)(?:localhost|127\.0\.0\.1|::1)(?:$|[:/])/u.test(value) &&
      /(?:HOST|URL|URI|DSN|SERVERS?)$/u.test(name);
    const isAppUrl = name === "APP_URL";
    // What developers set for themselves is nothing that production should start with.
    const isOwn = isLocal || /^APP_(?:ENV|DEBUG)$/u.test(name) || value.includes("${");
    const at = evidence(fromRoot(folder, path), line, `lists ${name}`);
    return { name, optional: !isLocal || isAppUrl, ...(isOwn ? {} : kept(value)), at };
  });
}

function kept(value: string): { readonly default?: string } {
  return value === "" ? {} : { default: value };
}

/** The paths that code answers on, with what stands before a class or around a group put before. */
export function phpRoutes(sources: readonly Source[]): readonly Route<Evidence>[] {
  return sources.flatMap((source) => {
    const around = prefixRanges(source.text, AROUND);
    const ofClass = hitsIn([source], OF_CLASS)[0];
    const found = hitsIn([source], ROUTE);
    // A class whose methods have no path of their own answers on its own.
    const hasMethods = found.some((hit) => hit.group(2) !== "" && hit.index !== ofClass?.index);
    return found.flatMap((hit) => {
      const isOfClass = hit.index === ofClass?.index;
      if (isOfClass && hasMethods) return [];
      const written = [1, 2, 3, 4, 5].map((number) => hit.group(number)).find((one) => one !== "") ?? "/";
      const above = hit.group(2) === "" || isOfClass ? "" : (ofClass?.group(1) ?? "");
      // Laravel serves what stands in this file below a path of its own.
      const file = /(?:^|\/)routes\/api\.php$/u.test(source.path) ? "/api" : "";
      const path = routePath(file, above, prefixAround(around, hit.index), written) || "/";
      return [{ path, at: hit.at(`answers on ${path}`) }];
    });
  });
}
