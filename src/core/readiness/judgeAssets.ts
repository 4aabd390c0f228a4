import { failed, type Finding, passed } from "../gates/finding.ts";

/** What came back for a static file. */
export interface AssetAnswer {
  readonly path: string;
  readonly status?: number;
  /** Why there was no answer. */
  readonly failure?: string;
  readonly contentType: string;
  readonly bytes: number;
}

/** Media types by ending, for what a page does not work without. */
const TYPES: Readonly<Record<string, RegExp>> = {
  js: /^(?:text|application)\/(?:x-)?(?:java|ecma)script\b/u,
  mjs: /^(?:text|application)\/(?:x-)?(?:java|ecma)script\b/u,
  css: /^text\/css\b/u,
  json: /^application\/(?:[\w.+-]+\+)?json\b/u,
  webmanifest: /^application\/(?:manifest\+)?json\b/u,
  wasm: /^application\/wasm\b/u,
  svg: /^image\/svg\+xml\b/u,
  png: /^image\/png\b/u,
  jpg: /^image\/jpeg\b/u,
  jpeg: /^image\/jpeg\b/u,
  gif: /^image\/gif\b/u,
  webp: /^image\/webp\b/u,
  avif: /^image\/avif\b/u,
  ico: /^image\//u,
  woff: /^(?:font\/woff|application\/(?:x-)?font-woff)\b/u,
  woff2: /^(?:font\/woff2|application\/(?:x-)?font-woff2)\b/u,
};

/** Whether static files are there and are what they are called, and whether one that is not there is said to be missing. */
export function judgeAssets(answers: readonly AssetAnswer[], missing: AssetAnswer): Finding {
  const wrong = answers.flatMap((answer) => assetProblem(answer) ?? []);
  const value = answers.length - wrong.length;
  const measure = { value, bound: answers.length, good: "at-least", unit: "files" } as const;
  if (wrong.length > 0) {
    const message = `${wrong.length} of ${answers.length} static files are not served as they should be: ${wrong.slice(0, 10).join("; ")}.`;
    return { ...failed("AssetsNotServed", message), measure };
  }
  if (missing.status !== undefined && missing.status < 300 && missing.status >= 200) {
    const message = `${missing.path} is not there and yet gave ${missing.status} with ${missing.contentType || "no type"}. A page with an old address of a file breaks, and nobody sees why; answer 404 for files.`;
    return { ...failed("MissingLooksThere", message), measure };
  }
  const message = `${answers.length === 1 ? "The static file is" : `All ${answers.length} static files are`} served with the right type, and one that is not there is said to be missing.`;
  return { ...passed("AssetsServed", message), measure };
}

/** What is wrong with what came back, as a clause; undefined where nothing is. */
export function assetProblem({ path, status, failure, contentType, bytes }: AssetAnswer): string | undefined {
  if (status === undefined) return `${path} had no answer (${failure ?? "unknown"})`;
  if (status !== 200) return `${path} gave ${status}`;
  if (bytes === 0) return `${path} is empty`;
  const ending = /\.([a-z0-9]+)(?:\?|$)/iu.exec(path)?.[1]?.toLowerCase() ?? "";
  const type = Object.hasOwn(TYPES, ending) ? TYPES[ending] : undefined;
  if (type !== undefined && !type.test(contentType))
    return `${path} is sent as ${contentType || "nothing that is named"}`;
  return undefined;
}
