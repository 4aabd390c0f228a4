import { randomBytes } from "node:crypto";
import { systemClock } from "./adapters/process/systemClock.ts";
import type { Clock } from "./base/clock.ts";
import { kubeconfigOf } from "./sandbox/api/kubeconfig.ts";
import { ADMIN_GROUP, ADMIN_RULES, type Grant } from "./sandbox/api/http/users.ts";
import { type ApiServer, startApiServer } from "./sandbox/api/server.ts";
import { type ControllerOptions, startControllers } from "./sandbox/controllers/controllers.ts";
import { faultRoutes } from "./sandbox/faults/faultRoutes.ts";
import { createFaults, type Faults } from "./sandbox/faults/faults.ts";
import { LIVELY } from "./sandbox/controllers/kubelet/timing.ts";
import { PastClock } from "./sandbox/seed/pastClock.ts";
import { SAMPLE_USER_RULES } from "./sandbox/seed/sampleUser.ts";
import { SAMPLE_HISTORY_MS, seedNodes, seedWorld } from "./sandbox/seed/seedWorld.ts";
import { createLogBook, type LogBook } from "./sandbox/store/logBook.ts";
import { createStore } from "./sandbox/store/memoryStore.ts";
import type { Store } from "./sandbox/store/store.ts";

/** Composition root of the embedded cluster: a Kubernetes API on loopback with controllers in simulated time. */

export interface SandboxOptions {
  /** The machine's clock without. */
  readonly clock?: Clock;
  /** 0, or none: a free port. */
  readonly port?: number;
  /** The administrator's token; a random one without. */
  readonly token?: string;
  /** Further users and what they may do. */
  readonly grants?: readonly Grant[];
  /** Fills the cluster before anyone can connect. */
  readonly seed?: (parts: SandboxParts) => void;
  readonly timing?: ControllerOptions["timing"];
  /** A controller failed; it will try again. */
  readonly onError?: (error: unknown) => void;
}

/** The inside of the cluster, for those who fill and steer it from the same process. */
export interface SandboxParts {
  readonly store: Store;
  readonly clock: Clock;
  readonly logs: LogBook;
  readonly faults: Faults;
}

export interface Sandbox extends SandboxParts, ApiServer {
  /** The administrator's. */
  readonly token: string;
  /** A kubeconfig in YAML with one context, `tidegate-sandbox`; of the administrator, or of another user by token. */
  kubeconfig(token?: string): string;
}

/** The context's name in every kubeconfig. */
const CONTEXT = "tidegate-sandbox";

/** Starts an embedded cluster. Rejects where the port is taken. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const clock = options.clock ?? systemClock;
  const token = options.token ?? randomBytes(24).toString("base64url");
  const admin: Grant = { token, user: "sandbox-admin", groups: [ADMIN_GROUP], rules: ADMIN_RULES };
  const parts: SandboxParts = {
    store: createStore(clock),
    clock,
    logs: createLogBook(clock),
    faults: createFaults(clock),
  };
  const { timing, onError } = options;
  const controllers = startControllers(parts.store, clock, {
    faults: parts.faults,
    logs: parts.logs,
    ...(timing && { timing }),
    ...(onError && { onError }),
  });
  for (const name of ["default", "kube-system"]) makeNamespace(parts.store, name);
  options.seed?.(parts);
  const server = await startApiServer({
    ...parts,
    grants: [admin, ...(options.grants ?? [])],
    routes: faultRoutes(parts.faults),
    port: options.port ?? 0,
  }).catch((error: unknown) => {
    controllers.dispose();
    throw error;
  });
  return {
    ...parts,
    ...server,
    token,
    kubeconfig: (other = token) => kubeconfigOf(server, [{ name: CONTEXT, token: other }]),
    close: () => {
      controllers.dispose();
      return server.close();
    },
  };
}

function makeNamespace(store: Store, name: string): void {
  const labels = { "kubernetes.io/metadata.name": name };
  const spec = { finalizers: ["kubernetes"] };
  const metadata = { name, labels };
  store.create("v1/namespaces", { apiVersion: "v1", kind: "Namespace", metadata, spec, status: { phase: "Active" } });
}

export interface SampleOptions extends Pick<SandboxOptions, "port"> {
  /** Nodes and nothing else. */
  readonly empty?: boolean;
}

/**
 * Starts an embedded cluster with the sample shop in it and three weeks of its history. Its kubeconfig has a context
 * for the shop's own user, `tidegate-sandbox`, who may not look everywhere, and the administrator's, which is current.
 */
export async function startSampleSandbox({ empty = false, ...options }: SampleOptions = {}): Promise<Sandbox> {
  const past = new PastClock(systemClock, SAMPLE_HISTORY_MS);
  const token = randomBytes(24).toString("base64url");
  const world = empty
    ? { seed: ({ store }: SandboxParts) => seedNodes(store, systemClock.now()) }
    : { clock: past, seed: ({ store }: SandboxParts) => seedWorld(store, past) };
  const sandbox = await startSandbox({
    ...options,
    ...world,
    timing: LIVELY,
    grants: [{ token, user: "you", rules: SAMPLE_USER_RULES }],
  });
  const admin = { name: `${CONTEXT}-admin`, token: sandbox.token };
  const people = [{ name: CONTEXT, token }, admin];
  return { ...sandbox, kubeconfig: () => kubeconfigOf(sandbox, people, admin.name) };
}
