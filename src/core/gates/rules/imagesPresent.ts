import { list } from "../../run/words.ts";
import { type Finding, failed, inconclusive, passed } from "../finding.ts";

/** What a registry said of an image. */
export interface ImageFact {
  readonly image: string;
  readonly answer:
    | { readonly digest: string }
    /** The registry says that there is none. */
    | { readonly missing: string }
    /** It shows it to those who sign in. */
    | { readonly refused: string }
    | { readonly problem: string };
}

/** Whether the registry has every image, so that it can be pulled. Source: safety-handbook.md:229. */
export function judgeImages(facts: readonly ImageFact[]): Finding {
  if (facts.length === 0) return inconclusive("NoImages", "The run names no image that could be asked for.");
  const found = facts.flatMap(({ image, answer }): [string, string][] =>
    "digest" in answer ? [[image, answer.digest]] : [],
  );
  const measure = { value: found.length, bound: facts.length, good: "at-least", unit: "images" } as const;
  return { ...judged(facts, Object.fromEntries(found)), measure };
}

function judged(facts: readonly ImageFact[], digests: Readonly<Record<string, string>>): Finding {
  const missing = facts.flatMap(({ answer }) => ("missing" in answer ? [answer.missing] : []));
  if (missing.length > 0)
    return failed("Missing", `${missing.join(" ")} Push it again, or choose another version.`, digests);
  const refused = facts.flatMap(({ image, answer }) => ("refused" in answer ? [image] : []));
  if (refused.length > 0) {
    const message = `The registry shows ${list(refused)} to nobody who has not signed in, and Tidegate signs in nowhere.`;
    const what = "Let this machine read it without signing in, or leave the check out of the gate and look yourself.";
    return inconclusive("SignInNeeded", `${message} ${what}`);
  }
  const problems = facts.flatMap(({ answer }) => ("problem" in answer ? [answer.problem] : []));
  if (problems.length > 0) return inconclusive("NoAnswer", problems.join(" "));
  return passed("Present", `The registry has ${list(facts.map(({ image }) => image))}.`, digests);
}
