import { timestamp } from "../../base/clock.ts";
import type { Evidence, Measure } from "../../core/evidence/evidence.ts";
import type { CheckNode } from "../../core/graph/graph.ts";
import { evidenceHere } from "../../core/run/findings.ts";
import { releaseName } from "../../core/run/release.ts";
import type { RunState } from "../../core/run/state.ts";
import { visitOf } from "../../core/run/visits.ts";

/** A gate that did not open, with all that is told of it to those who mend it and those who decide. */
export interface Blocked {
  /** Stands in every entry, so that none is written twice. Letters, digits and `-._~%/` only. */
  readonly key: string;
  readonly run: string;
  /** `shop 1.9.0 → production` */
  readonly what: string;
  readonly application: string;
  readonly environment: string;
  readonly gate: string;
  readonly requestedBy: string;
  /** RFC 3339. */
  readonly at: string;
  /** The failures first, then what is not known. */
  readonly failures: readonly Failure[];
}

/** A check that did not pass. */
export interface Failure {
  readonly check: string;
  readonly label: string;
  readonly verdict: "fail" | "inconclusive";
  readonly message: string;
  /** `97.5 % (at least 100 %)` */
  readonly measure: string | undefined;
  /** `src/a.ts:12` with what stands there. */
  readonly places: readonly { readonly at: string; readonly about: string | undefined }[];
  readonly files: readonly { readonly path: string; readonly sha256: string }[];
  readonly source: string;
}

/** Far more than a gate has checks; a document's list may have more. */
const MOST_FAILURES = 100;

/** What a run found at a gate that it has left shut. */
export function blockedAt(state: RunState, node: CheckNode): Blocked {
  const { run, nonce, release, requestedBy, path } = state;
  const visit = visitOf(state.visits, node.id) ?? 1;
  const step = path.findLast((one) => one.node === node.id && one.visit === visit);
  const found = evidenceHere(state, node);
  const failures = node.checks.flatMap(({ id, label }): Failure[] => {
    const evidence = found.findLast((one) => one.check === id);
    return evidence?.verdict === "pass" ? [] : [failureOf(id, label, evidence)];
  });
  return {
    key: [run, nonce.slice(0, 8), node.id, visit].map(encodeURIComponent).join("/"),
    run,
    what: `${release.application} ${releaseName(release)} → ${release.environment}`,
    application: release.application,
    environment: release.environment,
    gate: node.label,
    requestedBy: requestedBy.name,
    at: timestamp(step?.leftAt ?? state.lastEventAt),
    failures: failures.toSorted((a, b) => rank(a) - rank(b)).slice(0, MOST_FAILURES),
  };
}

/** What every entry is known again by. */
export function markOf({ key }: Pick<Blocked, "key">): string {
  return `[tidegate ${key}]`;
}

function rank({ verdict }: Failure): number {
  return verdict === "fail" ? 0 : 1;
}

function failureOf(check: string, label: string, evidence: Evidence | undefined): Failure {
  const places = (evidence?.places ?? []).map(({ path, line, about }) => {
    return { at: line === undefined ? path : `${path}:${line}`, about };
  });
  return {
    check,
    label,
    verdict: evidence?.verdict === "fail" ? "fail" : "inconclusive",
    message: evidence?.message ?? `Nothing was found out about "${label}".`,
    measure: evidence?.measure === undefined ? undefined : measureWords(evidence.measure),
    places,
    files: (evidence?.files ?? []).map(({ path, sha256 }) => ({ path, sha256 })),
    source: evidence?.source ?? "nothing",
  };
}

/** A number against its bound: `97.5 % (at least 100 %)`. */
export function measureWords({ value, bound, good, unit }: Measure): string {
  return `${value} ${unit} (${good === "at-least" ? "at least" : "at most"} ${bound} ${unit})`;
}

/** Who mends it: what was measured and is bad, the coder; what was not proved, the tester. */
export function agentFor(failures: readonly Failure[]): "Task-Coder" | "Tester" {
  const bad = failures.some(({ verdict, check }) => verdict === "fail" && check !== "coverage");
  return bad ? "Task-Coder" : "Tester";
}
