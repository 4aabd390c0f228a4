import type { Port, Role } from "../../facts/application.ts";
import type { Fact } from "../../facts/fact.ts";

/** What a framework says about how an application serves. */
export interface Served {
  readonly framework?: Fact<string>;
  readonly role: Fact<Role>;
  readonly ports: readonly Fact<Port>[];
  readonly bind?: Fact<string>;
  readonly health?: Fact<string>;
  readonly readiness?: Fact<string>;
  readonly writes: readonly Fact<string>[];
}
