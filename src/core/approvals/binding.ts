import { digest } from "../../base/hash.ts";
import { graphDigest } from "../graph/walk.ts";
import { evidenceHash } from "../evidence/evidenceHash.ts";
import type { RunState } from "../run/state.ts";
import type { Binding } from "./approval.ts";

/** What only the world can tell about a binding. */
export interface BindingFacts {
  /** The server-side diff of the manifests as it is now, hashed. */
  readonly manifestHash: string;
  readonly nonce: string;
}

/** What a yes at this approval node would be about, from the run as it is now. */
export function bindingFor(state: RunState, node: string, facts: BindingFacts): Binding {
  const { application, environment, context, namespace, version, changes } = state.release;
  return {
    run: state.run,
    node,
    application,
    environment,
    artifactHash: digest({ context, namespace, version, changes }),
    manifestHash: facts.manifestHash,
    evidenceHash: evidenceHash(state.evidence),
    strategyHash: graphDigest(state.graph),
    nonce: facts.nonce,
  };
}

/** What a person's answer names to say which binding they saw. */
export function bindingHash(binding: Binding): string {
  return digest(binding);
}
