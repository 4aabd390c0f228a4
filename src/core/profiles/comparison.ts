import type { Place } from "../place.ts";
import type { Profile } from "./profile.ts";
import type { PropertyGroup, PropertyId } from "./properties.ts";

/** Where a value was read. */
export type Origin =
  | { readonly kind: "config"; readonly place: Place }
  /** Nobody said it, so that this holds. */
  | { readonly kind: "default" }
  | { readonly kind: "manifest"; readonly place: Place }
  | { readonly kind: "cluster"; readonly context: string };

/** A value as one source has it. */
export interface Stated {
  readonly text: string;
  /** What it is compared by, where it is an amount: pods, milli-CPUs, bytes, seconds, people. */
  readonly amount?: number;
  /** What it is compared by, where it is a set, such as the checks of a gate. */
  readonly members?: readonly string[];
  readonly from: Origin;
}

/** One property of one environment. */
export type Cell =
  | {
      readonly state: "known";
      readonly stated: Stated;
      /** What the cluster has, where it was asked. */ readonly live?: Stated;
    }
  /** It was looked for and is not there. */
  | { readonly state: "none"; readonly live?: Stated }
  /** It could not be found out; `why` is a clause. */
  | { readonly state: "unknown"; readonly why: string; readonly live?: Stated };

/** What is known of one property of an environment. */
export interface Fact {
  readonly property: PropertyId;
  /** The workload that it is about, where it is about one. */
  readonly workload?: string;
  readonly cell: Cell;
}

/** An environment and what is known of it. */
export interface EnvironmentFacts {
  readonly environment: string;
  readonly profile: Profile | undefined;
  readonly facts: readonly Fact[];
}

/** How the values of a row stand to each other. */
export type Difference = "same" | "expected" | "surprising" | "unknown";

/** One property, side by side. */
export interface ComparedRow {
  readonly property: PropertyId;
  readonly workload?: string;
  readonly label: string;
  /** In the order of the environments. */
  readonly cells: readonly Cell[];
  readonly difference: Difference;
  /** Why it is as it is, or what is wrong with it. */
  readonly sentence: string;
}

export interface ComparedGroup {
  readonly group: PropertyGroup;
  readonly label: string;
  readonly rows: readonly ComparedRow[];
}

/** All environments of an application, side by side. */
export interface Comparison {
  readonly application: string;
  readonly environments: readonly Pick<EnvironmentFacts, "environment" | "profile">[];
  readonly groups: readonly ComparedGroup[];
}
