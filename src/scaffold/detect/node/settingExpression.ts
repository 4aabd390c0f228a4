import { isPort } from "../shared/ports.ts";

/** What an expression such as `Number(process.env.PORT ?? "3000")` comes to. */
export interface Setting {
  /** The environment variable that sets it. */
  readonly variable?: string;
  /** What it is without that. */
  readonly literal?: string;
}

const VARIABLE =
  /(?:(?:process|Bun|import\.meta)\.env|\benv|\bENV)(?:\??\.([A-Z_a-z]\w*)|(?:\?\.)?\[\s*["'`]([A-Z_a-z]\w*)["'`]\s*\])|\.(?:get|getOrThrow)(?:<[^<>]*>)?\(\s*["'`]([A-Z][A-Z0-9_]*)["'`]/u;

/** The variable that an expression reads and the literal beside it; both undefined where it has neither. */
export function settingOf(expression: string): Setting {
  const text = expression.slice(0, 300);
  const match = VARIABLE.exec(text);
  const variable = match?.[1] ?? match?.[2] ?? match?.[3];
  const rest = match === null ? text : text.slice(match.index + match[0].length);
  const literal = literalIn(rest, variable !== undefined);
  return { ...(variable !== undefined && { variable }), ...(literal !== undefined && { literal }) };
}

/** With a variable, what stands after `||`, `??`, a colon or as the second argument; without, what the text is itself. */
function literalIn(text: string, hasVariable: boolean): string | undefined {
  const found = hasVariable
    ? /(?:\|\||\?\?|:|,)\s*(?:Number\(|parseInt\()?\s*(?:"([^"]*)"|'([^']*)'|`([^`$]*)`|(\d[\d_]*|true|false)\b)/u.exec(
        text,
      )
    : /^\s*(?:Number\(|parseInt\(|\+)?\s*(?:"([^"]*)"|'([^']*)'|`([^`$]*)`|(\d[\d_]*|true|false)\b)/u.exec(text);
  if (found === null) return undefined;
  return found[1] ?? found[2] ?? found[3] ?? found[4]?.replaceAll("_", "");
}

/** The literal of a setting as a port; undefined where it is none. The radix of `parseInt` is none, too. */
export function portOfSetting(expression: string): { readonly variable?: string; readonly number?: number } {
  const withoutRadix = expression.replaceAll(/,\s*(?:10|16)\s*(?=\))/gu, "");
  const { variable, literal } = settingOf(withoutRadix);
  const number = literal !== undefined && /^\d{1,5}$/u.test(literal) ? Number(literal) : Number.NaN;
  return { ...(variable !== undefined && { variable }), ...(isPort(number) && { number }) };
}
