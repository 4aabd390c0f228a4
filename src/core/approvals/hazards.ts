import { versionLabel } from "../rollout/image.ts";
import type { Change } from "./change.ts";
import { type VersionStep, versionStep } from "./versionStep.ts";

/** A change that always needs somebody's yes in production. */
export interface Hazard {
  readonly id:
    | "breaking-deploy"
    | "scale-over-half"
    | "large-migration"
    | "network-change"
    | "certificate-rotation"
    | "restart-in-business-hours";
  /** What it is, with names and numbers. */
  readonly reason: string;
}

/** Pods may grow by this share of what runs without a yes. Source: safety-handbook.md:776. */
const MOST_GROWTH = 0.5;
/** A migration may touch this many rows without a yes. Source: safety-handbook.md:777. */
const MOST_ROWS = 10_000;

/** Kinds through which traffic finds its way, or is kept out. Source: safety-handbook.md:778. */
const NETWORK_KINDS: ReadonlySet<string> = new Set(
  `Service Endpoints EndpointSlice Ingress IngressClass NetworkPolicy AdminNetworkPolicy BaselineAdminNetworkPolicy
  Gateway GatewayClass HTTPRoute GRPCRoute TCPRoute TLSRoute UDPRoute ReferenceGrant BackendTLSPolicy
  VirtualService DestinationRule ServiceEntry Sidecar EnvoyFilter PeerAuthentication AuthorizationPolicy
  IngressRoute IngressRouteTCP IngressRouteUDP CiliumNetworkPolicy CiliumClusterwideNetworkPolicy
  GlobalNetworkPolicy NetworkSet`.split(/\s+/u),
);

/**
 * Whether a change is one of those that always need a yes. What cannot be told counts as if it were: a version that is
 * none, a number of pods or rows that nobody knows. Source: safety-handbook.md:773-780.
 */
export function hazardOf(change: Change, businessHours: boolean): Hazard | undefined {
  switch (change.type) {
    case "image":
      return breaking(change);
    case "scale":
      return growth(change);
    case "restart":
      if (!businessHours) return undefined;
      return { id: "restart-in-business-hours", reason: `${change.workload.name} restarts in business hours.` };
    case "object":
      return ofObject(change);
    case "migration":
      return migration(change);
  }
}

type ChangeOf<T extends Change["type"]> = Extract<Change, { type: T }>;

const BREAKS: Readonly<Record<VersionStep, string | undefined>> = {
  same: undefined,
  "within-major": undefined,
  major: "a new major version may break who uses it",
  down: "an older version may not know what the newer one left behind",
  unknown: "whether it breaks anything cannot be told from its name",
};

function breaking({ workload, from, to }: ChangeOf<"image">): Hazard | undefined {
  const why = BREAKS[versionStep(from, to)];
  if (why === undefined) return undefined;
  const reason = `${workload.name} goes from ${versionLabel(from)} to ${versionLabel(to)}: ${why}.`;
  return { id: "breaking-deploy", reason };
}

function growth({ workload, from, to }: ChangeOf<"scale">): Hazard | undefined {
  if (from === undefined) {
    return { id: "scale-over-half", reason: `${workload.name} goes to ${to} pods, from nobody knows how many.` };
  }
  if (to <= from * (1 + MOST_GROWTH)) return undefined;
  const share = from === 0 ? "" : `, ${Math.round(((to - from) / from) * 100)} % more`;
  return { id: "scale-over-half", reason: `${workload.name} goes from ${from} to ${to} pods${share}.` };
}

function ofObject({ kind, name, secretType }: ChangeOf<"object">): Hazard | undefined {
  if (NETWORK_KINDS.has(kind)) {
    return { id: "network-change", reason: `${kind} ${name} changes, and with it how traffic flows.` };
  }
  if (kind === "Certificate" || (kind === "Secret" && secretType === "kubernetes.io/tls")) {
    return { id: "certificate-rotation", reason: `The certificate in ${kind} ${name} changes.` };
  }
  return undefined;
}

function migration({ name, rows }: ChangeOf<"migration">): Hazard | undefined {
  if (rows !== undefined && rows <= MOST_ROWS) return undefined;
  const many = rows === undefined ? "nobody knows how many rows" : `${rows} rows, more than ${MOST_ROWS}`;
  return { id: "large-migration", reason: `Migration ${name} touches ${many}.` };
}
