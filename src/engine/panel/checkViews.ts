import type { Evidence } from "../../core/evidence/evidence.ts";
import { describeCheck } from "../../core/gates/registry.ts";
import type { CheckNode, CheckSpec } from "../../core/graph/graph.ts";
import type { CheckView } from "../../protocol/panel.ts";
import type { Place } from "./place.ts";
import type { Wishes } from "./wishes.ts";

/** What the last visit of a check node found, and what of it counts now. */
interface Found {
  readonly found: readonly Evidence[];
  readonly counting: readonly Evidence[];
}

/** The checks of a node as they stand in its last visit. */
export function checkViews(place: Place, node: CheckNode, { found, counting }: Found, wishes: Wishes): CheckView[] {
  const here = node.id === place.here;
  return node.checks.map((spec) => {
    const evidence = counting.findLast((one) => one.check === spec.id);
    const over = evidence === undefined && found.some((one) => one.check === spec.id);
    const view = checkView(spec, evidence, over ? "The word that was given for it has run out." : undefined);
    if (!here || evidence?.verdict === "pass") return view;
    const mayNot = wishes.mayNotAttest(node.id, spec.id);
    if (mayNot === undefined) return { ...view, canAttest: true };
    return view.overrides === true ? { ...view, mayNot } : view;
  });
}

/** A check that nobody has looked at, such as one of a graph that was opened from a document. */
export function openCheck(spec: CheckSpec): CheckView {
  return checkView(spec, undefined);
}

function checkView(spec: CheckSpec, evidence: Evidence | undefined, note?: string): CheckView {
  const { id, label } = spec;
  const why = { ...whyOf(id), ...(spec.terms?.kind === "windows" ? { overrides: true } : {}) };
  if (evidence === undefined) {
    return { id, label, ...why, verdict: "open", message: note ?? openMessage(spec), facts: [], canAttest: false };
  }
  const { verdict, message, source, collectedAt, attested, facts, measure, places, files } = evidence;
  return {
    id,
    label,
    ...why,
    verdict,
    message,
    source,
    collectedAt,
    ...(attested === undefined ? {} : { attested: { ...attested, by: attested.by.name } }),
    ...(measure === undefined ? {} : { measure }),
    ...(places === undefined ? {} : { places: [...places] }),
    ...(files === undefined ? {} : { files: [...files] }),
    facts: Object.entries(facts ?? {}).map(([name, value]) => ({ name, value: String(value) })),
    canAttest: false,
  };
}

/** Why it is asked, and where its rule comes from. */
function whyOf(id: string): Pick<CheckView, "why"> {
  const described = describeCheck(id);
  return described === undefined ? {} : { why: `${described.why} (${described.source})` };
}

function openMessage({ attestedFor }: CheckSpec): string {
  return attestedFor === undefined ? "It was not measured yet." : "It was neither measured nor attested yet.";
}
