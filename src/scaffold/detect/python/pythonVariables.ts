import { type Hit, hitsIn } from "../shared/hits.ts";
import type { Source } from "../shared/sources.ts";
import type { VariableReading } from "../shared/variables.ts";
import { argumentsAt } from "./pythonCode.ts";

const NAME = `["']([A-Za-z_]\\w*)["']`;
/** `os.environ["X"]`: stops where it is not set. */
const INDEXED = new RegExp(String.raw`\b(?:os\.)?environ(?:b)?\[\s*${NAME}\s*\](?!\s*=[^=])`, "gu");
/** `os.environ.get("X", …)`, `os.getenv("X", …)`, and `get` of a copy of them. */
const GOTTEN = new RegExp(String.raw`\b(?:(?:os\.)?environ\.get|(?:os\.)?getenv)(?=\(\s*${NAME})`, "gu");
/** django-environ, environs, decouple and Starlette's Config: `env("X")`, `env.bool("X", default=…)`, `config("X")`. */
const READER = new RegExp(
  String.raw`(?<![\w.])(?:env|config|ENV|decouple\.config)(?:\.(?:str|bool|int|float|list|json|url|db|db_url|cache|cache_url|get_value|tuple|dict|decimal|path|log_level|email_url))?(?=\(\s*${NAME})`,
  "gu",
);

/** Every environment variable that Python code reads. Comments are blanked. */
export function pythonVariables(sources: readonly Source[]): readonly VariableReading[] {
  const makers = sources.filter(
    ({ text }) =>
      /\b(?:environ|environs|decouple|starlette\.config)\b/u.test(text) && /\b(?:Env|Config|config|env)\b/u.test(text),
  );
  // Settings of an environment take the reader from those that they stand upon.
  const takers = sources.filter(
    (source) =>
      makers.length > 0 &&
      !makers.includes(source) &&
      /^[ \t]*from[ \t]+[\w.]+[ \t]+import[ \t]+(?:\([^()]{0,500})?[^\n]{0,300}(?:\benv\b|\bconfig\b|\bENV\b|\*)/mu.test(
        source.text,
      ),
  );
  const readers = [...makers, ...takers];
  return [
    ...hitsIn(sources, INDEXED).map((hit) => reading(hit, hit.group(1), false)),
    ...hitsIn(sources, GOTTEN).map((hit) => ofCall(hit, hit.group(1), true)),
    ...hitsIn(readers, READER).map((hit) => ofCall(hit, hit.group(1), false)),
    ...hitsIn(sources, /\bdj_database_url\.config\(/gu).map((hit) =>
      reading(hit, "DATABASE_URL", /\bdefault\s*=/u.test(callText(hit))),
    ),
  ];
}

function reading(hit: Hit, name: string, optional: boolean, fallback?: string): VariableReading {
  return { name, optional, at: hit.at(`reads ${name}`), ...(fallback !== undefined && { default: fallback }) };
}

/** `isLenient`: without a default it gives None, and code that asks what it got goes on with that. */
function ofCall(hit: Hit, name: string, isLenient: boolean): VariableReading {
  const text = callText(hit);
  const rest = text.slice(text.indexOf(",") + 1);
  const second = text.includes(",")
    ? /^\s*(?:default\s*=\s*)?("[^"\n]*"|'[^'\n]*'|[^,\n]+)/u.exec(rest)?.[1]?.trim()
    : undefined;
  const named = /\bdefault\s*=\s*("[^"\n]*"|'[^'\n]*'|[^,\n]+)/u.exec(text)?.[1]?.trim();
  const written = named ?? (second !== undefined && !/^\w+\s*=/u.test(second) ? second : undefined);
  const open = hit.index + hit.group(0).length;
  const after = hit.source.text.slice(open + text.length + 2, open + text.length + 202);
  const or = /^\s*or\s+(["'][^"'\n]*["']|[\w.]+)/u.exec(after)?.[1];
  const isAsked =
    isLenient &&
    (/^[ \t]*(?:==|!=|is\b|in\b|:|if\b|and\b|\))/u.test(after) || /\b(?:if|not|and|bool\()\s*$/u.test(before(hit)));
  const fallback = plainValue(or ?? written);
  return reading(hit, name, written !== undefined || or !== undefined || (isAsked && !isNumber(hit)), fallback);
}

function callText(hit: Hit): string {
  const whole = hit.group(0);
  const open = whole.endsWith("(") ? hit.index + whole.length - 1 : hit.index + whole.length;
  return argumentsAt(hit.source.text, open);
}

function before(hit: Hit): string {
  return hit.source.text.slice(Math.max(0, hit.index - 30), hit.index);
}

/** `int(os.getenv("X"))` stops where it is not set. */
function isNumber(hit: Hit): boolean {
  return /\b(?:int|float)\(\s*$/u.test(before(hit));
}

/** What a plain text, number or truth value says; undefined for what is computed. */
export function plainValue(written: string | undefined): string | undefined {
  if (written === undefined) return undefined;
  const quoted = /^[rub]?(["'])([^"'\n]*)\1$/u.exec(written)?.[2];
  if (quoted !== undefined) return quoted === "" ? undefined : quoted;
  return /^(?:-?\d+(?:\.\d+)?|True|False)$/u.test(written) ? written : undefined;
}
