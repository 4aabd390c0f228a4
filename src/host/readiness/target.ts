import type { EvidencePlace } from "../../core/evidence/evidence.ts";

/** What a row of the Readiness view stands for. */
export type ReadinessTarget =
  | { readonly type: "note" }
  | { readonly type: "group" }
  | { readonly type: "line"; readonly place?: EvidencePlace; readonly attest?: AttestSubject }
  | { readonly type: "evidence"; readonly place?: EvidencePlace; readonly attest?: AttestSubject };

/** A check that a run waits for somebody's word on. */
export interface AttestSubject {
  readonly file: string;
  readonly run: string;
  readonly node: string;
  readonly check: string;
}
