import { parentOf } from "../../base/treePath.ts";
import type { Place } from "../../core/place.ts";
import type { PublishedPort } from "./composePorts.ts";
import { type PortClaim, type PortConflict, portConflicts } from "./portConflicts.ts";
import type { PortRange } from "./portRange.ts";

/** A port of the machine with who has it and what says so. */
export interface PortEntry {
  readonly service: string;
  /** Undefined where the port is fixed. */
  readonly variable: string | undefined;
  /** On the machine. */
  readonly host: number;
  /** In its container. */
  readonly container: number;
  /** What says which port of the machine: a `.env`, a compose file, or the range that it would be given from. */
  readonly source: "env" | "compose" | "range";
  /** Of a port of the range: the line that says that the service listens or is needed. */
  readonly place: Place | undefined;
  /** Whether the variable is one of the workspace's own `.env`, and not of one further down. */
  readonly own: boolean;
}

/** A service that would be published. */
export interface PlannedPort {
  readonly service: string;
  readonly variable: string;
  readonly host: number;
  readonly container: number;
  /** What says that it listens, or is needed. */
  readonly place: Place | undefined;
  /** The port that the code takes when it is started without a container. */
  readonly code?: number;
}

/** What a report is made from. */
export interface PortFacts {
  readonly range: PortRange;
  readonly planned: readonly PlannedPort[];
  readonly published: readonly PublishedPort[];
  /** Where each variable stands in a `.env`, by the folder of the `.env` and the name. */
  readonly set: (folder: string, variable: string) => { readonly port: number; readonly place: Place } | undefined;
  /** Ports that programs of this machine listen on. */
  readonly listening: ReadonlySet<number>;
}

export interface PortReport {
  readonly range: PortRange;
  readonly entries: readonly PortEntry[];
  readonly conflicts: readonly PortConflict[];
  /** The variables of the workspace's own `.env` with ports that nobody else has. */
  readonly proposed: ReadonlyMap<string, number>;
}

/** Every port of the machine that a workspace takes, who is in whose way, and what would settle it. */
export function portReport(facts: PortFacts): PortReport {
  const { range, listening, planned } = facts;
  const entries = entriesOf(facts);
  const claims = entries.map((entry) => ({ name: entry.service, port: entry.host, place: entry.place, entry }));
  const published = portConflicts(claims, range, listening);
  const free = new Map(published.map(({ claim, free: port }) => [claim.entry, port]));
  const proposed = entries.flatMap((entry): [string, number][] => {
    const port = free.get(entry) ?? entry.host;
    return entry.variable === undefined || !entry.own ? [] : [[entry.variable, port]];
  });
  const open = new Set(entries.flatMap(({ service, source }) => (source === "range" ? [service] : [])));
  const code = codeClaims(planned.filter(({ service }) => open.has(service)));
  return {
    range,
    entries,
    conflicts: [...portConflicts(code, range, new Set()), ...published],
    proposed: new Map(proposed),
  };
}

/** What compose files publish, then what they do not yet. */
function entriesOf({ planned, published, set }: PortFacts): readonly PortEntry[] {
  const there = published.map(({ service, host, container, variable, place }): PortEntry => {
    const folder = parentOf(place.file);
    const line = variable === undefined ? undefined : set(folder, variable);
    return {
      service: folder === "." ? service : `${service} (${folder})`,
      variable,
      host: line?.port ?? host,
      container,
      source: line === undefined ? "compose" : "env",
      place: line?.place ?? place,
      own: folder === ".",
    };
  });
  const known = new Set(there.flatMap(({ variable, own }) => (own && variable !== undefined ? [variable] : [])));
  const missing = planned.filter(({ variable }) => !known.has(variable));
  return [
    ...there,
    ...missing.map(({ service, variable, host, container, place }): PortEntry => {
      const line = set(".", variable);
      const source = line === undefined ? "range" : "env";
      return { service, variable, host: line?.port ?? host, container, source, place: line?.place ?? place, own: true };
    }),
  ];
}

/** Servers that would be in each other's way when they are started without containers. */
function codeClaims(planned: readonly PlannedPort[]): readonly PortClaim[] {
  return planned.flatMap(({ service, code, place, host }) =>
    code === undefined ? [] : [{ name: service, port: code, place, instead: host }],
  );
}
