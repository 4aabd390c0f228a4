import { type Hit, hitsIn } from "../shared/hits.ts";
import type { Source } from "../shared/sources.ts";
import type { VariableReading } from "../shared/variables.ts";

/** `std::env::var("X")`, `env::var_os("X")`, `dotenvy::var("X")`. */
const VAR = /\b(?:env|dotenv|dotenvy)::(?:var|var_os)\(\s*"([A-Za-z_]\w*)"\s*,?\s*\)/gu;
/** A function of one's own with a fallback: `env_or("PORT", "8080")`. */
const FALLBACK = /\b\w{0,40}env\w{0,40}\(\s*"([A-Z][A-Z0-9_]*)"\s*,\s*("[^"\n]*"|\d+\w*|true|false)/gu;
/** clap: `#[arg(long, env = "PORT", default_value = "8080")]` and the field below it. */
const ARGUMENT =
  /#\[(?:arg|clap|structopt)\(([^\]]{0,600})\)\]\s*(?:#\[[^\]\n]*\]\s*)*(?:pub(?:\([^)\n]*\))?\s+)?(\w+)\s*:\s*([^,\n]{1,120})/gu;

/** Every environment variable that Rust code reads. Comments are blanked. */
export function rustVariables(sources: readonly Source[]): readonly VariableReading[] {
  return [
    ...hitsIn(sources, VAR).map(ofVar),
    ...hitsIn(sources, FALLBACK).map(ofFallback),
    ...hitsIn(sources, ARGUMENT).flatMap(ofArgument),
  ];
}

function ofVar(hit: Hit): VariableReading {
  const name = hit.group(1);
  const text = hit.source.text;
  const from = hit.index + hit.group(0).length;
  const after = text.slice(from, from + 300);
  const rest = after.slice(0, (/;|\n\s*\n/u.exec(after)?.index ?? after.length) + 1);
  const before = text.slice(Math.max(0, hit.index - 60), hit.index);
  const fallback =
    /\.unwrap_or(?:_else)?\(\s*(?:\|[^|\n]*\|\s*)?(?:String::from\(\s*)?"([^"\n]*)"/u.exec(rest)?.[1] ??
    /\.unwrap_or(?:_else)?\(\s*(?:\|[^|\n]*\|\s*)?(\d+|true|false)/u.exec(rest)?.[1];
  const gives = rest.search(/\.(?:unwrap_or|ok\(\)|is_ok|is_err|map_or)/u);
  const stops = rest.search(/\.(?:expect|unwrap)\(|\?/u);
  const asked = /\b(?:if|while)\s+let\s+(?:Ok|Some)\([^)\n]*\)\s*=\s*(?:std::)?$|\bmatch\s+(?:std::)?$/u.test(before);
  const optional =
    fallback !== undefined ||
    asked ||
    (gives !== -1 && (stops === -1 || gives < stops)) ||
    (stops === -1 && gives === -1 && /^\s*\{/u.test(after));
  return {
    name,
    optional,
    at: hit.at(`reads ${name}`),
    ...(fallback !== undefined && fallback !== "" && { default: fallback }),
  };
}

function ofFallback(hit: Hit): VariableReading {
  const written = hit
    .group(2)
    .replaceAll('"', "")
    .replace(/^(\d+)[ui]\d+$/u, "$1");
  return {
    name: hit.group(1),
    optional: true,
    at: hit.at(`reads ${hit.group(1)}`),
    ...(written !== "" && { default: written }),
  };
}

function ofArgument(hit: Hit): readonly VariableReading[] {
  const [options, field, type] = [hit.group(1), hit.group(2), hit.group(3)];
  if (!/\benv\b/u.test(options)) return [];
  const name = /\benv\s*=\s*"(\w+)"/u.exec(options)?.[1] ?? field.toUpperCase();
  const fallback =
    /\bdefault_value\s*=\s*"([^"\n]*)"/u.exec(options)?.[1] ??
    /\bdefault_value_t\s*=\s*"?([\w.:]+)"?/u.exec(options)?.[1];
  const optional = fallback !== undefined || /\bdefault_value/u.test(options) || /^Option\s*<|^bool\b/u.test(type);
  const known = fallback === undefined || fallback === "" || fallback.includes("::") ? {} : { default: fallback };
  return [{ name, optional, at: hit.at(`reads ${name}`), ...known }];
}
