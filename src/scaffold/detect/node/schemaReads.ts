import { evidence, lineAt } from "../shared/evidence.ts";
import type { Source } from "../shared/sources.ts";
import type { VariableReading } from "../shared/variables.ts";

/** Libraries that check the environment against a table, and how such a check looks. */
const CHECKED =
  /\bfrom\s*["'](?:zod(?:\/[\w-]+)?|envalid|@t3-oss\/env-\w+|envsafe|joi|valibot|@sinclair\/typebox|env-var|znv|@julr\/vite-plugin-validate-env|arktype)["']|require\(\s*["'](?:zod|envalid|joi|envsafe|env-var|znv)["']\s*\)/u;
const ENVIRONMENT = /\b(?:process|Bun|import\.meta)\.env\b|\bvalidationSchema\b|\bcreateEnv\b|\bcleanEnv\b/u;
/** A line of the table: a name in capitals and what it must be. */
const ENTRY =
  /(?<=[{,]\s{0,60}|^\s{0,60})["']?([A-Z][A-Z0-9_]+)["']?\s*:\s*((?:z|v|t|Type|[jJ]oi|envsafe|envalid|env|s|a)\.\w+|(?:str|num|bool|port|url|host|email|json|makeValidator|string|number|boolean)\s*\()/gmu;

/** Environment variables in the tables that zod, envalid, Joi and others check the environment against. */
export function schemaReads({ text, file }: Source): readonly VariableReading[] {
  if (!CHECKED.test(text) || !ENVIRONMENT.test(text)) return envVarReads(text, file);
  const entries = [...text.matchAll(ENTRY)];
  const reads = entries.map((match, index) => {
    const end = Math.min(entries[index + 1]?.index ?? text.length, match.index + 400);
    const rule = text.slice(match.index + match[0].length - (match[2]?.length ?? 0), end);
    return readingOf(match[1] ?? "", rule, file, lineAt(text, match.index + match[0].indexOf(match[1] ?? "")));
  });
  return [...reads, ...envVarReads(text, file)];
}

function readingOf(name: string, rule: string, file: string, line: number): VariableReading {
  const own = rule.slice(0, endOfRule(rule));
  const written = /(?:\.default\(\s*|\bdefault:\s*)(?:"([^"]*)"|'([^']*)'|(-?\d[\d_.]*|true|false))/u.exec(own);
  const fallback = written?.[1] ?? written?.[2] ?? written?.[3]?.replaceAll("_", "");
  const isJoi = /^[jJ]oi\./u.test(own);
  const optional = isJoi
    ? !/\.required\(/u.test(own)
    : /\.(?:optional|nullish|catch|default|prefault)\(|\bdefault:|\bv\.optional\(|\bType\.Optional\(/u.test(own);
  return {
    name,
    optional,
    ...(fallback !== undefined && { default: fallback }),
    at: evidence(file, line, `checks ${name}`),
  };
}

/** Where the entry ends: at the comma, or the closing bracket, outside its own brackets. */
function endOfRule(rule: string): number {
  let depth = 0;
  for (let index = 0; index < rule.length; index += 1) {
    const character = rule[index] ?? "";
    if ("([{".includes(character)) depth += 1;
    else if (")]}".includes(character)) {
      depth -= 1;
      if (depth < 0) return index;
    } else if (character === "," && depth === 0) return index;
  }
  return rule.length;
}

/** The `env-var` library: `env.get("PORT").default("3000").asPortNumber()`. */
function envVarReads(text: string, file: string): readonly VariableReading[] {
  if (!/["']env-var["']/u.test(text)) return [];
  return [...text.matchAll(/\benv\.get\(\s*["']([A-Z][A-Z0-9_]+)["']\s*\)([^;\n]{0,200})/gu)].map((match) => {
    const written = /\.default\(\s*(?:"([^"]*)"|'([^']*)'|(\d+|true|false))/u.exec(match[2] ?? "");
    const fallback = written?.[1] ?? written?.[2] ?? written?.[3];
    const at = evidence(file, lineAt(text, match.index), `reads ${match[1] ?? ""}`);
    return {
      name: match[1] ?? "",
      optional: !/\.required\(/u.test(match[2] ?? ""),
      ...(fallback !== undefined && { default: fallback }),
      at,
    };
  });
}
