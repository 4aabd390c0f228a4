import type { Connection } from "../../test/support/controlPlane/connection.ts";
import { request } from "../../test/support/controlPlane/request.ts";

/** What the API server itself has counted of the decisions by admission policies about updates that it let through. */
export interface Decisions {
  /** How many. Updates that no policy matches count, too. */
  readonly count: number;
  /** Those of them that took longer than 5 ms, which is where the server's smallest bucket ends. */
  readonly slow: number;
  /** What all of them took together. */
  readonly milliseconds: number;
}

const METRIC = "apiserver_admission_controller_admission_duration_seconds";
const LABELS = ['name="ValidatingAdmissionPolicy"', 'operation="UPDATE"', 'rejected="false"', 'type="validate"'];

/** Reads the server's counters. Throws where it does not show them. */
export async function decisionsSoFar(connection: Connection): Promise<Decisions> {
  const { status, body } = await request(connection, "/metrics");
  if (status !== 200) throw new Error(`The API server shows no metrics: ${status}.`);
  const lines = body.split("\n").filter((line) => line.startsWith(METRIC) && LABELS.every((one) => line.includes(one)));
  const count = valueOf(lines, "_count{");
  return {
    count,
    slow: count - valueOf(lines, "_bucket{", 'le="0.005"'),
    milliseconds: valueOf(lines, "_sum{") * 1000,
  };
}

/** What came between two readings. */
export function since(before: Decisions, after: Decisions): Decisions {
  return {
    count: after.count - before.count,
    slow: after.slow - before.slow,
    milliseconds: after.milliseconds - before.milliseconds,
  };
}

function valueOf(lines: readonly string[], ...parts: readonly string[]): number {
  const line = lines.find((one) => parts.every((part) => one.includes(part)));
  const value = Number(line?.split(" ").at(-1));
  if (!Number.isFinite(value)) throw new Error(`The API server's metrics have no ${METRIC} with ${parts.join(", ")}.`);
  return value;
}
