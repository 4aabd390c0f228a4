import type { KubeObject } from "../rollout/objects.ts";
import { agrees } from "./agrees.ts";
import { type PolicyObject, policyId, versionOfPolicy } from "./policyObjects.ts";

/** What the cluster has of a policy object; `forbidden` where the person may not look. */
export type FoundPolicy = KubeObject | "missing" | "forbidden";

/** How the policies stand in a cluster, with a sentence for people. Lists name kinds and names. */
export type GuardState =
  | { readonly is: "installed"; readonly version: number; readonly message: string }
  | { readonly is: "missing"; readonly message: string }
  | { readonly is: "older" | "newer"; readonly version: number; readonly message: string }
  | {
      readonly is: "partly";
      readonly missing: readonly string[];
      /** There, but other than installed: somebody changed them. */
      readonly altered: readonly string[];
      readonly message: string;
    }
  | { readonly is: "unknown"; readonly message: string };

/**
 * Whether a cluster refuses what it should: judged by what its policies say now, not by what was once installed. `found`
 * has the cluster's object for each of `wanted`, in the same order. Only `installed` may be relied on.
 */
export function guardState(wanted: readonly PolicyObject[], found: readonly FoundPolicy[]): GuardState {
  const pairs = wanted.map((object, index) => ({ object, there: found[index] ?? "missing" }));
  const hidden = pairs.filter(({ there }) => there === "forbidden");
  if (hidden.length > 0) return unknown(named(hidden));
  const missing = pairs.filter(({ there }) => there === "missing");
  if (missing.length === pairs.length) {
    return { is: "missing", message: "This cluster has no approval policies: it would refuse nothing. Install them." };
  }
  const wantedVersion = versionOfAll(wanted);
  const oldest = Math.min(...versionsIn(found));
  if (oldest < wantedVersion) return older(oldest, wantedVersion);
  const ahead = newerThan(wanted, found);
  if (ahead !== undefined) return ahead;
  const altered = pairs.filter(({ object, there }) => typeof there === "object" && !agrees(there, object));
  if (missing.length + altered.length > 0) return partly(named(missing), named(altered));
  return {
    is: "installed",
    version: wantedVersion,
    message: `Approval policies of version ${wantedVersion} hold here.`,
  };
}

/** The state of a cluster with any policy of a newer Tidegate; undefined where it has none. */
export function newerThan(
  wanted: readonly PolicyObject[],
  found: readonly FoundPolicy[],
): Extract<GuardState, { version: number }> | undefined {
  const newest = Math.max(0, ...versionsIn(found));
  return newest > versionOfAll(wanted) ? newer(newest, versionOfAll(wanted)) : undefined;
}

function versionsIn(found: readonly FoundPolicy[]): number[] {
  return found.flatMap((there) => (typeof there === "object" ? [versionOfPolicy(there) ?? 0] : []));
}

function versionOfAll(wanted: readonly PolicyObject[]): number {
  return Math.max(...wanted.map((object) => versionOfPolicy(object) ?? 0));
}

function named(list: readonly { readonly object: PolicyObject }[]): string[] {
  return list.map(({ object }) => policyId(object));
}

function unknown(hidden: readonly string[]): GuardState {
  const message = `You may not see whether the approval policies are in place (${hidden[0]}). Ask an administrator for the role tidegate-policy-viewer.`;
  return { is: "unknown", message };
}

function older(version: number, wanted: number): GuardState {
  const message = `The approval policies here are of version ${version}, this Tidegate needs version ${wanted}. Install them anew.`;
  return { is: "older", version, message };
}

function newer(version: number, wanted: number): Extract<GuardState, { version: number }> {
  const message = `The approval policies here are of version ${version}, this Tidegate knows version ${wanted}. Update Tidegate.`;
  return { is: "newer", version, message };
}

function partly(missing: readonly string[], altered: readonly string[]): GuardState {
  const parts = [
    ...(missing.length > 0 ? [`${missing.join(", ")} ${missing.length === 1 ? "is" : "are"} missing`] : []),
    ...(altered.length > 0 ? [`${altered.join(", ")} ${altered.length === 1 ? "was" : "were"} changed`] : []),
  ];
  const message = `The approval policies do not hold as installed: ${parts.join("; ")}. Install them anew.`;
  return { is: "partly", missing, altered, message };
}
