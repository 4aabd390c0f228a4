import { digest } from "../../base/hash.ts";
import type { RecordedEvidence } from "../run/state.ts";

/** SHA-256 of all evidence recorded so far, whatever its order. */
export function evidenceHash(evidence: readonly RecordedEvidence[]): string {
  return digest(evidence.map((one) => digest(one)).toSorted());
}
