import { evidence, lineAt } from "../shared/evidence.ts";
import type { Source } from "../shared/sources.ts";
import type { VariableReading } from "../shared/variables.ts";
import { insideBrackets, partsOf } from "./javascriptCode.ts";
import { jsonSchemaReads } from "./jsonSchemaReads.ts";
import { nuxtSettings } from "./nuxtSettings.ts";
import { schemaReads } from "./schemaReads.ts";

const DIRECT =
  /(?<![\w$.])(?:process|Bun|import\.meta)\.env(?:\??\.([A-Za-z_]\w*)|(?:\?\.)?\[\s*["'`]([A-Za-z_]\w*)["'`]\s*\])/gu;
const DESTRUCTURED = /\{([^{}]{1,2000})\}\s*(?::[^=]{1,60})?=\s*(?:process|Bun|import\.meta)\.env\b(?!\s*[.[])/gu;
const SERVICE = /\b(\w{1,60})\??\.(get|getOrThrow)(?:<[^<>]{0,60}>)?\(\s*["'`]([A-Z][A-Z0-9_]+)["'`]\s*(,)?/gu;
/** What a configuration service is called where its type is written: `(c: ConfigService) => …`. */
const SERVICE_NAME = /\b(\w{1,60})\s*:\s*(?:\w{0,20}Config(?:uration)?Service)\b/gu;
/** What a bundler or Node itself gives. */
const GIVEN = new Set([
  "NODE_ENV",
  "MODE",
  "DEV",
  "PROD",
  "SSR",
  "BASE_URL",
  "NODE_OPTIONS",
  "NODE_DEBUG",
  "NEXT_RUNTIME",
  "NEXT_PHASE",
]);

/** Every environment variable that code reads. `sources` are without comments. */
export function environmentReads(sources: readonly Source[]): readonly VariableReading[] {
  const all = sources.flatMap((source) => [
    // Plain searches first: nearly no file holds either, and the patterns try every word.
    ...(source.text.includes(".env") ? [...direct(source), ...destructured(source)] : []),
    ...(source.text.includes("onfig") ? fromService(source) : []),
    ...(source.text.includes("$env/") ? svelteReads(source) : []),
    ...schemaReads(source),
    ...(source.text.includes("env") ? jsonSchemaReads(source) : []),
    ...nuxtSettings(source),
  ]);
  return all.filter(({ name }) => !GIVEN.has(name));
}

function direct({ text, file }: Source): readonly VariableReading[] {
  return [...text.matchAll(DIRECT)].flatMap((match) => {
    const name = match[1] ?? match[2] ?? "";
    const end = match.index + match[0].length;
    const after = text.slice(end, end + 240);
    // A value that is given to it is not read, a comparison is.
    if (/^\s*=(?!=|>)/u.test(after)) return [];
    const isBuiltIn = match[0].startsWith("import");
    const before = text.slice(Math.max(0, match.index - 120), match.index);
    const { optional, fallback } = chosenBy(name, before, after) ?? fallbackOf(before, after);
    return [reading(name, optional || isBuiltIn, fallback, file, lineAt(text, match.index))];
  });
}

/** `process.env.PORT ? Number(process.env.PORT) : 3000`: what the second reading is for was asked by the first. */
function chosenBy(
  name: string,
  before: string,
  after: string,
): { readonly optional: true; readonly fallback?: string } | undefined {
  const asked = new RegExp(String.raw`\benv\??[.[]["']?${name}["']?\]?\s*(?:\?(?![.?])|&&)[^:;\n]{0,60}$`, "u");
  if (!asked.test(before)) return undefined;
  const other =
    /^[\s)]*(?:,\s*10\s*\))?[\s)]*:\s*(?:"([^"\n]*)"|'([^'\n]*)'|(-?\d[\d_.]*|true|false))(?=[\s),;}\]]|$)/u.exec(
      after,
    );
  const fallback = other?.[1] ?? other?.[2] ?? other?.[3]?.replaceAll("_", "");
  return { optional: true, ...(fallback !== undefined && fallback !== "" && { fallback }) };
}

/** Whether the code goes on without it, and with what: a default, a test whether it is set, a comparison. */
function fallbackOf(before: string, after: string): { readonly optional: boolean; readonly fallback?: string } {
  const given = /^[\s)!]*(?:,\s*10\s*\))?[\s)]*(?:\|\||\?\?)=?\s*(.{1,200})/su.exec(after)?.[1];
  if (given !== undefined) {
    const literal =
      /^(?:Number\(|String\()?(?:"([^"\n]*)"|'([^'\n]*)'|`([^`$\n]*)`|(-?\d[\d_.]*|true|false))(?=[\s),;}\]]|$)/u.exec(
        given,
      );
    if (/^(?:fail|raise|missing|\(\(\)\s*=>\s*\{\s*throw|throw)/u.test(given)) return { optional: false };
    const text = literal?.[1] ?? literal?.[2] ?? literal?.[3] ?? literal?.[4]?.replaceAll("_", "");
    return { optional: true, ...(text !== undefined && text !== "" && { fallback: text }) };
  }
  if (/(?:if\s*\(\s*!|assert(?:\.ok)?\(|invariant\(|ok\()\s*$/u.test(before)) {
    return {
      optional: !/^[\s)]*(?:,|\|\||\{?\s*(?:throw|process\.exit)|[^;]{0,160}(?:throw|process\.exit))/u.test(after),
    };
  }
  const isTested = /(?:!|&&|\|\||if\s*\(|typeof|\?\s*\.\.\.|Boolean\()\s*$/u.test(before);
  const isCompared = /^[\s)]*(?:[=!]==?|&&|\?(?!\?)|\.split\(|\?\.)/u.test(after);
  return { optional: isTested || isCompared };
}

/** SvelteKit: `import { KEY } from "$env/static/private"`, and `env.KEY` of `$env/dynamic/private`. */
function svelteReads({ text, file }: Source): readonly VariableReading[] {
  const imports = [
    ...text.matchAll(/\bimport\s*\{([^{}]{1,1000})\}\s*from\s*["']\$env\/static\/(?:private|public)["']/gu),
  ];
  const fixed = imports.flatMap((match) =>
    [...(match[1] ?? "").matchAll(/([A-Z_]\w*)(?:\s+as\s+\w+)?/gu)].map((one) =>
      reading(one[1] ?? "", false, undefined, file, lineAt(text, match.index + match[0].indexOf(one[0]))),
    ),
  );
  if (!/["']\$env\/dynamic\//u.test(text)) return fixed;
  const dynamic = [...text.matchAll(/(?<![\w$.])env\.([A-Z_]\w*)/gu)].map((match) => {
    const end = match.index + match[0].length;
    const { optional, fallback } = fallbackOf(
      text.slice(Math.max(0, match.index - 40), match.index),
      text.slice(end, end + 240),
    );
    return reading(match[1] ?? "", optional, fallback, file, lineAt(text, match.index));
  });
  return [...fixed, ...dynamic];
}

function destructured({ text, file }: Source): readonly VariableReading[] {
  return [...text.matchAll(DESTRUCTURED)].flatMap((match) => {
    // The innermost brace counts: what stands before it belongs to something else.
    const inside = match[1] ?? "";
    return partsOf(inside).flatMap((part) => {
      const found = /^([A-Za-z_]\w*)(?:\s*:\s*\w+)?\s*(?:=\s*(.+))?$/su.exec(part);
      if (found?.[1] === undefined) return [];
      const written = found[2]?.trim();
      const literal = /^(?:"([^"]*)"|'([^']*)'|(-?\d[\d_.]*|true|false))$/u.exec(written ?? "");
      const fallback = literal?.[1] ?? literal?.[2] ?? literal?.[3];
      return [
        reading(found[1], written !== undefined, fallback, file, lineAt(text, match.index + match[0].indexOf(part))),
      ];
    });
  });
}

/** Nest's and others' configuration services. */
function fromService({ text, file }: Source): readonly VariableReading[] {
  const called = new Set([...text.matchAll(SERVICE_NAME)].map((match) => match[1]));
  const reads = [...text.matchAll(SERVICE)].filter(([, by = ""]) => /config/iu.test(by) || called.has(by));
  return reads.map((match) => {
    const [first = "", , method, name = "", comma] = match;
    const inside = partsOf(insideBrackets(text, match.index + first.indexOf("(", first.indexOf(method ?? "")), 400));
    const literal = /^(?:"([^"]*)"|'([^']*)'|(-?\d[\d_.]*|true|false))$/u.exec(inside[1] ?? "");
    const after = fallbackOf(
      "",
      text.slice(match.index + first.length, match.index + first.length + 120).replace(/^[^)]*\)/u, ""),
    );
    const fallback = literal?.[1] ?? literal?.[2] ?? literal?.[3] ?? after.fallback;
    return reading(name, comma !== undefined || after.optional, fallback, file, lineAt(text, match.index));
  });
}

function reading(
  name: string,
  optional: boolean,
  fallback: string | undefined,
  file: string,
  line: number,
): VariableReading {
  return {
    name,
    optional,
    ...(fallback !== undefined && { default: fallback }),
    at: evidence(file, line, `reads ${name}`),
  };
}
