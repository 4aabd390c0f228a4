import { joinPath } from "../../../base/treePath.ts";
import { isMap } from "../../../core/read/value.ts";
import { readYaml } from "../../../core/read/yaml.ts";
import type { Folder } from "../folder.ts";
import { fromRoot } from "../shared/sources.ts";

/** A setting of an `application.properties` or `application.yml`. */
export interface JavaSetting {
  /** With dots and in lower case with dashes, such as `server.servlet.context-path`; camel case is turned into dashes. */
  readonly key: string;
  readonly value: string;
  readonly file: string;
  readonly line: number;
}

const FOLDERS = ["src/main/resources/config", "src/main/resources", "config", "."];
const NAMES = [
  "application.properties",
  "application.yml",
  "application.yaml",
  "bootstrap.yml",
  "bootstrap.properties",
];
/** What counts in production. Other profiles are for somewhere else. */
const PRODUCTION = ["application-prod", "application-production"].flatMap((name) => [
  `${name}.properties`,
  `${name}.yml`,
  `${name}.yaml`,
]);
const DEEPEST = 30;

/** Settings of the member in a folder, those that win first: production's before the common ones, properties before YAML. */
export async function javaSettings(folder: Folder): Promise<readonly JavaSetting[]> {
  const paths = [...PRODUCTION, ...NAMES].flatMap((name) =>
    FOLDERS.map((one) => joinPath(one, name)).filter((path) => folder.has(path)),
  );
  const all = await Promise.all(paths.map(async (path) => settingsIn(fromRoot(folder, path), await folder.read(path))));
  return all.flat();
}

/** The settings in a file's text; none where it is broken. Never throws. */
export function settingsIn(file: string, text: string | undefined): readonly JavaSetting[] {
  if (text === undefined) return [];
  return file.endsWith(".properties") ? propertiesIn(file, text) : yamlIn(file, text);
}

/** The setting with a key; undefined where there is none or it is empty. `%prod.` of Quarkus counts, other profiles do not. */
export function setting(settings: readonly JavaSetting[], ...keys: readonly string[]): JavaSetting | undefined {
  for (const key of keys) {
    const found = settings.find((one) => one.value !== "" && (one.key === key || one.key === `%prod.${key}`));
    if (found !== undefined) return found;
  }
  return undefined;
}

function propertiesIn(file: string, text: string): readonly JavaSetting[] {
  return text.split("\n").flatMap((line, index) => {
    const match = /^\s*([^\s#!=:][^\s=:]*)\s*[=:](.*)$/u.exec(line);
    if (match?.[1] === undefined) return [];
    return [{ key: dashed(match[1]), value: (match[2] ?? "").trim(), file, line: index + 1 }];
  });
}

function yamlIn(file: string, text: string): readonly JavaSetting[] {
  // Maven fills in `@name@`, which is no YAML.
  const read = readYaml(file, text.replaceAll(/@([\w.-]{1,80})@/gu, "$1"));
  if (!read.ok) return [];
  return read.documents
    .filter(({ value }) => !isOfAnotherProfile(flatten(value)))
    .flatMap(({ value, place }) =>
      flatten(value).map(({ path, text: written }) => ({
        key: dashed(path.join(".")),
        value: written,
        file,
        get line() {
          return place(...path).line;
        },
      })),
    );
}

interface Leaf {
  readonly path: readonly (string | number)[];
  readonly text: string;
}

function isOfAnotherProfile(leaves: readonly Leaf[]): boolean {
  const profile = leaves.find(({ path }) =>
    /^spring\.(?:config\.activate\.on-profile|profiles)$/u.test(path.join(".")),
  );
  return profile !== undefined && !/\bprod(?:uction)?\b/u.test(profile.text);
}

function flatten(value: unknown, path: readonly (string | number)[] = []): readonly Leaf[] {
  if (path.length > DEEPEST) return [];
  if (Array.isArray(value)) return value.slice(0, 200).flatMap((one, index) => flatten(one, [...path, index]));
  if (isMap(value)) return Object.entries(value).flatMap(([key, one]) => flatten(one, [...path, key]));
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean")
    return [{ path, text: String(value) }];
  return [];
}

/** Spring takes `contextPath` and `context-path` for the same. */
function dashed(key: string): string {
  return key.replaceAll(/(?<=[a-z0-9])([A-Z])/gu, "-$1").toLowerCase();
}

/** What a value names: `${PORT:8080}` is the variable `PORT` with a default, `8080` is plain text. */
export function placeholderOf(value: string, depth = 0): { readonly variable?: string; readonly default?: string } {
  const whole = /^\$\{([\w.-]+)(?::(.*))?\}$/u.exec(value.trim());
  if (whole === null || depth > 3) return value.includes("${") ? {} : { default: value.trim() };
  const [, name = "", fallback = ""] = whole;
  const inner = placeholderOf(fallback, depth + 1).default ?? "";
  const variable = /^[A-Z_][A-Z0-9_]*$/u.test(name) ? name : name.replaceAll(/[.-]/gu, "_").toUpperCase();
  return { variable, ...(inner !== "" && { default: inner }) };
}

/** Environment variables that a value's placeholders name, with what stands in for them. */
export function variablesOf(value: string): readonly { readonly name: string; readonly default?: string }[] {
  const forms = /\$\{([A-Z][A-Z0-9_]*)(?::([^{}$]*))?(?=[}$])/gu;
  return [...value.matchAll(forms)].map(([, name = "", fallback]) => ({
    name,
    ...(fallback !== undefined && { default: fallback }),
  }));
}
