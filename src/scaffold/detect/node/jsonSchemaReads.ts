import { evidence, lineAt } from "../shared/evidence.ts";
import type { Source } from "../shared/sources.ts";
import type { VariableReading } from "../shared/variables.ts";
import { insideBrackets, partsOf } from "./javascriptCode.ts";

const CHECKED = /["'](?:@fastify\/env|fastify-env|env-schema)["']/u;
const PROPERTIES = /\bproperties\s*:\s*\{/gu;
const REQUIRED = /\brequired\s*:\s*\[([^\]]{0,2000})\]/gu;
/** Tables of settings are long, other objects in brackets are not. */
const LONGEST_TABLE = 20_000;
const MOST_TABLES = 20;

/** Environment variables in the JSON schema that `@fastify/env` and `env-schema` check the environment against. */
export function jsonSchemaReads({ text, file }: Source): readonly VariableReading[] {
  if (!CHECKED.test(text)) return [];
  const required = new Set(
    [...text.matchAll(REQUIRED)].flatMap(([, inside = ""]) =>
      [...inside.matchAll(/["'`](\w{1,100})["'`]/gu)].map((match) => match[1]),
    ),
  );
  return [...text.matchAll(PROPERTIES)].slice(0, MOST_TABLES).flatMap(({ 0: token, index }) => {
    const open = index + token.length - 1;
    return partsOf(insideBrackets(text, open, LONGEST_TABLE)).flatMap((part) => {
      const [, name, rule = ""] = /^["']?([A-Z][A-Z0-9_]*)["']?\s*:\s*\{(.*)\}$/su.exec(part) ?? [];
      if (name === undefined) return [];
      const written = /(?<![\w$])default\s*:\s*(?:"([^"\n]*)"|'([^'\n]*)'|(-?\d[\d_.]*|true|false))/u.exec(rule);
      const fallback = written?.[1] ?? written?.[2] ?? written?.[3]?.replaceAll("_", "");
      const at = evidence(file, lineAt(text, text.indexOf(part, open)), `checks ${name}`);
      const optional = fallback !== undefined || !required.has(name);
      return [{ name, optional, ...(fallback !== undefined && fallback !== "" && { default: fallback }), at }];
    });
  });
}
