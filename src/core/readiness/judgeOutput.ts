import { failed, type Finding, inconclusive, passed } from "../gates/finding.ts";
import type { FolderSize } from "../ports/madeFiles.ts";
import { blockingWarnings } from "./complaints.ts";
import { clause } from "./lastLines.ts";
import { isDone, type Stage } from "./tried.ts";

/** What the build makes: where it lies, and how large it may be. */
export interface OutputTerms {
  /** From the application's folder. */
  readonly folder: string;
  readonly maxBytes?: number;
}

const KILOBYTE = 1024;

/** Whether the build made what it should, no more than that, and without leaving anything out. */
export function judgeOutput(build: Stage, size: FolderSize | undefined, terms: OutputTerms): Finding {
  const proof = build.file === undefined ? {} : { files: [build.file] };
  return { ...judgeSize(build, size, terms), ...proof };
}

function judgeSize(build: Stage, size: FolderSize | undefined, { folder, maxBytes }: OutputTerms): Finding {
  if (!isDone(build)) {
    return inconclusive("NotBuilt", `Nothing can be said of ${folder}, as the production build did not succeed.`);
  }
  if (size === undefined) return failed("OutputMissing", `The build made no folder ${folder}.`);
  const { files, bytes } = size;
  if (files === 0) return failed("OutputEmpty", `The build left ${folder} empty.`);
  const warnings = build.tried.flatMap(({ output }) => blockingWarnings(output));
  if (warnings.length > 0) {
    return failed("BlockingWarnings", `The build ended well and yet left something out${clause(warnings)}`, {
      warnings: warnings.length,
    });
  }
  const kilobytes = Math.ceil(bytes / KILOBYTE);
  const facts = { files, bytes };
  if (maxBytes === undefined) {
    return passed("OutputThere", `${folder} holds ${files} files of ${kilobytes} kB in all; no bound is set.`, facts);
  }
  const bound = Math.floor(maxBytes / KILOBYTE);
  const measure = { value: kilobytes, bound, good: "at-most", unit: "kB" } as const;
  const says = `${folder} holds ${files} files of ${kilobytes} kB in all, and may hold ${bound} kB.`;
  const finding = bytes > maxBytes ? failed("OutputTooLarge", says, facts) : passed("OutputWithinBound", says, facts);
  return { ...finding, measure };
}
