import { lastStep } from "../../../base/treePath.ts";
import type { Evidence } from "../../facts/fact.ts";
import type { Folder } from "../folder.ts";
import { type Hit, hitsIn, withTexts } from "../shared/hits.ts";
import { slashCode } from "../shared/slashCode.ts";
import { type Source, sourcesOf } from "../shared/sources.ts";
import type { VariableReading } from "../shared/variables.ts";
import { evidence } from "../shared/evidence.ts";
import { type JavaSetting, variablesOf } from "./javaSettings.ts";

/** Files that start an application or set it up, by their names: `ShopApplication.java`, `Main.kt`. */
const TELLING =
  /(?:^|\/)src\/main\/.*(?:Application|Main|App|Server|Bootstrap|Launcher|Config|Configuration|Health\w{0,20}|Routes?|Routing|Module|Worker)\.(?:java|kt)$/u;
const MAIN = /\bstatic\s+(?:final\s+)?void\s+main\s*\(|^[ \t]*(?:suspend\s+)?fun\s+main\s*\(|^[ \t]*void\s+main\s*\(/mu;
const GETENV =
  /System\s*\.\s*getenv\s*\(\s*(?:\)\s*(?:\.\s*get(OrDefault)?\s*\(|\[)\s*)?"([\w.]{1,100})"\s*(?:,\s*"([^"\n]{0,200})")?/gu;
const DOTENV = /\bdotenv(?:\s*\.\s*get\s*\(|\s*\[)\s*"(\w{1,100})"\s*(?:,\s*"([^"\n]{0,200})")?/gu;
const VALUE = /@(?:Value|ConfigProperty|Property)\s*\([^)\n]{0,60}"(\$\{[^"\n]{1,200})"/gu;

/** The sources of the member in a folder that say most, without their comments; tests are not among them. */
export async function javaSources(folder: Folder): Promise<readonly Source[]> {
  // Packages may be called `example` or `test`: what lies below src/main is asked for by its name.
  const main = folder.files.filter((path) => /^src\/main\/.*\.(?:java|kt)$/u.test(path));
  const first = [...main.filter((path) => TELLING.test(path)), ...main.filter((path) => !TELLING.test(path))];
  return withTexts(await sourcesOf(folder, { endings: [".java", ".kt"], first }), slashCode);
}

/** A class with a main method, and where. */
export interface MainClass {
  readonly name: string;
  readonly at: Evidence;
  readonly source: Source;
}

/** The classes that can be started, those that start a framework's application first. */
export function mainClasses(sources: readonly Source[]): readonly MainClass[] {
  const found = sources.flatMap((source) => {
    const index = source.text.search(MAIN);
    if (index === -1) return [];
    const line = source.text.slice(0, source.text.indexOf("main", index)).split("\n").length;
    const name = classOf(source);
    return [{ name, source, at: evidence(source.file, line, `starts in ${name}`) }];
  });
  return found.toSorted((a, b) => Number(isFrameworks(b.source)) - Number(isFrameworks(a.source)));
}

function isFrameworks({ text }: Source): boolean {
  return /@SpringBootApplication|@QuarkusMain|Micronaut\s*\.\s*(?:run|build)|SpringApplication\s*\.\s*run/u.test(text);
}

function classOf({ path, text }: Source): string {
  const place = /^[ \t]*package\s+([\w.]{1,200})/mu.exec(text)?.[1];
  const base = lastStep(path).replace(/\.\w+$/u, "");
  const isTopLevel = path.endsWith(".kt") && !/@JvmStatic\s+fun\s+main/u.test(text);
  const name = isTopLevel ? `${base.charAt(0).toUpperCase()}${base.slice(1)}Kt` : base;
  return place === undefined ? name : `${place}.${name}`;
}

/** Where code and settings read environment variables. */
export function javaVariables(
  sources: readonly Source[],
  settings: readonly JavaSetting[],
): readonly VariableReading[] {
  const inCode = hitsIn(sources, GETENV).map((hit) => reading(hit, hit.group(2), hit.group(3), hit.group(1) !== ""));
  const inDotenv = hitsIn(sources, DOTENV).map((hit) => reading(hit, hit.group(1), hit.group(2), false));
  const inValues = hitsIn(sources, VALUE).flatMap((hit) =>
    variablesOf(hit.group(1)).map((one) => ofPlaceholder(one, hit.at(`reads ${one.name}`))),
  );
  const inSettings = settings.flatMap(({ value, file, line }) =>
    variablesOf(value).map((one) => ofPlaceholder(one, evidence(file, line, `reads ${one.name}`))),
  );
  return [...inCode, ...inDotenv, ...inValues, ...inSettings];
}

function ofPlaceholder(one: { readonly name: string; readonly default?: string }, at: Evidence): VariableReading {
  const { name, default: value } = one;
  return { name, optional: value !== undefined, ...(value !== undefined && value !== "" && { default: value }), at };
}

/** A reading in code: what stands around it says whether there is something to go on with. */
function reading(hit: Hit, name: string, second: string, isOrDefault: boolean): VariableReading {
  const { text } = hit.source;
  const before = text.slice(Math.max(0, hit.index - 60), hit.index);
  const after = text.slice(hit.index, hit.index + 300).replace(/^[^"]*"[^"]*"/u, "");
  const stands = /^\s*[)\]]+\s*(?:\?:\s*|\.\s*(?:orElse|or)\s*\(\s*|,\s*)"([^"\n]{0,200})"/u.exec(after);
  const digits = /^\s*[)\]]+\s*(?:\?\.\s*\w+\(\)\s*)?\?:\s*(\d{1,9})/u.exec(after)?.[1];
  const value = second === "" ? (stands?.[1] ?? elseOf(after) ?? digits) : second;
  const isGuarded = /(?:ofNullable|requireNonNullElse|firstNonNull|defaultIfBlank|defaultString)\s*\(\s*$/u.test(
    before,
  );
  const isOptional =
    isOrDefault || isGuarded || value !== undefined || /^\s*[)\]]+\s*(?:\?[:.]|[!=]=\s*null|\.\s*orElse)/u.test(after);
  return {
    name,
    optional: isOptional,
    ...(value !== undefined && value !== "" && { default: value }),
    at: hit.at(`reads ${name}`),
  };
}

/** `System.getenv("A") != null ? System.getenv("A") : "default"`, `Optional.ofNullable(…).map(…).orElse("default")`. */
function elseOf(after: string): string | undefined {
  const statement = after.slice(0, (after.indexOf(";") + 1 || after.indexOf("\n") + 1 || after.length + 1) - 1);
  return /\borElse\s*\(\s*"?([^")\n]{1,100})"?\s*\)|:\s*"([^"\n]{0,100})"\s*\)?$/u
    .exec(statement)
    ?.slice(1)
    .find((one) => one !== undefined);
}
