import { failed, type Finding, inconclusive, passed } from "../gates/finding.ts";
import { type AssetAnswer, assetProblem } from "./judgeAssets.ts";

/** What came back for a file that a page loads, from here or from elsewhere. */
export interface FileAnswer extends AssetAnswer {
  /** Its `Cache-Control`, and whether an `ETag` or `Last-Modified` lets a cache ask whether it is still the same. */
  readonly cacheControl?: string;
  readonly validated: boolean;
  /** Whether nobody can tell, as nothing was heard: there may be no network. */
  readonly doubt?: boolean;
}

/** A name that changes with what the file holds. */
const FINGERPRINT = /[.-][0-9a-f]{8,}\.[a-z0-9]+(?:\?|$)/iu;

/**
 * Whether all files that pages load come through, are what they are called, and may be kept by caches on the way. Source:
 * operations-handbook.md:459.
 */
export function judgeFiles(own: readonly FileAnswer[], foreign: readonly FileAnswer[]): Finding {
  const all = [...own, ...foreign];
  const problems = all.map((one) => ({ one, problem: assetProblem(one) ?? cacheProblem(one) }));
  const wrong = problems.filter(({ one, problem }) => problem !== undefined && one.doubt !== true);
  const unheard = problems.filter(({ one }) => one.doubt === true);
  const value = all.length - wrong.length - unheard.length;
  const measure = { value, bound: all.length, good: "at-least", unit: "files" } as const;
  if (wrong.length > 0) {
    const message = `${wrong.length} of ${all.length} files that pages load do not come as they should: ${words(wrong)}.`;
    return { ...failed("FilesNotServed", message), measure };
  }
  if (unheard.length > 0) {
    const message = `Of ${unheard.length} of ${all.length} files that pages load nothing is known: ${words(unheard)}. Try again with a network.`;
    return { ...inconclusive("NotKnown", message), measure };
  }
  const elsewhere = foreign.length === 0 ? "none from elsewhere" : `${foreign.length} from elsewhere`;
  const message = `All ${all.length} files that pages load come through, ${elsewhere}; caches may keep them.`;
  return { ...passed("FilesServed", message, { own: own.length, foreign: foreign.length }), measure };
}

function cacheProblem({ path, cacheControl, validated }: FileAnswer): string | undefined {
  const text = cacheControl?.toLowerCase() ?? "";
  if (/(?:^|[\s,])no-store\b/u.test(text)) return `${path} may not be kept by caches (${text})`;
  if (FINGERPRINT.test(path) && /(?:^|[\s,])(?:no-cache|max-age=0)\b/u.test(text))
    return `${path} is named by what it holds and yet asked for again each time (${text})`;
  if (text === "" && !validated) return `${path} says nothing of how long it may be kept`;
  return undefined;
}

function words(problems: readonly { readonly problem: string | undefined }[]): string {
  return problems
    .slice(0, 10)
    .map(({ problem }) => problem ?? "")
    .join("; ");
}
