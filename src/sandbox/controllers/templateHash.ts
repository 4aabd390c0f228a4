import { canonicalJson } from "../../base/hash.ts";
import { safeEncode } from "./random.ts";

/** The hash in names and labels of a template's ReplicaSet or revision; `collisionCount` tells equal hashes apart. */
export function templateHash(template: unknown, collisionCount = 0): string {
  return safeEncode(String(fnv32a(`${canonicalJson(template)}${collisionCount || ""}`)));
}

function fnv32a(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}
