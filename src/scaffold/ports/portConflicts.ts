import { type Place, placeText } from "../../core/place.ts";
import type { Problem } from "../facts/detection.ts";
import { assignPorts } from "./assignPorts.ts";
import type { PortRange } from "./portRange.ts";

/** Somebody who wants a port of the machine, and where that is written. */
export interface PortClaim {
  /** The application or service. */
  readonly name: string;
  readonly port: number;
  /** Undefined where nothing is written yet. */
  readonly place?: Place | undefined;
  /** The port that it has been given instead already; undefined: one is looked for. */
  readonly instead?: number;
}

/** A port that two want, or that a running program has. */
export interface PortConflict<Claim extends PortClaim = PortClaim> extends Problem {
  /** Who does not get it. */
  readonly claim: Claim;
  /** The port to take instead; undefined where the range is full. */
  readonly free: number | undefined;
}

/**
 * Ports that two want, with both places, and ports that a running program holds, each with the port of the range that
 * is free instead. In order of the claims; two claims of one name are one service in several files.
 */
export function portConflicts<Claim extends PortClaim>(
  claims: readonly Claim[],
  range: PortRange,
  taken: ReadonlySet<number>,
): readonly PortConflict<Claim>[] {
  const busy = new Set([...taken, ...claims.map(({ port }) => port)]);
  return claims.flatMap((claim, index) => {
    const first = claims.slice(0, index).find((other) => other.port === claim.port && other.name !== claim.name);
    if (first === undefined && !taken.has(claim.port)) return [];
    if (first === undefined && claims.slice(0, index).some((other) => other.port === claim.port)) return [];
    const free = claim.instead ?? assignPorts([{ variable: "PORT" }], range, busy, new Map()).get("PORT");
    if (free !== undefined) busy.add(free);
    return [{ ...problemOf(claim, first, free), claim, free }];
  });
}

function problemOf(claim: PortClaim, first: PortClaim | undefined, free: number | undefined): Problem {
  const wanted = `${claim.name} wants port ${claim.port}${placed(claim)}`;
  const advice = free === undefined ? "No port of the environment's range is free." : `Give it ${free}, which is free.`;
  const why =
    first === undefined
      ? `${wanted}, and a program on this machine listens on it.`
      : `${wanted}, and so does ${first.name}${placed(first)}: only the first to start gets it.`;
  return {
    reason: "PortTaken",
    path: ".",
    message: `${why} ${advice}`,
    evidence: [claim, ...(first ? [first] : [])].flatMap(({ name, port, place }) =>
      place === undefined ? [] : [{ ...place, says: `${name} wants ${port}` }],
    ),
  };
}

function placed({ place }: PortClaim): string {
  return place === undefined ? "" : ` (${placeText(place)})`;
}
