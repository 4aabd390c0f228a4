import { randomBytes } from "node:crypto";
import { stringify } from "yaml";
import { systemClock } from "./adapters/process/systemClock.ts";
import type { Clock } from "./base/clock.ts";
import { ADMIN_GROUP, ADMIN_RULES, type Grant } from "./sandbox/api/http/users.ts";
import { type ApiServer, startApiServer } from "./sandbox/api/server.ts";
import { type ControllerOptions, startControllers } from "./sandbox/controllers/controllers.ts";
import { faultRoutes } from "./sandbox/faults/faultRoutes.ts";
import { createFaults, type Faults } from "./sandbox/faults/faults.ts";
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

export interface Sandbox extends SandboxParts {
  /** Plain HTTP on 127.0.0.1. */
  readonly url: string;
  readonly port: number;
  readonly token: string;
  /** A kubeconfig in YAML with one context, `tidegate-sandbox`; of the administrator, or of another user by token. */
  kubeconfig(token?: string): string;
  close(): Promise<void>;
}

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
    url: server.url,
    port: server.port,
    token,
    kubeconfig: (other = token) => kubeconfigOf(server, other),
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

/** kubectl sends a token over TLS only, so the kubeconfig leads to the TLS side of the port. */
function kubeconfigOf({ secureUrl, certificate }: ApiServer, token: string): string {
  const name = "tidegate-sandbox";
  const authority = Buffer.from(certificate).toString("base64");
  return stringify({
    apiVersion: "v1",
    kind: "Config",
    "current-context": name,
    clusters: [{ name, cluster: { server: secureUrl, "certificate-authority-data": authority } }],
    users: [{ name, user: { token } }],
    contexts: [{ name, context: { cluster: name, user: name, namespace: "default" } }],
  });
}
