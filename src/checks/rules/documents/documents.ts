import type { Place } from "../../../core/place.ts";
import { type Prose, titled } from "../../read/prose.ts";
import type { Rule } from "../../rule.ts";
import { verdictOfAny } from "../../verdict.ts";
import { filePlaces } from "../signs.ts";

/** Documents that are about something and hold what such a document is for; what is missing may be in a wiki. */
function about(title: RegExp, holds: (prose: Prose) => boolean, things: string, good: string): Rule {
  return (workspace) => {
    const found = workspace.prose.flatMap((prose): readonly Place[] => {
      const place = titled(prose, title);
      return place !== undefined && holds(prose) ? [place] : [];
    });
    return verdictOfAny({ found, unread: workspace.unread.other }, { things, good });
  };
}

/** Languages of fenced code that are drawn. */
const DIAGRAMS = new Set(["mermaid", "plantuml", "dot", "d2", "graphviz"]);

const hasCode = (prose: Prose): boolean => prose.fences.length > 0;
const hasSteps = (prose: Prose): boolean => prose.points >= 3 || prose.fences.length > 0;

/** A README that says how it is deployed. */
export const readme: Rule = (workspace) => {
  const found = workspace.prose
    .filter((one) => one.name === "readme")
    .flatMap(
      (one) => one.headings.find((heading) => /deploy|release|ship|install|running/iu.test(heading.text))?.place ?? [],
    );
  return verdictOfAny(
    { found, unread: workspace.unread.other },
    { things: "a README with a part about deployment", good: "The README says how to deploy." },
  );
};

/** A runbook with steps. */
export const runbook: Rule = about(
  /\b(?:runbook|playbook|operations?)\b/iu,
  hasSteps,
  "runbooks with steps",
  "A runbook is there.",
);

/** An architecture document with a diagram. */
export const architecture: Rule = (workspace) => {
  const found = workspace.prose.flatMap((prose) => {
    const place = titled(prose, /\b(?:architecture|design|overview|how it works|system)\b/iu);
    return place !== undefined && isDrawn(prose) ? [place] : [];
  });
  const drawings = filePlaces(
    workspace,
    /(?:^|\/)[^/]*(?:architecture|deployment)[^/]*\.(?:drawio|puml|mmd|svg|png|d2)$/iu,
  );
  return verdictOfAny(
    { found: [...found, ...drawings], unread: workspace.unread.other },
    { things: "architecture documents with a diagram", good: "The architecture is drawn." },
  );
};

function isDrawn({ fences, text }: Prose): boolean {
  return fences.some((fence) => DIAGRAMS.has(fence)) || /!\[[^\]]*\]\([^)]+\)/u.test(text);
}

/** The way back with its commands. */
export const rollback: Rule = about(
  /\broll(?:ing)?[ -]?back\b|\brevert/iu,
  hasCode,
  "documents about rollback with commands",
  "The way back is written down.",
);

/** What is done when something breaks. */
export const incident: Rule = about(
  /\b(?:incident|outage|escalation|on-?call)\b/iu,
  hasSteps,
  "documents about incidents with steps",
  "Incidents have a procedure.",
);

/** A form for what is learned. */
export const postMortem: Rule = about(
  /\bpost-?\s?mortem|\bretrospective|\bincident report|\blessons learned/iu,
  () => true,
  "post-mortem documents and templates",
  "Post-mortems have a form.",
);
