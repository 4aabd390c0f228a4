import type { z } from "zod";
import type { ConfigDiagnostic, ConfigDiagnosticCode, ConfigFix, Range } from "./diagnostic.ts";
import { DURATION_WORDS } from "./fields.ts";
import { keysAt } from "./jsonSchema.ts";
import { nearest } from "./nearest.ts";
import type { Path, Source } from "./source.ts";

type Issue = z.core.$ZodIssue;

/** Says one complaint of the schema as sentences at their places. */
export function diagnoseIssue(issue: Issue, data: unknown, source: Source): readonly ConfigDiagnostic[] {
  const { path } = issue;
  if (path.length === 1 && path[0] === "version") return [versionDiagnostic(data, source)];
  switch (issue.code) {
    case "unrecognized_keys":
      return issue.keys.map((key) => unknownKey(key, path, source));
    case "invalid_key":
      return [
        error("bad-name", `${quote(path.at(-1))} cannot be a name. ${inner(issue.issues)}`, source.keyRange(path)),
      ];
    case "invalid_value":
      return [badValue(issue.values, path, data, source)];
    case "invalid_type":
      return [
        valueAt(data, path) === undefined ? missing(path, source) : wrongType(issue.expected, path, data, source),
      ];
    case "too_big":
    case "too_small":
      return [outOfBounds(issue, path, source)];
    case "custom":
    case "invalid_union":
    case "invalid_format":
    case "invalid_element":
    case "not_multiple_of":
      return [custom(issue.message, path, source)];
  }
}

function error(code: ConfigDiagnosticCode, message: string, range: Range, fix?: ConfigFix): ConfigDiagnostic {
  return { severity: "error", code, message, range, ...(fix === undefined ? {} : { fix }) };
}

function replace(title: string, range: Range, newText: string): ConfigFix {
  return { title, edit: { range, newText } };
}

function versionDiagnostic(data: unknown, source: Source): ConfigDiagnostic {
  const present = valueAt(data, ["version"]);
  if (present === undefined) {
    const start = source.rangeOf(source.document.contents?.range?.[0] ?? 0, source.document.contents?.range?.[0] ?? 0);
    const fix = replace("Add version: 1", start, "version: 1\n");
    return error("missing-key", "The file does not name its version: begin with version: 1.", start, fix);
  }
  const range = source.valueRange(["version"]);
  const message = `The file has version ${quote(present)}; this Tidegate reads version 1. Update Tidegate, or write the file in version 1.`;
  return error(
    "unknown-version",
    message,
    range,
    present === "1" ? replace("Write version: 1", range, "1") : undefined,
  );
}

function unknownKey(key: string, path: Path, source: Source): ConfigDiagnostic {
  const known = keysAt(path);
  const meant = nearest(key, known);
  const range = source.keyRange([...path, key]);
  if (meant === undefined) {
    return error("unknown-key", `${quote(key)} is not known here; known are ${known.join(", ")}.`, range);
  }
  const fix = replace(`Change to ${meant}`, range, meant);
  return error("unknown-key", `${quote(key)} is not known here: did you mean ${meant}?`, range, fix);
}

function missing(path: Path, source: Source): ConfigDiagnostic {
  const parent = path.slice(0, -1);
  const key = String(path.at(-1));
  const where = parent.length === 0 ? "The file" : quote(parent.at(-1));
  const message = `${where} has no ${key}: add it.`;
  return error("missing-key", message, source.keyRange(parent));
}

const TYPE_WORDS: Readonly<Record<string, string>> = {
  string: "a text",
  boolean: "true or false",
  number: "a number",
  int: "a whole number",
  array: "a list",
  object: "a mapping",
  record: "a mapping",
};

function wrongType(expected: string, path: Path, data: unknown, source: Source): ConfigDiagnostic {
  const range = source.valueRange(path);
  const message = `${label(path)} must be ${TYPE_WORDS[expected] ?? expected}.`;
  return error("wrong-type", message, range, conversion(expected, valueAt(data, path), range, source.rawValue(path)));
}

const SPOKEN_BOOLEANS: Readonly<Record<string, string>> = { yes: "true", on: "true", no: "false", off: "false" };

/** What a value of the wrong type was probably meant to be. */
function conversion(expected: string, value: unknown, range: Range, raw: string | undefined): ConfigFix | undefined {
  if (raw === undefined) return undefined;
  if (value === null) return expected === "object" ? replace("Write an empty mapping", range, " {}") : undefined;
  if (expected === "string") return replace("Quote it", range, JSON.stringify(raw));
  if (expected === "array" && typeof value === "string") return replace("Make it a list", range, `[${raw}]`);
  const spoken = typeof value === "string" ? SPOKEN_BOOLEANS[value.toLowerCase()] : undefined;
  if (expected === "boolean" && spoken !== undefined) return replace(`Write ${spoken}`, range, spoken);
  return undefined;
}

function badValue(values: readonly unknown[], path: Path, data: unknown, source: Source): ConfigDiagnostic {
  const words = values.map(String);
  const present = valueAt(data, path);
  const range = source.valueRange(path);
  const meant = typeof present === "string" ? nearest(present, words) : undefined;
  const message = `${label(path)} must be ${words.join(" or ")}.`;
  return error(
    "bad-value",
    message,
    range,
    meant === undefined ? undefined : replace(`Change to ${meant}`, range, meant),
  );
}

function badDuration(message: string, path: Path, source: Source): ConfigDiagnostic {
  const range = source.valueRange(path);
  const spoken = /^["']?(\d{1,9})\s*(s|m|h|d)[a-z]*["']?$/iu.exec(source.rawValue(path) ?? "");
  const meant = spoken === null ? undefined : `${spoken[1]}${spoken[2]?.toLowerCase()}`;
  const fix = meant === undefined ? undefined : replace(`Change to ${meant}`, range, meant);
  return error("bad-duration", `${label(path)} is not a duration. ${message}`, range, fix);
}

function outOfBounds(issue: Issue & { code: "too_big" | "too_small" }, path: Path, source: Source): ConfigDiagnostic {
  const unit = issue.origin === "string" ? " characters" : "";
  const [most, least] = issue.inclusive === false ? ["less than", "more than"] : ["at most", "at least"];
  const bound = issue.code === "too_big" ? `${most} ${issue.maximum}${unit}` : `${least} ${issue.minimum}${unit}`;
  const many = unit === "" ? "must be" : "must have";
  return error("bad-value", `${label(path)} ${many} ${bound}.`, source.valueRange(path));
}

function custom(message: string, path: Path, source: Source): ConfigDiagnostic {
  if (message === DURATION_WORDS) return badDuration(message, path, source);
  return error("bad-value", message, source.valueRange(path));
}

/** The key, or for an item of a list that it is one. */
function label(path: Path): string {
  const last = path.at(-1);
  return typeof last === "number" ? `An item of ${String(path.at(-2))}` : String(last);
}

function quote(value: unknown): string {
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return `"${text.length > 60 ? `${text.slice(0, 60)}…` : text}"`;
}

function inner(issues: readonly Issue[]): string {
  const [first] = issues;
  if (first?.code === "too_big") return "It has more than 63 characters.";
  return first?.code === "too_small" ? "It is empty." : (first?.message ?? "");
}

function valueAt(data: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (value, step) =>
      typeof value === "object" && value !== null ? (value as Record<PropertyKey, unknown>)[step] : undefined,
    data,
  );
}
