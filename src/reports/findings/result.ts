import type { FindingLevel } from "../report.ts";
import {
  arrayIn,
  arrayOf,
  memberOf,
  numberIn,
  objectIn,
  objectOf,
  type Picked,
  SCALAR,
  textIn,
} from "../source/pick.ts";
import { messageExcerpt, nameExcerpt } from "../values/excerpt.ts";
import { countOf } from "../values/number.ts";
import type { RuleReference } from "./rules.ts";
import { levelOf } from "./severity.ts";

const MOST_SUPPRESSIONS = 100;

/** What of a result of SARIF counts: section 3.27 of the standard. */
export const RESULT = objectOf({
  ruleId: SCALAR,
  ruleIndex: SCALAR,
  rule: objectOf({ id: SCALAR, index: SCALAR, toolComponent: objectOf({ index: SCALAR }) }),
  kind: SCALAR,
  level: SCALAR,
  baselineState: SCALAR,
  message: objectOf({ text: SCALAR, markdown: SCALAR }),
  locations: arrayOf(
    objectOf({
      physicalLocation: objectOf({
        artifactLocation: objectOf({ uri: SCALAR }),
        region: objectOf({ startLine: SCALAR }),
      }),
    }),
    1,
  ),
  suppressions: arrayOf(objectOf({ status: SCALAR }), MOST_SUPPRESSIONS),
  properties: objectOf({ "security-severity": SCALAR }),
});

/** What becomes of a result. */
export type Fate = "fresh" | "known" | "suppressed" | "absent" | "undecided" | "none";

/**
 * A result of kind pass, informational or notApplicable finds nothing. One without a kind, or of a kind that the
 * standard does not know, is a finding.
 */
export function fateOf(result: Picked): Fate {
  const kind = memberOf(result, "kind");
  if (kind === "pass" || kind === "informational" || kind === "notApplicable") return "none";
  const state = memberOf(result, "baselineState");
  if (state === "absent") return "absent";
  if (isSuppressed(result)) return "suppressed";
  if (kind === "open" || kind === "review") return "undecided";
  return state === "unchanged" || state === "updated" ? "known" : "fresh";
}

/** Only where every suppression was accepted; a missing status means that it was. */
function isSuppressed(result: Picked): boolean {
  const suppressions = arrayIn(result, "suppressions");
  if (suppressions === undefined || suppressions.count === 0) return false;
  if (suppressions.count > suppressions.elements.length) return false;
  return suppressions.elements.every((one) => {
    if (typeof one !== "object" || one === null) return false;
    const status = memberOf(one, "status");
    return status === undefined || status === "accepted";
  });
}

/** The result's own level; one that SARIF does not know is taken for the worst. */
export function ownLevel(result: Picked): FindingLevel | undefined {
  const level = memberOf(result, "level");
  return level === undefined || level === null ? undefined : (levelOf(level) ?? "error");
}

export function ruleReference(result: Picked): RuleReference {
  const rule = objectIn(result, "rule");
  return {
    id: textIn(result, "ruleId") ?? textIn(rule, "id"),
    index: countOf(numberIn(result, "ruleIndex")) ?? countOf(numberIn(rule, "index")),
    extension: countOf(numberIn(objectIn(rule, "toolComponent"), "index")),
  };
}

/** Where a finding is and what it says, for a person. */
export interface Sighting {
  readonly rule: string | undefined;
  readonly file: string | undefined;
  readonly line: number | undefined;
  readonly message: string | undefined;
}

export function sightingOf(result: Picked, rule: string | undefined): Sighting {
  const place = objectIn(arrayIn(result, "locations")?.elements[0], "physicalLocation");
  const message = objectIn(result, "message");
  const line = countOf(numberIn(objectIn(place, "region"), "startLine"));
  return {
    rule: nameExcerpt(rule),
    file: nameExcerpt(textIn(objectIn(place, "artifactLocation"), "uri")),
    line: line === 0 ? undefined : line,
    message: messageExcerpt(textIn(message, "text") ?? textIn(message, "markdown")),
  };
}
