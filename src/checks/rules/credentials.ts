/** Names under which credentials are kept. */
const CREDENTIAL = /(?:password|passwd|secret|token|api_?key|private_?key|access_?key|credential)/iu;
/** Endings that make it a name, a place or a measure of a credential, and not the credential. */
const ABOUT =
  /(?:file|path|dir|name|ref|url|uri|host|port|ttl|id|length|expiry|expires(?:_?in)?|enabled|policy|type|issuer|namespace|header|algorithm)$/iu;
/** Values that stand for something that is put in later. */
const PLACEHOLDER = /^(?:|\$\(.*\)|\$\{.*\}|\$\w+|<.*>|\{\{.*\}\}|change-?me|x+|\*+|todo|null|true|false|\d{1,5})$/iu;
/** A user and a password in an address. */
const IN_ADDRESS = /(?<=[a-z0-9+.-]):\/\/[^\s/:@]+:([^\s/@]+)@/iu;

/** Whether a name and its value are a credential that is written out. Never says the value. */
export function isWrittenCredential(name: string, value: string): boolean {
  const text = value.trim().replace(/^(["'])(.*)\1$/u, "$2");
  const inAddress = IN_ADDRESS.exec(text)?.[1];
  if (inAddress !== undefined && !PLACEHOLDER.test(inAddress)) return true;
  return CREDENTIAL.test(name) && !ABOUT.test(name) && !PLACEHOLDER.test(text) && !text.startsWith("ENC[");
}

/** What a text holds that is a credential by its form. */
export const KNOWN_TOKENS: readonly (readonly [string, RegExp])[] = [
  ["a private key", /-----BEGIN (?:RSA |EC |DSA |OPENSSH )?PRIVATE KEY-----/u],
  ["an AWS access key", /\bAKIA(?![0-9A-Z]*EXAMPLE)[0-9A-Z]{16}\b/u],
  ["a GitHub token", /\b(?:gh[pousr]_[A-Za-z0-9]{36}|github_pat_[A-Za-z0-9_]{60,})\b/u],
  ["a GitLab token", /\bglpat-[A-Za-z0-9_-]{20}\b/u],
  ["a Slack token", /\bxox[baprs]-\d[A-Za-z0-9-]{10,}/u],
  ["a Stripe key", /\b[sr]k_live_[A-Za-z0-9]{20,}/u],
  ["a Google API key", /\bAIza[A-Za-z0-9_-]{35}\b/u],
];
