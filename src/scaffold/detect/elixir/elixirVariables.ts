import { type Hit, hitsIn } from "../shared/hits.ts";
import type { Source } from "../shared/sources.ts";
import type { VariableReading } from "../shared/variables.ts";

/** `System.get_env("X")`, with or without a default, `System.fetch_env!("X")`. */
const READ = /\bSystem\.(get_env|fetch_env!?)\(\s*"([A-Za-z_]\w*)"\s*(?:,\s*("[^"\n]*"|[\w.:]+)\s*)?\)/gu;

/** What `mix phx.new` reads and does without: a cluster is only looked for where it is set. */
const DONE_WITHOUT = new Set(["DNS_CLUSTER_QUERY"]);

/** Every environment variable that Elixir code reads. Comments are blanked. */
export function elixirVariables(sources: readonly Source[]): readonly VariableReading[] {
  return hitsIn(sources, READ).map(reading);
}

function reading(hit: Hit): VariableReading {
  const name = hit.group(2);
  const text = hit.source.text;
  const from = hit.index + hit.group(0).length;
  const after = text.slice(from, from + 120);
  const before = text.slice(Math.max(0, hit.index - 60), hit.index);
  const or = /^\s*\)?\s*\|\|\s*("[^"\n]*"|\w+)/u.exec(after)?.[1];
  const given = hit.group(3) === "" ? or : hit.group(3);
  const stops = hit.group(1) === "fetch_env!" || (given !== undefined && /^raise$/u.test(given));
  const asked =
    /\b(?:if|unless|case|cond do|and|or|not)\s+(?:\w+\.?\w*\()?$/u.test(before) ||
    /^\s*(?:==|!=|in\b|\|>\s*is_nil)/u.test(after);
  const fallback = given === undefined || stops || given === "nil" ? undefined : /^"(.+)"$/u.exec(given)?.[1];
  const optional = !stops && (given !== undefined || asked || hit.group(1) === "fetch_env" || DONE_WITHOUT.has(name));
  return { name, optional, at: hit.at(`reads ${name}`), ...(fallback !== undefined && { default: fallback }) };
}
