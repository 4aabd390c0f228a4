/** Forms of secrets that show up in what programs print. Each keeps its first group and hides the rest. */
const SECRET_FORMS: readonly RegExp[] = [
  // Authorization headers and bearer tokens.
  /\b((?:bearer|basic)\s+)[\w.~+/=-]{8,}/giu,
  // `password: x`, `"token":"x"`, `API_KEY=x`, `--secret x`.
  /((?:pass(?:word|wd|phrase)?|secret|token|api[_-]?key|access[_-]?key|private[_-]?key|client[_-]?secret|credentials?)["']?\s*[:=]\s*["']?)[^\s"',;}]{3,}/giu,
  /(--?(?:password|token|secret|api-key)[= ])\S{3,}/giu,
  // User and password in an address.
  /(\b[a-z][a-z0-9+.-]{0,30}:\/\/[^\s/:@]*:)[^\s/@]+(?=@)/giu,
  // JSON web tokens, well-known key prefixes, PEM blocks.
  /()\beyJ[\w-]{8,}\.[\w-]{4,}(?:\.[\w-]*)?/gu,
  /()\b(?:gh[pousr]_[A-Za-z0-9]{16,}|github_pat_\w{20,}|xox[abprs]-[\w-]{10,}|AKIA[A-Z0-9]{16}|glpat-[\w-]{16,}|sk-[\w-]{16,})/gu,
  /()-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/gu,
];

/** Shortest known secret that is looked for: shorter ones would blank out ordinary words. */
const SHORTEST_SECRET = 6;

/** Replaces what looks like a secret, and the exact `secrets` given, by `[redacted]`. */
export function redact(text: string, secrets: readonly string[] = []): string {
  let safe = text;
  for (const secret of secrets) if (secret.length >= SHORTEST_SECRET) safe = safe.replaceAll(secret, "[redacted]");
  for (const form of SECRET_FORMS) safe = safe.replace(form, "$1[redacted]");
  return safe;
}
