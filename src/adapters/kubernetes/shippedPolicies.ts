import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { POLICY_FILES, type PolicyObject, policyObjects } from "../../core/guard/policyObjects.ts";

/** The policies as they are shipped; `folder` is `media/cluster` of the extension. Rejects with `PoliciesBroken`. */
export async function shippedPolicies(folder: string): Promise<readonly PolicyObject[]> {
  const texts = await Promise.all(POLICY_FILES.map((file) => readFile(join(folder, file), "utf8")));
  const objects = policyObjects(texts);
  if (!objects.ok) throw objects.error;
  return objects.value;
}
