/** Factors of the suffixes that Kubernetes writes amounts with. */
const SUFFIXES: Readonly<Record<string, number>> = {
  n: 1e-9,
  u: 1e-6,
  m: 1e-3,
  "": 1,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  P: 1e15,
  E: 1e18,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
  Pi: 2 ** 50,
  Ei: 2 ** 60,
};

/** An amount as manifests write it, such as `250m` or `1Gi`, as a number; undefined where it is none. */
export function quantity(text: string): number | undefined {
  const [, digits, exponent, suffix = ""] =
    /^([+-]?\d+(?:\.\d*)?|[+-]?\.\d+)(?:([eE][+-]?\d+)|([a-zA-Z]*))$/u.exec(text) ?? [];
  const factor = Object.hasOwn(SUFFIXES, suffix) ? SUFFIXES[suffix] : undefined;
  if (digits === undefined || factor === undefined) return undefined;
  const value = Number(digits + (exponent ?? "")) * factor;
  return Number.isFinite(value) ? value : undefined;
}
