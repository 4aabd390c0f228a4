import type { Decisions } from "../../engine/scaffold/scaffoldPlan.ts";
import { type Choice, choicesFor, type MergedFile } from "../../scaffold/merge/mergedFile.ts";

/**
 * What a person takes and leaves. At first everything is taken that loses nobody's work; files that were there before,
 * conflicts and files that a person deleted are left until they say otherwise.
 */
export class FileChoices {
  readonly #choices = new Map<string, Choice>();
  readonly #left = new Set<string>();

  /** Whether it is taken; undefined where there is nothing to take. */
  isTaken(file: MergedFile): boolean | undefined {
    if (file.state === "unchanged" || file.state === "blocked") return undefined;
    return isUndecided(file) ? this.choice(file) !== "leave" : !this.#left.has(file.path);
  }

  choice({ path }: MergedFile): Choice {
    return this.#choices.get(path) ?? "leave";
  }

  choose(file: MergedFile, choice: Choice): void {
    if (choicesFor(file.state).includes(choice)) this.#choices.set(file.path, choice);
  }

  /** Takes what is generated, or leaves the file as it is. */
  take(file: MergedFile, taken: boolean): void {
    if (isUndecided(file)) this.choose(file, taken ? "generated" : "leave");
    else if (taken) this.#left.delete(file.path);
    else this.#left.add(file.path);
  }

  /** Forgets what was decided about files that stand otherwise now. */
  carryOver(before: readonly MergedFile[], now: readonly MergedFile[]): void {
    const states = new Map(now.map(({ path, state }) => [path, state]));
    for (const { path, state } of before) {
      if (states.get(path) === state) continue;
      this.#choices.delete(path);
      this.#left.delete(path);
    }
  }

  /** As writing takes it. What cannot be read stands in nobody's way. */
  decisions(): Decisions {
    return {
      choice: (file) => this.choice(file),
      leave: (file) => file.state === "blocked" || this.#left.has(file.path),
    };
  }
}

/** Whether a person has to say what becomes of it. */
export function isUndecided({ state }: MergedFile): boolean {
  return choicesFor(state).length > 0;
}

/** Whether lines of a person's are lost by taking it as they chose. */
export function losesLines(file: MergedFile, choice: Choice): boolean {
  return (file.state === "conflict" || file.state === "exists") && choice === "generated";
}
