import { blanked } from "../shared/blanked.ts";
import { type Hit, hitsIn } from "../shared/hits.ts";
import type { Source } from "../shared/sources.ts";
import type { VariableReading } from "../shared/variables.ts";

import { plainValue } from "./pythonVariables.ts";

const CLASS = /^class[ \t]+(\w+)\(([^)\n]*\bBaseSettings\b[^)\n]*)\):/gmu;
/** `name: type = default`, one level in. */
const FIELD = /^(?: {4}|\t| {2})([A-Za-z]\w*)[ \t]*:[ \t]*([^=\n]+?)[ \t]*(?:=[ \t]*([^\n]+))?$/gmu;

/**
 * The variables that pydantic's settings classes read: each field by its name in capitals behind the class's prefix, or
 * by its alias. A field without a default is required.
 */
export function settingsVariables(sources: readonly Source[]): readonly VariableReading[] {
  return hitsIn(sources, CLASS).flatMap((hit) => {
    const body = bodyOf(hit);
    const prefix = /\benv_prefix\s*=\s*["'](\w*)["']/u.exec(body)?.[1] ?? "";
    const start = hit.index + hit.group(0).length;
    const part: Source = { ...hit.source, text: blankedTo(hit.source.text, start, start + body.length) };
    return hitsIn([part], FIELD).flatMap((field) => ofField(field, prefix));
  });
}

/** To the next line that is not indented. */
function bodyOf(hit: Hit): string {
  const rest = hit.source.text.slice(hit.index + hit.group(0).length);
  return rest.slice(0, /^[^\s#]/mu.exec(rest)?.index ?? rest.length);
}

/** The text with everything outside a part blanked, so that lines stay what they are. */
function blankedTo(text: string, start: number, end: number): string {
  return blanked(text.slice(0, start)) + text.slice(start, end);
}

function ofField(field: Hit, prefix: string): readonly VariableReading[] {
  const [name, type, written] = [field.group(1), field.group(2), field.group(3).trim()];
  if (name === "model_config" || /\bClassVar\b/u.test(type)) return [];
  const alias = /\b(?:validation_alias|alias|env)\s*=\s*["'](\w+)["']/u.exec(written)?.[1];
  const variable = alias ?? `${prefix}${name}`.toUpperCase();
  const inField = /^Field\(\s*(?:default\s*=\s*)?([^,)\n]*)/u.exec(written)?.[1]?.trim();
  const given =
    inField === undefined
      ? written
      : isNamed(inField)
        ? (/\bdefault\s*=\s*([^,)\n]+)/u.exec(written)?.[1] ?? "")
        : inField;
  const isMade = /\bdefault_factory\s*=/u.test(written);
  const fallback = plainValue(given);
  const optional = isMade || (given !== "" && given !== "...");
  return [
    {
      name: variable,
      optional,
      at: field.at(`is read from ${variable}`),
      ...(fallback !== undefined && { default: fallback }),
    },
  ];
}

function isNamed(argument: string): boolean {
  return argument === "" || /^\w+\s*=/u.test(argument);
}
