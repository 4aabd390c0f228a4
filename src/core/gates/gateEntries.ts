import { checksOfList } from "../checklists/checklist.ts";
import { GATE_CHECKLISTS } from "../checklists/lists.ts";
import { FIGURE_CHECKS } from "./descriptions/figures.ts";
import { QUALITY_CHECKS } from "./descriptions/quality.ts";
import { READINESS_CHECKS } from "./descriptions/readiness.ts";
import type { CheckId } from "./registry.ts";

/** Lists of checks that a gate may name as one. Source: release-gatekeeper.md:85 and 92, operations-handbook.md:430. */
export const GATE_LISTS = {
  staging: ["unit-tests", "smoke-tests", "sanity-tests", "code-review", "security-basic"],
  production: [
    "staging-verified",
    "regression-tests",
    "load",
    "security-full",
    "k8s-readiness",
    "k8s-liveness",
    "monitoring-alerts",
    "way-back-verified",
    "previous-images-present",
  ],
  readiness: keysOf(READINESS_CHECKS),
  checklist: checksOfList(GATE_CHECKLISTS.checklist),
  "definition-of-done": checksOfList(GATE_CHECKLISTS["definition-of-done"]),
} as const satisfies Readonly<Record<string, readonly CheckId[]>>;

/** What a gate may name: a list, or one check. */
export const GATE_ENTRIES = [
  ...keysOf(GATE_LISTS),
  "git-clean",
  "git-tagged",
  "diff-reviewed",
  ...keysOf(QUALITY_CHECKS),
  ...keysOf(FIGURE_CHECKS),
  ...keysOf(READINESS_CHECKS),
] as const;

export type GateEntry = (typeof GATE_ENTRIES)[number];

/** The checks of a gate, each once, in the order they are named. */
export function checksOf(entries: readonly GateEntry[]): readonly CheckId[] {
  return [...new Set(entries.flatMap((entry): readonly CheckId[] => (isList(entry) ? GATE_LISTS[entry] : [entry])))];
}

function isList(entry: GateEntry): entry is keyof typeof GATE_LISTS {
  return Object.hasOwn(GATE_LISTS, entry);
}

function keysOf<K extends string>(table: Readonly<Record<K, unknown>>): readonly K[] {
  return Object.keys(table) as K[];
}
