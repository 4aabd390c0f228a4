import { messageOf, reasonOf } from "../../../base/result.ts";
import { type Finding, inconclusive } from "../../../core/gates/finding.ts";
import type { Outward } from "../../../core/ports/outward.ts";
import { assetsNamed, foreignAssetsNamed } from "../../../core/readiness/assetsNamed.ts";
import { type FileAnswer, judgeFiles } from "../../../core/readiness/judgeFiles.ts";
import { ask, type Asked } from "./httpChecks.ts";

/** Milliseconds for a file from elsewhere. */
const ANSWER_MS = 10_000;
const AT_ONCE = 4;

/** Pages of a build, as text: those that its folder holds beside what the running application sends. */
export type Pages = readonly string[];

/** `cdn-answers`: what pages load comes through, from here and from elsewhere, and may be kept by caches. */
export async function cdnAnswers(asked: Asked, outward: Outward, built: Pages): Promise<Finding> {
  const page = await ask(asked, "/", "GET", { accept: "text/html" });
  const isPage = !("failure" in page) && /^text\/html\b/u.test(page.headers["content-type"] ?? "");
  const pages = isPage ? [page.body, ...built] : built;
  const own = [...new Set([...asked.readiness.assets, ...pages.flatMap((one) => assetsNamed(one))])];
  const foreign = [...new Set(pages.flatMap((one) => foreignAssetsNamed(one)))];
  if (own.length + foreign.length === 0) {
    const message = "No page loads a file, neither from here nor from elsewhere.";
    return inconclusive("NotSaid", `${message} Name files in tidegate.yaml, such as: readiness: { assets: [/app.js] }`);
  }
  const { signal } = asked;
  const here = await inTurns(own, (path) => ownAnswer(asked, path));
  return judgeFiles(here, await inTurns(foreign, (url) => foreignAnswer(outward, url, signal)));
}

async function inTurns<T>(names: readonly string[], look: (name: string) => Promise<T>): Promise<readonly T[]> {
  const all: T[] = [];
  for (let index = 0; index < names.length; index += AT_ONCE) {
    all.push(...(await Promise.all(names.slice(index, index + AT_ONCE).map(look))));
  }
  return all;
}

async function ownAnswer(asked: Asked, path: string): Promise<FileAnswer> {
  const answer = await ask(asked, path, "GET");
  if ("failure" in answer) return { path, failure: answer.failure, contentType: "", bytes: 0, validated: false };
  return answered(path, answer);
}

async function foreignAnswer(outward: Outward, url: string, signal: AbortSignal): Promise<FileAnswer> {
  const path = shownAddress(url);
  try {
    const answer = await outward.get(url, ANSWER_MS, signal);
    // Too many questions and a proxy's sign-in say nothing of the file.
    return { ...answered(path, answer), doubt: answer.status === 429 || answer.status === 407 };
  } catch (error) {
    signal.throwIfAborted();
    const doubt = reasonOf(error) === "NoAnswer";
    return { path, failure: messageOf(error), contentType: "", bytes: 0, validated: false, doubt };
  }
}

interface Sent {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly bytes: number;
}

function answered(path: string, { status, headers, bytes }: Sent): FileAnswer {
  const cacheControl = headers["cache-control"];
  return {
    path,
    status,
    bytes,
    contentType: headers["content-type"] ?? "",
    validated: headers["etag"] !== undefined || headers["last-modified"] !== undefined,
    ...(cacheControl === undefined ? {} : { cacheControl }),
  };
}

/** What stands behind a question mark may be a key. */
function shownAddress(url: string): string {
  return url.replace(/\?.*$/su, "?…");
}
