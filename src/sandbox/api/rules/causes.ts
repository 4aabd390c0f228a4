import type { StatusCause } from "../status.ts";

/** A field that must be there. */
export function required(field: string, why = ""): StatusCause {
  return { reason: "FieldValueRequired", message: `Required value${why && `: ${why}`}`, field };
}

/** A value that breaks a rule. */
export function wrong(field: string, value: unknown, why: string): StatusCause {
  const shown = typeof value === "number" || typeof value === "boolean" ? String(value) : JSON.stringify(value);
  return { reason: "FieldValueInvalid", message: `Invalid value: ${shown}: ${why}`, field };
}

/** A field that may not be there, or not change. */
export function barred(field: string, why: string): StatusCause {
  return { reason: "FieldValueForbidden", message: `Forbidden: ${why}`, field };
}

/** A value that is none of those there are. */
export function unsupported(field: string, value: unknown, allowed: readonly string[]): StatusCause {
  const list = allowed.map((entry) => `"${entry}"`).join(", ");
  const message = `Unsupported value: ${JSON.stringify(value)}: supported values: ${list}`;
  return { reason: "FieldValueNotSupported", message, field };
}

/** More bytes than a field may have. */
export function tooLong(field: string, bytes: number): StatusCause {
  return { reason: "FieldValueTooLong", message: `Too long: may not be more than ${bytes} bytes`, field };
}
