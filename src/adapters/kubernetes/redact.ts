/** What a secret is replaced with. */
const HIDDEN = "[hidden]";

const SECRETS: readonly (readonly [RegExp, string])[] = [
  [/\b(bearer|basic)\s+[\w.~+/=-]+/giu, `$1 ${HIDDEN}`],
  [/\beyJ[\w-]+\.[\w-]+(\.[\w-]*)?/gu, HIDDEN],
  [
    /((?:token|password|passwd|secret|key|credential)[\w-]{0,40}["']?\s*[=:]\s*)("[^"]*"|'[^']*'|\S+)/giu,
    `$1${HIDDEN}`,
  ],
  [/(:\/\/)[^\s/@:]+:[^\s/@]+@/gu, `$1${HIDDEN}@`],
  [/[\w+/=-]{40,}/gu, HIDDEN],
];

/**
 * Text of unknown origin made fit for a sentence: anything that looks like a credential is hidden, white space is
 * folded and the length is bounded (characters). Hides rather too much than too little.
 */
export function redact(text: string, limit = 300): string {
  const bounded = text.slice(0, limit * 20);
  const clean = SECRETS.reduce((rest, [pattern, instead]) => rest.replace(pattern, instead), bounded);
  const folded = clean.replace(/\s+/gu, " ").trim();
  return folded.length > limit ? `${folded.slice(0, limit)}…` : folded;
}
