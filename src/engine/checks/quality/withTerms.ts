import { type Finding, inconclusive } from "../../../core/gates/finding.ts";
import type { CheckTerms } from "../../../core/gates/terms.ts";
import type { CheckId } from "../../../core/gates/registry.ts";
import type { RunState } from "../../../core/run/state.ts";
import type { RunPorts } from "../../runPorts.ts";
import type { Collector } from "../collector.ts";

/** The terms of one kind. */
export type TermsOf<K extends CheckTerms["kind"]> = Extract<CheckTerms, { readonly kind: K }>;

/** Where a check is asked for: what is outside, the run, and the check's id. */
export interface Asked {
  readonly ports: RunPorts;
  readonly state: RunState;
  readonly check: CheckId;
}

/** A collector that needs terms of a kind. A plan that gives none does not say what is asked, so nothing is known. */
export function withTerms<K extends CheckTerms["kind"]>(
  kind: K,
  source: string,
  collect: (asked: Asked, terms: TermsOf<K>) => Promise<Finding>,
): Collector {
  return {
    source,
    async collect(ports, state, { id, terms }) {
      if (terms?.kind === kind) return collect({ ports, state, check: id as CheckId }, terms as TermsOf<K>);
      const message = `The plan does not say what "${id}" asks for. Name it in the gate of an environment in tidegate.yaml.`;
      return inconclusive("NoTerms", message);
    },
  };
}
