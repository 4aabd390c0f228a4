import { readFile, writeFile } from "node:fs/promises";
import type { Connection } from "../../support/controlPlane/connection.ts";
import { writeKubeconfig } from "../../support/controlPlane/kubeconfig.ts";
import type { UserName } from "../../support/controlPlane/users.ts";

/** Writes a person's own kubeconfig: their contexts by the names they gave them, all in one namespace, the first of them current. */
export async function kubeconfigOf(
  connection: Connection,
  file: string,
  contexts: Readonly<Record<string, UserName>>,
  namespace: string,
): Promise<void> {
  const users = Object.values(contexts);
  await writeKubeconfig(connection, file, { contexts: [...new Set(users)] });
  const config = JSON.parse(await readFile(file, "utf8")) as object;
  const named = Object.entries(contexts).map(([name, user]) => ({ name, context: { cluster: user, user, namespace } }));
  await writeFile(
    file,
    JSON.stringify({ ...config, "current-context": named[0]?.name, contexts: named }, undefined, 2),
  );
}
