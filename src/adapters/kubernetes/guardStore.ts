import { Fault } from "../../base/result.ts";
import type { ClusterPerson } from "../../core/guard/clusterPerson.ts";
import { answering, asking, type GuardEdit, withdrawing } from "../../core/guard/edits.ts";
import { type Guard, GUARD_NAME } from "../../core/guard/guard.ts";
import { readGuard } from "../../core/guard/guardSchema.ts";
import type { GuardStore, WatchedGuard } from "../../core/ports/guardStore.ts";
import type { Cluster } from "../../core/rollout/cluster.ts";
import type { ObjectRef } from "../../core/rollout/kinds.ts";
import type { KubeObject } from "../../core/rollout/objects.ts";
import { GUARD_KIND, SELF_REVIEW } from "./guardKinds.ts";
import { pause, type Pace } from "./pace.ts";

/** How often a write is made again that others were quicker than. */
const TRIES = 12;
/** The pause grows by as much with each try. Milliseconds. */
const STEP_MS = 40;

/** The guards of one cluster, as the person that its kubeconfig context signs in. */
export function guardStoreOf(cluster: Cluster, pace: Pace): GuardStore {
  const change = (namespace: string, edit: (guard: Guard) => GuardEdit, dryRun = false): Promise<Guard> =>
    changed(cluster, { namespace, edit, dryRun }, pace);
  const now = (): number => pace.clock.now();
  return {
    whoAmI: (signal) => whoAmI(cluster, signal),
    read: (namespace, signal) => readOf(cluster, namespace, signal),
    watch: (namespace) => watched(cluster, namespace),
    ask: (namespace, request) => change(namespace, (guard) => asking(guard, request, now())),
    async wouldTake(namespace, request) {
      await change(namespace, (guard) => asking(guard, request, now()), true);
    },
    async answer(namespace, answer) {
      const person = await whoAmI(cluster);
      return change(namespace, (guard) => answering(guard, answer, person, now()));
    },
    async withdraw(namespace, request) {
      const person = await whoAmI(cluster);
      return change(namespace, (guard) => withdrawing(guard, request, person, now()));
    },
  };
}

/** SelfSubjectReview. */
async function whoAmI(cluster: Cluster, signal?: AbortSignal): Promise<ClusterPerson> {
  const review: KubeObject = { metadata: { name: "" } };
  const { status } = await cluster.create(SELF_REVIEW, review, signal === undefined ? {} : { signal });
  const { userInfo } = status as { userInfo?: { username?: string; groups?: readonly string[] } };
  const name = userInfo?.username;
  if (name !== undefined) return { name, groups: userInfo?.groups ?? [] };
  throw new Fault("ServerError", `${cluster.context} does not say whom it takes you for. Sign in again, then retry.`);
}

async function readOf(cluster: Cluster, namespace: string, signal?: AbortSignal): Promise<Guard | undefined> {
  try {
    const object = await cluster.get(refIn(namespace), signal);
    return object === undefined ? undefined : unwrapped(object);
  } catch (error) {
    // The server asks for the right before it looks whether there is such a kind; where there is none, there is no guard.
    if (isForbidden(error) && !(await cluster.serves(GUARD_KIND, signal))) return undefined;
    throw error;
  }
}

function isForbidden(error: unknown): boolean {
  return error instanceof Fault && error.reason === "Forbidden";
}

interface Change {
  readonly namespace: string;
  readonly edit: (guard: Guard) => GuardEdit;
  /** Whether it is only tried. */
  readonly dryRun: boolean;
}

/**
 * Reads, edits and writes until nobody was quicker. An edit that finds itself made writes nothing, so that an answer
 * that was lost on its way is not given twice.
 */
async function changed(cluster: Cluster, { namespace, edit, dryRun }: Change, { clock, random }: Pace): Promise<Guard> {
  for (let tries = 1; ; tries++) {
    const guard = await readOf(cluster, namespace);
    if (guard === undefined) throw noGuard(namespace);
    const edited = edit(guard);
    if (!edited.ok) throw edited.error;
    if (edited.value.length === 0) return guard;
    // In a JSON patch a resource version that is no longer the object's is refused as a conflict.
    const version = { op: "replace", path: "/metadata/resourceVersion", value: guard.resourceVersion } as const;
    const patch = { type: "json", body: [version, ...edited.value] } as const;
    try {
      return unwrapped(await cluster.patch(refIn(namespace), patch, { subresource: "status", dryRun }));
    } catch (error) {
      if (!isConflict(error) || tries >= TRIES) throw refused(error);
    }
    await pause(clock, STEP_MS * tries * (0.5 + random()), new AbortController().signal);
  }
}

function isConflict(error: unknown): boolean {
  return error instanceof Fault && error.reason === "Conflict";
}

/** The policy's code as the reason, its sentence as the message; anything else as it is. */
function refused(error: unknown): unknown {
  if (!(error instanceof Fault)) return error;
  const { refusal, refusalSentence } = error.facts;
  if (typeof refusal !== "string" || typeof refusalSentence !== "string") return error;
  return new Fault(refusal, refusalSentence, { facts: error.facts, cause: error });
}

function watched(cluster: Cluster, namespace: string): WatchedGuard {
  const observation = cluster.observe(GUARD_KIND, namespace);
  return {
    get guard() {
      const object = observation.objects.get(GUARD_NAME);
      const read = object && readGuard(object);
      return read?.ok === true ? read.value : undefined;
    },
    get state() {
      return observation.state;
    },
    onChange: (listener) => observation.onChange(listener),
    dispose: () => observation.dispose(),
  };
}

function refIn(namespace: string): ObjectRef {
  return { kind: GUARD_KIND, namespace, name: GUARD_NAME };
}

function unwrapped(object: KubeObject): Guard {
  const read = readGuard(object);
  if (!read.ok) throw read.error;
  return read.value;
}

function noGuard(namespace: string): Fault {
  const message = `Namespace ${namespace} has no guard, or the cluster lacks the approval policies. Ask an administrator to install them and to make the DeploymentGuard tidegate there.`;
  return new Fault("NoGuard", message, { facts: { namespace } });
}
