import { type Hit, hitsIn } from "../shared/hits.ts";
import type { Source } from "../shared/sources.ts";
import type { VariableReading } from "../shared/variables.ts";

/** `os.Getenv("X")`; what stands after it says whether the code goes on without it. */
const GETENV = /\bos\.(Getenv|LookupEnv)\(\s*"([A-Za-z_]\w*)"\s*\)/gu;
/** A function of one's own with a fallback: `getEnv("PORT", "8080")`, `envOr("X", 5)`. */
const FALLBACK = /\b\w{0,40}[eE]nv\w{0,40}\(\s*"([A-Z][A-Z0-9_]*)"\s*,\s*("[^"\n]*"|[\w.*]+)/gu;
/** The same of a package for it: `env.Get("PORT", "8080")`, `env.Int("POOL", 5)`. */
const FROM_PACKAGE = /\benv\.[A-Z]\w{0,20}\(\s*"([A-Z][A-Z0-9_]*)"\s*,\s*("[^"\n]*"|[\w.*]+)/gu;
/** Viper: `viper.BindEnv("db.dsn", "SHOP_DB_DSN")`. */
const BOUND = /\.BindEnv\(\s*"[^"\n]{1,100}"\s*,\s*"([A-Z][A-Z0-9_]*)"/gu;
/** A function of one's own that takes only the name: `mustEnv("X")`, `requireEnv("X")`. */
const MUST = /\b(\w{0,40}[eE]nv\w{0,40})\(\s*"([A-Z][A-Z0-9_]*)"\s*\)/gu;
/** Fields of structures that caarlos0/env, envconfig, cleanenv and viper fill. */
const TAG = /^[^\n`]*`([^`\n]*)`/gmu;

/** Every environment variable that Go code reads. Comments are blanked. */
export function goVariables(sources: readonly Source[]): readonly VariableReading[] {
  return [
    ...hitsIn(sources, GETENV).map(ofGetenv),
    ...hitsIn(sources, FALLBACK).map(ofFallback),
    ...hitsIn(sources, FROM_PACKAGE).map(ofFallback),
    ...hitsIn(sources, BOUND).map((hit) => ({
      name: hit.group(1),
      optional: true,
      at: hit.at(`reads ${hit.group(1)}`),
    })),
    ...hitsIn(sources, MUST).flatMap(ofMust),
    ...hitsIn(sources, TAG).flatMap(ofTag),
  ];
}

function ofGetenv(hit: Hit): VariableReading {
  const name = hit.group(2);
  const text = hit.source.text;
  const after = text.slice(hit.index + hit.group(0).length, hit.index + 300);
  const before = text.slice(Math.max(0, hit.index - 40), hit.index);
  const fallback = fallbackAfter(before, after);
  const tested = /^\s*(?:!=|==)/u.test(after) || /^\s*;\s*\w+\s*!=\s*""/u.test(after);
  const optional = fallback !== undefined || tested || hit.group(1) === "LookupEnv";
  return { name, optional, at: hit.at(`reads ${name}`), ...(fallback !== undefined && { default: fallback }) };
}

/** `cmp.Or(os.Getenv("X"), "d")` and `x := os.Getenv("X")` with `if x == "" { x = "d" }` on the next lines. */
function fallbackAfter(before: string, after: string): string | undefined {
  if (/\bcmp\.Or\(\s*$/u.test(before)) return /^\s*,\s*"([^"\n]*)"/u.exec(after)?.[1];
  const variable = /(\w+)\s*:?=\s*$/u.exec(before)?.[1];
  const guard = /^\s*;?\s*(?:\n\s*)?if\s+(?:len\()?(\w+)\)?\s*==\s*(?:""|0)\s*\{\s*\n?\s*(\w+)\s*=\s*"([^"\n]*)"/u.exec(
    after,
  );
  return guard !== null && guard[1] === variable && guard[2] === variable ? guard[3] : undefined;
}

function ofFallback(hit: Hit): VariableReading {
  const name = hit.group(1);
  const written = hit.group(2);
  const plain = written.startsWith('"')
    ? written.slice(1, -1)
    : /^(?:\d+|true|false)$/u.test(written)
      ? written
      : undefined;
  const known = plain !== undefined && plain !== "" ? { default: plain } : {};
  return { name, optional: true, at: hit.at(`reads ${name}`), ...known };
}

function ofMust(hit: Hit): readonly VariableReading[] {
  const name = hit.group(2);
  if (hit.group(1) === "Getenv" || hit.group(1) === "LookupEnv" || /^(?:Set|Unset|Bind|Has)/iu.test(hit.group(1)))
    return [];
  return [{ name, optional: false, at: hit.at(`reads ${name}`) }];
}

function ofTag(hit: Hit): readonly VariableReading[] {
  const tag = hit.group(1);
  const [name = "", ...options] = (/\b(?:env|envconfig):"([^"]*)"/u.exec(tag)?.[1] ?? "").split(",");
  if (!/^[A-Z][A-Z0-9_]*$/iu.test(name)) return [];
  const fallback = /\b(?:envDefault|env-default|default):"([^"]*)"/u.exec(tag)?.[1];
  const required =
    options.some((one) => /^(?:required|notEmpty)$/u.test(one.trim())) ||
    /\b(?:required|env-required):"true"/u.test(tag);
  return [
    {
      name: name.toUpperCase(),
      optional: !required,
      at: hit.at(`reads ${name}`),
      ...(fallback !== undefined && { default: fallback }),
    },
  ];
}
