import { jsonEqual } from "../../store/freeze.ts";
import { type Members, membersOf, textOf } from "../json.ts";
import type { ServedKind } from "../kinds.ts";
import type { StatusCause } from "../status.ts";
import { barred, tooLong, wrong } from "./causes.ts";

/** All values of a ConfigMap or a Secret together (`MaxSecretSize`). */
const DATA_BYTES = 1024 * 1024;
const KEY = /^[-._a-zA-Z0-9]+$/;
const LONGEST_KEY = 253;
const KEY_RULE =
  "a valid config key must consist of alphanumeric characters, '-', '_' or '.' (e.g. 'key.name',  or 'KEY_NAME',  or 'key-name', regex used for validation is '[-._a-zA-Z0-9]+')";
const FIXED = "field is immutable when `immutable` is set";

/** Where a kind keeps what it is there for. Bytes stand in base64. */
const HELD: Readonly<Record<string, readonly { readonly name: string; readonly base64: boolean }[]>> = {
  ConfigMap: [
    { name: "data", base64: false },
    { name: "binaryData", base64: true },
  ],
  Secret: [{ name: "data", base64: true }],
};

/** Keys and size of a ConfigMap's or a Secret's data, as the real server words the rules. */
export function validateData({ kind }: ServedKind, object: Members): StatusCause[] {
  const held = HELD[kind] ?? [];
  const causes = held.flatMap(({ name }) =>
    Object.keys(membersOf(object[name])).flatMap((key) => keyCauses(`${name}[${key}]`, key)),
  );
  const bytes = held.flatMap(({ name, base64 }) =>
    Object.values(membersOf(object[name])).map((value) => Buffer.byteLength(textOf(value), base64 ? "base64" : "utf8")),
  );
  const isTooLong = bytes.reduce((sum, one) => sum + one, 0) > DATA_BYTES;
  // The server names no field where it is a ConfigMap.
  return isTooLong ? [...causes, tooLong(kind === "Secret" ? "data" : "[]", DATA_BYTES)] : causes;
}

function keyCauses(field: string, key: string): StatusCause[] {
  if (key === "." || key === "..") return [wrong(field, key, `must not be '${key}'`)];
  if (key.length > LONGEST_KEY) return [wrong(field, key, `must be no more than ${LONGEST_KEY} bytes`)];
  return KEY.test(key) ? [] : [wrong(field, key, KEY_RULE)];
}

/** What may not change: a Secret's type, and everything where `immutable` is set. */
export function validateDataChange({ kind }: ServedKind, before: Members, after: Members): StatusCause[] {
  const held = HELD[kind];
  if (held === undefined) return [];
  const causes =
    kind === "Secret" && before["type"] !== after["type"] ? [wrong("type", after["type"], "field is immutable")] : [];
  if (before["immutable"] !== true) return causes;
  if (after["immutable"] !== true) causes.push(barred("immutable", FIXED));
  const changed = held.filter(({ name }) => !jsonEqual(membersOf(before[name]), membersOf(after[name])));
  return [...causes, ...changed.map(({ name }) => barred(name, FIXED))];
}
