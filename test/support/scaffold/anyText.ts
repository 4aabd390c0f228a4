import fc from "fast-check";

/** Names and words that would break out of a file that does not escape them. */
const HOSTILE = [
  "a b",
  "it's",
  'say "hi"',
  "$HOME",
  "${HOME}",
  "$(id)",
  "`id`",
  "a;b",
  "a#b",
  "#",
  "a: b",
  "- a",
  "{{ .Values.x }}",
  "${{ github.token }}",
  "{= name =}",
  "{% raw %}",
  "back\\slash",
  "größe",
  "日本",
  "🚢",
  "--force",
  "yes",
  "0x10",
  "1e3",
  "null",
  "*",
  "&a",
  "!tag",
  "[a]",
  "a,b",
  "%PATH%",
];

const FILE_NAME: fc.Arbitrary<string> = fc.oneof(
  { weight: 3, arbitrary: fc.stringMatching(/^[a-z][a-z0-9-]{0,11}$/u) },
  { weight: 1, arbitrary: fc.constantFrom(...HOSTILE) },
  {
    weight: 1,
    arbitrary: fc
      .string({ unit: "grapheme", minLength: 1, maxLength: 12 })
      .filter(
        (name) => !/[/\p{Cc}\u2028\u2029\uE000-\uE002]/u.test(name) && name.trim() === name && !/^\.+$/u.test(name),
      ),
  },
);

/** A name of a folder or file: anything a file system takes but control characters, slashes, `.` and `..`. */
export function anyFileName(): fc.Arbitrary<string> {
  return FILE_NAME;
}

const PATH: fc.Arbitrary<string> = fc
  .array(anyFileName(), { minLength: 1, maxLength: 3 })
  .map((names) => names.join("/"));

/** A path of one to three names, with slashes. */
export function anyPath(): fc.Arbitrary<string> {
  return PATH;
}

const WORD: fc.Arbitrary<string> = fc.oneof(
  { weight: 3, arbitrary: fc.stringMatching(/^[a-z0-9./:=-]{1,12}$/u) },
  { weight: 2, arbitrary: fc.constantFrom(...HOSTILE, "two\nlines", "tab\there") },
  { weight: 1, arbitrary: fc.string({ unit: "grapheme-ascii", maxLength: 12 }) },
);

/** A word of a command or a value: also with line breaks. */
export function anyWord(): fc.Arbitrary<string> {
  return WORD;
}

const LABEL: fc.Arbitrary<string> = fc.stringMatching(/^[a-z]([a-z0-9-]{0,38}[a-z0-9])?$/u);

/** A DNS label of at most 40 characters. */
export function anyLabel(): fc.Arbitrary<string> {
  return LABEL;
}

const VARIABLE_NAME: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom("DATABASE_URL", "LOG_LEVEL", "API_KEY", "SECRET_KEY_BASE", "REDIS_URL", "NODE_ENV"),
  fc.stringMatching(/^[A-Z_][A-Z0-9_]{0,15}$/u),
);

/** The name of an environment variable. */
export function anyVariableName(): fc.Arbitrary<string> {
  return VARIABLE_NAME;
}
