import { type Result, err, Fault, ok } from "../../base/result.ts";
import type { KubeObject } from "../rollout/objects.ts";
import { policyId, type PolicyObject, versionOfPolicy } from "./policyObjects.ts";
import type { FoundPolicy } from "./guardState.ts";
import type { Guard } from "./guard.ts";
import { pendingIn } from "./standing.ts";

/** What is known of the cluster before its policies are taken out. */
export interface Installed {
  readonly wanted: readonly PolicyObject[];
  /** The cluster's object for each of `wanted`, in the same order. */
  readonly found: readonly FoundPolicy[];
  /** Every guard of the cluster, and the namespaces of those that cannot be read: somebody may be asked there. */
  readonly guards: readonly Guard[];
  readonly unreadable: readonly string[];
  /** Milliseconds since the epoch. */
  readonly now: number;
}

export interface UninstallWishes {
  /** Goes on although people are still asked. */
  readonly whilePending?: boolean;
  /** Removes the definition of the guards too, and with it every guard and all its requests and answers. */
  readonly withRecords?: boolean;
}

/** What would be removed, in this order, and what is left and why. */
export interface UninstallPlan {
  readonly remove: readonly KubeObject[];
  readonly keep: readonly { readonly id: string; readonly why: string }[];
}

/**
 * How to undo an installation. Only objects with Tidegate's version label are touched; bindings go first, so that no
 * policy is left half. Fails with `StillPending` where requests wait, `Forbidden` where not all can be seen.
 */
export function uninstallPlan(installed: Installed, wishes: UninstallWishes = {}): Result<UninstallPlan> {
  const { wanted, found, guards, unreadable, now } = installed;
  const pending = guards.filter((guard) => pendingIn(guard, now).length > 0).map(({ namespace }) => namespace);
  const waiting = [...pending, ...unreadable];
  if (waiting.length > 0 && wishes.whilePending !== true) {
    const message = `People are still asked in ${waiting.join(", ")}. Wait for their answers or withdraw the requests, or say that it shall be done all the same.`;
    return err(new Fault("StillPending", message, { facts: { namespaces: waiting.join(", ") } }));
  }
  if (found.includes("forbidden")) {
    return err(
      new Fault("Forbidden", "You may not see all approval policies, so you cannot remove them. Ask an administrator."),
    );
  }
  const there = wanted.flatMap((_object, index) => {
    const object = found[index];
    return typeof object === "object" ? [object] : [];
  });
  const kept = there.flatMap((object) => {
    const why = reasonToKeep(object, wishes);
    return why === undefined ? [] : [{ object, id: policyId(object), why }];
  });
  const remove = there.filter((object) => !kept.some((one) => one.object === object));
  return ok({
    remove: remove.toSorted((a, b) => turnOf(a) - turnOf(b)),
    keep: kept.map(({ id, why }) => ({ id, why })),
  });
}

function reasonToKeep(object: KubeObject, { withRecords }: UninstallWishes): string | undefined {
  if (versionOfPolicy(object) === undefined) return "It was not installed by Tidegate: it carries no version label.";
  if (object.kind === "CustomResourceDefinition" && withRecords !== true) {
    return "With it, all guards with their requests and answers would go.";
  }
  return undefined;
}

const TURNS = ["ValidatingAdmissionPolicyBinding", "ValidatingAdmissionPolicy", "ClusterRole"];

function turnOf({ kind = "" }: KubeObject): number {
  const turn = TURNS.indexOf(kind);
  return turn === -1 ? TURNS.length : turn;
}
