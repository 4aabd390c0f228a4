import type { FindingLevel, ReportedFinding, SecuritySeverity } from "../report.ts";
import { problem } from "../source/problem.ts";
import type { Picked } from "../source/pick.ts";
import { NAMED_AT_MOST } from "../values/excerpt.ts";
import { given } from "../values/frozen.ts";
import { type CountsInMaking, countFindings } from "./counts.ts";
import { ownLevel, ruleReference, type Sighting, sightingOf } from "./result.ts";
import type { RuleReference, Rules } from "./rules.ts";
import { scoreIn, severityOf } from "./severity.ts";

/** Distinct rules and levels of one run. */
const MOST_GROUPS = 20_000;
/** Sightings kept in all before each group keeps only one. */
const MANY_SIGHTINGS = 4000;

/** Results of a run that will turn out equally bad once its rules are known. */
interface Group {
  readonly reference: RuleReference;
  readonly level: FindingLevel | undefined;
  readonly score: number | undefined;
  fresh: number;
  known: number;
  readonly sightings: (Sighting & { readonly order: number })[];
}

/** A finding with how bad it is and where it came, for sorting. */
export interface Ranked {
  readonly finding: ReportedFinding;
  readonly rank: number;
  readonly order: number;
}

/** The results of one run, by what decides how bad they are, as the rules may come after them. */
export class Groups {
  #groups = new Map<string, Group>();
  #order = 0;
  #kept = 0;

  /** Whether it is worth knowing where a result is and what it says; `begun` is what of it was read so far. */
  wantsSighting(begun: Picked): boolean {
    const group = this.#groups.get(keyOf(begun));
    return group === undefined || group.sightings.length < this.#room();
  }

  /** Throws a problem where a run has too many kinds of results. */
  add(result: Picked, isFresh: boolean): void {
    const key = keyOf(result);
    const group = this.#groups.get(key) ?? this.#open(key, result);
    if (isFresh) group.fresh += 1;
    else group.known += 1;
    this.#order += 1;
    if (group.sightings.length >= this.#room()) return;
    this.#kept += 1;
    group.sightings.push({ ...sightingOf(result, group.reference.id), order: this.#order });
  }

  /** The run is over and its rules are known: counts all, hands out what was seen of them, and forgets them. */
  settle(rules: Rules, standing: CountsInMaking, fresh: CountsInMaking): readonly Ranked[] {
    const ranked: Ranked[] = [];
    for (const group of this.#groups.values()) {
      const rule = rules.find(group.reference);
      const level = group.level ?? rule?.level ?? "warning";
      const score = group.score ?? rule?.score;
      const severity = score === undefined ? undefined : severityOf(score);
      countFindings(standing, level, severity, group.fresh + group.known);
      countFindings(fresh, level, severity, group.fresh);
      for (const { order, ...sighting } of group.sightings) {
        const finding = { ...given({ ...sighting, rule: sighting.rule ?? rule?.id }), level, ...given({ severity }) };
        ranked.push({ finding, rank: rankOf(level, severity), order });
      }
    }
    this.#groups = new Map();
    this.#kept = 0;
    return ranked;
  }

  /** How many sightings a group may have. */
  #room(): number {
    return this.#kept < MANY_SIGHTINGS ? NAMED_AT_MOST : 1;
  }

  #open(key: string, result: Picked): Group {
    if (this.#groups.size >= MOST_GROUPS) {
      throw problem(
        "TooLarge",
        "This report has results of more than 20,000 rules, which no scanner has. Make it again.",
      );
    }
    const what = { reference: ruleReference(result), level: ownLevel(result), score: scoreIn(result) };
    const group: Group = { ...what, fresh: 0, known: 0, sightings: [] };
    this.#groups.set(key, group);
    return group;
  }
}

function keyOf(result: Picked): string {
  const { extension = "", index = "", id = "" } = ruleReference(result);
  return `${extension}/${index}/${ownLevel(result) ?? ""}/${scoreIn(result) ?? ""}/${id}`;
}

const RANKS = {
  severity: { critical: 0, high: 1, medium: 3, low: 5 },
  level: { error: 2, warning: 4, note: 6, none: 7 },
} as const;

/** The worst first. */
export function rankOf(level: FindingLevel, severity: SecuritySeverity | undefined): number {
  return severity === undefined ? RANKS.level[level] : RANKS.severity[severity];
}
