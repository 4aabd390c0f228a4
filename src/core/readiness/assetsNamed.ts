const TAG = /<(script|link|img|source)\b([^>]{0,4000})>/giu;
const ATTRIBUTE = /\b(src|href|rel)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/giu;
const LOADED = /\b(?:stylesheet|icon|modulepreload|preload|manifest)\b/iu;
/** Nobody is signed in to load a part of a page, and a host has no blanks. */
const FOREIGN = /^https?:\/\/[^\s/?#@\\]+(?:[/?]\S*)?$/iu;
const MOST = 50;

/** Paths of the same origin that a page loads: its scripts, styles, icons and pictures; at most fifty, in order. */
export function assetsNamed(html: string): readonly string[] {
  return named(html, pathOf);
}

/** Addresses of other origins that a page loads; at most fifty, in order. What names no scheme is asked for by https. */
export function foreignAssetsNamed(html: string): readonly string[] {
  return named(html, foreignOf);
}

function named(html: string, wanted: (address: string | undefined) => string | undefined): readonly string[] {
  const found = new Set<string>();
  for (const [, tag = "", text = ""] of html.matchAll(TAG)) {
    const attributes = new Map(
      [...text.matchAll(ATTRIBUTE)].map(([, name = "", a, b, c]) => [name.toLowerCase(), a ?? b ?? c ?? ""]),
    );
    const isLink = tag.toLowerCase() === "link";
    if (isLink && !LOADED.test(attributes.get("rel") ?? "")) continue;
    const one = wanted(attributes.get(isLink ? "href" : "src"));
    if (one !== undefined && found.size < MOST) found.add(one);
  }
  return [...found];
}

function foreignOf(address = ""): string | undefined {
  const plain = address.trim().replaceAll("&amp;", "&").replace(/#.*$/u, "");
  const whole = plain.startsWith("//") ? `https:${plain}` : plain;
  return FOREIGN.test(whole) ? whole : undefined;
}

/** The path of an address as seen from the root, without its fragment; undefined for what is of another origin. */
function pathOf(address = ""): string | undefined {
  const plain = address
    .trim()
    .replaceAll("&amp;", "&")
    .replace(/#.*$/u, "")
    .replace(/^(?:\.\/)+/u, "");
  if (plain === "" || /^(?:[a-z][a-z0-9+.-]*:|\/\/|\\|\.\.)/iu.test(plain)) return undefined;
  return /\s/u.test(plain) ? undefined : plain.startsWith("/") ? plain : `/${plain}`;
}
