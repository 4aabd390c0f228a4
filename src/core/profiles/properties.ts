import type { Profile } from "./profile.ts";

export type PropertyGroup = "isolation" | "sizes" | "scaling" | "checks" | "data";

export const PROPERTY_GROUPS: Readonly<Record<PropertyGroup, string>> = {
  isolation: "Isolation",
  sizes: "Sizes",
  scaling: "Scaling",
  checks: "Checks",
  data: "Data and surroundings",
};

/** How the values of a property ought to stand to each other. */
export type PropertyRule =
  /** From development to production it never becomes less. */
  | "grows"
  /** From development to production it never becomes more. */
  | "shrinks"
  /** No two environments share it. */
  | "apart"
  /** What staging asks for, production asks for too, or it asks for staging itself. */
  | "stricter"
  /** It may be as it likes. */
  | "free";

export interface Property {
  readonly group: PropertyGroup;
  readonly label: string;
  readonly rule: PropertyRule;
  /** Why a difference is as it should be, in a sentence. */
  readonly why: string;
  /** Where it is missed, and who says that it belongs there. */
  readonly expected?: { readonly in: readonly Profile[]; readonly source: string };
  /** The least that a profile is expected to have. */
  readonly least?: Readonly<Partial<Record<Profile, number>>> & { readonly source: string };
}

const REHEARSAL = "Production is larger than what rehearses it.";

const CATALOGUE = {
  place: {
    group: "isolation",
    label: "namespace and cluster",
    rule: "apart",
    why: "Each environment has a place of its own.",
  },
  context: {
    group: "isolation",
    label: "context",
    rule: "free",
    why: "Environments may share a cluster or have their own.",
  },
  namespace: { group: "isolation", label: "namespace", rule: "free", why: "Namespaces part what shares a cluster." },
  quota: {
    group: "isolation",
    label: "resource quota",
    rule: "free",
    why: "A quota keeps one environment from starving another.",
    expected: { in: ["staging", "production"], source: "operations-handbook.md:169" },
  },
  "network-policy": {
    group: "isolation",
    label: "network policies",
    rule: "free",
    why: "What is reachable differs with what is there.",
    expected: { in: ["staging", "production"], source: "safety-handbook.md:1323" },
  },
  replicas: {
    group: "sizes",
    label: "replicas",
    rule: "grows",
    why: REHEARSAL,
    least: { development: 1, staging: 2, production: 3, source: "operations-handbook.md:165" },
  },
  "cpu-request": { group: "sizes", label: "CPU request", rule: "grows", why: REHEARSAL },
  "memory-request": { group: "sizes", label: "memory request", rule: "grows", why: REHEARSAL },
  "memory-limit": { group: "sizes", label: "memory limit", rule: "grows", why: REHEARSAL },
  image: { group: "sizes", label: "image", rule: "free", why: "A version reaches one environment after the other." },
  autoscaling: {
    group: "scaling",
    label: "autoscaling",
    rule: "grows",
    why: "Load that does not come need not be followed.",
    expected: { in: ["staging", "production"], source: "operations-handbook.md:166" },
  },
  "autoscaling-most": { group: "scaling", label: "most replicas", rule: "grows", why: REHEARSAL },
  "disruption-budget": {
    group: "scaling",
    label: "disruption budget",
    rule: "free",
    why: "Drained nodes hurt where people depend on it.",
    expected: { in: ["production"], source: "release-gatekeeper.md:168" },
  },
  gate: { group: "checks", label: "gate", rule: "stricter", why: "What harms more has to prove more." },
  coverage: { group: "checks", label: "coverage at least", rule: "grows", why: "What harms more has to prove more." },
  regression: {
    group: "checks",
    label: "regression tests at least",
    rule: "grows",
    why: "What harms more has to prove more.",
  },
  critical: {
    group: "checks",
    label: "critical findings at most",
    rule: "shrinks",
    why: "What harms more has to prove more.",
  },
  high: { group: "checks", label: "high findings at most", rule: "shrinks", why: "What harms more has to prove more." },
  "error-rate": {
    group: "checks",
    label: "load errors at most",
    rule: "shrinks",
    why: "What harms more has to prove more.",
  },
  approvals: {
    group: "checks",
    label: "people asked",
    rule: "grows",
    why: "A yes is asked for where a mistake costs something.",
    least: { production: 1, source: "operations-handbook.md:1075" },
  },
  "self-approval": {
    group: "checks",
    label: "own requests approved",
    rule: "shrinks",
    why: "Where little can break, nobody else need look.",
  },
  store: {
    group: "checks",
    label: "where a yes is given",
    rule: "free",
    why: "The cluster enforces it, the workspace attests it.",
  },
  windows: {
    group: "checks",
    label: "windows and freezes",
    rule: "free",
    why: "Hours matter where people depend on it.",
  },
  rollback: {
    group: "checks",
    label: "a failed rollout",
    rule: "free",
    why: "An environment may go back by itself or ask.",
  },
  hold: { group: "checks", label: "watched for", rule: "grows", why: "What harms more is watched longer." },
  hosts: { group: "data", label: "hosts", rule: "apart", why: "Each environment has addresses of its own." },
  storage: { group: "data", label: "storage", rule: "grows", why: "Real data needs more room." },
  monitoring: {
    group: "data",
    label: "monitoring",
    rule: "free",
    why: "Figures of what nobody depends on wake nobody.",
    expected: { in: ["production"], source: "release-gatekeeper.md:167" },
  },
  backups: {
    group: "data",
    label: "backups",
    rule: "free",
    why: "What can be made anew need not be kept.",
    expected: { in: ["production"], source: "release-gatekeeper.md:169" },
  },
  secrets: { group: "data", label: "secrets from", rule: "free", why: "Stand-ins need no real credentials." },
} as const satisfies Readonly<Record<string, Property>>;

export type PropertyId = keyof typeof CATALOGUE;

/** Every property that is compared, in the order it is shown. */
export const PROPERTIES: Readonly<Record<PropertyId, Property>> = CATALOGUE;

export const PROPERTY_IDS = Object.keys(CATALOGUE) as readonly PropertyId[];
