import { Fault } from "../../base/result.ts";
import type { Guard } from "../../core/guard/guard.ts";
import { agrees } from "../../core/guard/agrees.ts";
import { readGuard } from "../../core/guard/guardSchema.ts";
import { type FoundPolicy, guardState, newerThan } from "../../core/guard/guardState.ts";
import { installPlan } from "../../core/guard/installPlan.ts";
import { policyId, type PolicyObject } from "../../core/guard/policyObjects.ts";
import { uninstallPlan } from "../../core/guard/uninstallPlan.ts";
import type { GuardPolicies, InstallOptions } from "../../core/ports/guardPolicies.ts";
import type { Cluster } from "../../core/rollout/cluster.ts";
import type { ObjectRef } from "../../core/rollout/kinds.ts";
import type { Condition, KubeObject } from "../../core/rollout/objects.ts";
import { GUARD_KIND, policyKind } from "./guardKinds.ts";
import { pause, type Pace } from "./pace.ts";

/** How often, and how long apart, a new kind is looked for. */
const LOOKS = 60;
const LOOK_MS = 250;

/** The approval policies of a cluster, as the person that its kubeconfig context signs in. */
export function guardPoliciesOf(cluster: Cluster, { clock }: Pick<Pace, "clock">): GuardPolicies {
  const dryRun = async (object: PolicyObject, options: InstallOptions) => ({
    current: await cluster.get(refOf(object)),
    next: { kind: object.kind, ...(await applied(cluster, object, { ...options, dryRun: true })) },
  });
  return {
    state: async (wanted, signal) => guardState(wanted, await foundIn(cluster, wanted, signal)),
    async planInstall(wanted, options = {}) {
      await allServed(cluster, wanted);
      await notNewer(cluster, wanted);
      return installPlan(await Promise.all(wanted.map((object) => dryRun(object, options))));
    },
    async install(wanted, options = {}) {
      await allServed(cluster, wanted);
      await notNewer(cluster, wanted);
      // All of it is tried first, so that nothing is half done where somebody else's change stands in the way.
      for (const object of wanted) await applied(cluster, object, { ...options, dryRun: true });
      for (const object of wanted) await applied(cluster, object, options);
      const definitions = wanted.filter(({ kind }) => kind === "CustomResourceDefinition");
      for (const object of definitions) await established(cluster, object, clock);
    },
    async planUninstall(wanted, wishes) {
      const found = await foundIn(cluster, wanted);
      const plan = uninstallPlan({ wanted, found, ...(await guardsIn(cluster)), now: clock.now() }, wishes);
      if (!plan.ok) throw plan.error;
      return plan.value;
    },
    async uninstall({ remove }) {
      for (const object of remove) {
        const { uid } = object.metadata;
        await cluster.remove(refOf(object), uid === undefined ? {} : { uid });
      }
    },
  };
}

/** An old server, and the embedded one, cannot keep what has to be kept. Fails with `PoliciesUnsupported`. */
async function allServed(cluster: Cluster, wanted: readonly PolicyObject[]): Promise<void> {
  for (const name of new Set(wanted.map(({ kind }) => kind))) {
    const kind = policyKind(name);
    if (kind === undefined || (await cluster.serves(kind))) continue;
    const message = `${cluster.context} knows no ${kind.kind}, so it cannot enforce approvals. Use a cluster of Kubernetes 1.30 or later; the embedded one cannot.`;
    throw new Fault("PoliciesUnsupported", message, { facts: { context: cluster.context } });
  }
}

/** What a newer Tidegate refuses is not given up by an older one. Fails with `PoliciesNewer`. */
async function notNewer(cluster: Cluster, wanted: readonly PolicyObject[]): Promise<void> {
  const newer = newerThan(wanted, await foundIn(cluster, wanted));
  if (newer !== undefined) throw new Fault("PoliciesNewer", newer.message, { facts: { context: cluster.context } });
}

/** The object as applied. Fails with `Conflict` where others changed it and it is not to be taken over. */
async function applied(
  cluster: Cluster,
  object: PolicyObject,
  options: InstallOptions & { readonly dryRun?: boolean },
): Promise<KubeObject> {
  const ref = refOf(object);
  const next = await cluster.patch(ref, { type: "apply", body: object }, { fieldManager: "tidegate", ...options });
  if (agrees(next, object)) return next;
  if (options.force !== true) {
    const message = `${policyId(object)} says other than Tidegate's: somebody changed it. Look at it, then take it over.`;
    throw new Fault("Conflict", message, { facts: { context: cluster.context } });
  }
  // What others added to it stays where it is only applied.
  const { apiVersion: _apiVersion, kind: _kind, metadata: _metadata, ...said } = object;
  const body = Object.entries(said).map(([key, value]) => ({ op: "add", path: `/${key}`, value }) as const);
  return cluster.patch(ref, { type: "json", body }, { fieldManager: "tidegate", dryRun: options.dryRun === true });
}

function foundIn(cluster: Cluster, wanted: readonly PolicyObject[], signal?: AbortSignal): Promise<FoundPolicy[]> {
  return Promise.all(
    wanted.map(async (object): Promise<FoundPolicy> => {
      try {
        const there = await cluster.get(refOf(object), signal);
        return there === undefined ? "missing" : { ...there, kind: object.kind, apiVersion: object.apiVersion };
      } catch (error) {
        if (error instanceof Fault && error.reason === "Forbidden") return "forbidden";
        throw error;
      }
    }),
  );
}

/** A cluster that does not know the kind has none. */
async function guardsIn(cluster: Cluster): Promise<{ guards: readonly Guard[]; unreadable: readonly string[] }> {
  try {
    const objects = await cluster.list(GUARD_KIND, {});
    const read = objects.map((object) => ({ object, result: readGuard(object) }));
    return {
      guards: read.flatMap(({ result }) => (result.ok ? [result.value] : [])),
      unreadable: read.flatMap(({ object, result }) => (result.ok ? [] : [object.metadata.namespace ?? ""])),
    };
  } catch (error) {
    if (error instanceof Fault && error.reason === "NotFound") return { guards: [], unreadable: [] };
    throw error;
  }
}

async function established(cluster: Cluster, object: PolicyObject, clock: Pace["clock"]): Promise<void> {
  for (let look = 0; look < LOOKS; look++) {
    const there = await cluster.get(refOf(object));
    const { conditions = [] } = (there?.status ?? {}) as { conditions?: readonly Condition[] };
    if (conditions.some(({ type, status }) => type === "Established" && status === "True")) return;
    await pause(clock, LOOK_MS, new AbortController().signal);
  }
  throw new Fault("Timeout", `${cluster.context} has not taken ${policyId(object)} into use. Try again in a moment.`);
}

function refOf(object: KubeObject): ObjectRef {
  const kind = policyKind(object.kind);
  if (kind === undefined) throw new Fault("PoliciesBroken", `${policyId(object)} is none of the policies' kinds.`);
  return { kind, name: object.metadata.name };
}
