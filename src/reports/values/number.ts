/** A plain decimal number: what `Number` takes beyond it (hexadecimal, blanks, nothing at all) is no number in a report. */
const DECIMAL = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/iu;
/** `1,234.5`: Surefire writes times with separators. */
const GROUPED = /^\d{1,3}(?:,\d{3})+\.\d+$/u;
/** `0,123`: in some languages. */
const COMMA = /^\d+,\d+$/u;
const LONGEST = 64;

/** A count from a report: whole, not negative, exactly representable. Undefined where it is none. */
export function countOf(value: string | number | undefined): number | undefined {
  const number = typeof value === "string" ? decimal(value) : value;
  return number !== undefined && Number.isSafeInteger(number) && number >= 0 ? number : undefined;
}

/** A measured amount from a report: finite and not negative. Undefined where it is none. */
export function amountOf(value: string | number | undefined): number | undefined {
  const number = typeof value === "string" ? decimal(value) : value;
  return number !== undefined && Number.isFinite(number) && number >= 0 ? number : undefined;
}

/** A time in seconds as test tools write it, in milliseconds; undefined where it is none. */
export function secondsOf(text: string | undefined): number | undefined {
  if (text === undefined || text.length > LONGEST) return undefined;
  const plain = text.includes(",") ? withoutComma(text) : text;
  const seconds = amountOf(plain);
  return seconds === undefined ? undefined : amountOf(seconds * 1000);
}

/** The sum of two counts, which stays a count however large they are. */
export function plus(a: number, b: number): number {
  return Math.min(a + b, Number.MAX_SAFE_INTEGER);
}

function withoutComma(text: string): string {
  return GROUPED.test(text) ? text.replaceAll(",", "") : COMMA.test(text) ? text.replace(",", ".") : text;
}

function decimal(text: string): number | undefined {
  if (text.length > LONGEST) return undefined;
  if (isPlain(text)) return Number(text);
  const trimmed = text.trim();
  return DECIMAL.test(trimmed) ? Number(trimmed) : undefined;
}

/** Nearly all numbers are digits with at most one point among them. */
function isPlain(text: string): boolean {
  let points = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 46) points += 1;
    else if (code < 48 || code > 57) return false;
  }
  return points < 2 && text.length > points;
}
