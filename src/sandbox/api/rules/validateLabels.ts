import type { StatusCause } from "../status.ts";
import { type Members, membersOf } from "../json.ts";

const PREFIX = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const NAME = /^([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$/;
const LONGEST = 63;
const LONGEST_PREFIX = 253;
const NAME_RULE =
  "name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')";
const VALUE_RULE =
  "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')";

/** The rules for the names and values of labels, and for the names of annotations, as the real server words them. */
export function validateLabels(metadata: Members, path: string): StatusCause[] {
  const labels = Object.entries(membersOf(metadata["labels"]));
  const annotations = Object.keys(membersOf(metadata["annotations"]));
  return [
    ...labels.flatMap(([key, value]) => [
      ...troublesOf(`${path}.labels`, key, keyTrouble(key)),
      ...troublesOf(`${path}.labels`, String(value), valueTrouble(String(value))),
    ]),
    // The server reads the names of annotations without regard to capitals.
    ...annotations.flatMap((key) => troublesOf(`${path}.annotations`, key, keyTrouble(key.toLowerCase()))),
  ];
}

function troublesOf(field: string, value: string, why: string | undefined): StatusCause[] {
  if (why === undefined) return [];
  return [{ reason: "FieldValueInvalid", message: `Invalid value: ${JSON.stringify(value)}: ${why}`, field }];
}

/** What is wrong with the name of a label; undefined where nothing is. */
export function keyTrouble(key: string): string | undefined {
  const [name = "", prefix, ...more] = key.split("/").toReversed();
  if (more.length > 0)
    return "a valid label key must be a name with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')";
  if (prefix === "") return "prefix part must be non-empty";
  if (prefix !== undefined && (prefix.length > LONGEST_PREFIX || !PREFIX.test(prefix))) {
    return "prefix part a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.'";
  }
  if (name === "") return "name part must be non-empty";
  if (name.length > LONGEST) return `name part must be no more than ${LONGEST} bytes`;
  return NAME.test(name) ? undefined : NAME_RULE;
}

/** What is wrong with the value of a label; undefined where nothing is. */
export function valueTrouble(value: string): string | undefined {
  if (value.length > LONGEST) return `must be no more than ${LONGEST} bytes`;
  return value === "" || NAME.test(value) ? undefined : VALUE_RULE;
}
