import { randomBytes } from "node:crypto";
import type { Connection } from "./connection.ts";
import { applyManifest, mustKubectl } from "./kubectl.ts";
import { namespaceGrants } from "./users.ts";

/** A namespace of a test's own, open to `deployer` and `lister`, so that tests share a control plane and no object. */
export async function createNamespace(connection: Connection, prefix: string): Promise<string> {
  const name = `${prefix}-${randomBytes(4).toString("hex")}`;
  await applyManifest(connection, [
    { apiVersion: "v1", kind: "Namespace", metadata: { name } },
    ...namespaceGrants(name),
  ]);
  return name;
}

/** Removes a namespace and all in it, without waiting for the last object. */
export async function deleteNamespace(connection: Connection, name: string): Promise<void> {
  await mustKubectl(connection, ["delete", "namespace", name, "--wait=false", "--ignore-not-found"]);
}
