import type { Connection } from "../../controlPlane/connection.ts";
import { mustKubectl } from "../../controlPlane/kubectl.ts";

/** The node does not measure its storage, and what is not there cannot be asked for: it is said to have some. */
export async function giveStorage(connection: Connection, node: string): Promise<void> {
  const patch = ["capacity", "allocatable"].map((field) => {
    return { op: "add", path: `/status/${field}/ephemeral-storage`, value: "50Gi" };
  });
  const args = ["patch", "node", node, "--subresource=status", "--type=json", `--patch=${JSON.stringify(patch)}`];
  await mustKubectl(connection, args);
}
