import fastJsonPatch, { type Operation } from "fast-json-patch";
import { badRequest, StatusError } from "../status.ts";

/** RFC 6902. A failed `test`, or a path that is not there, is refused the way the real server refuses it. */
export function jsonPatch(target: unknown, patch: unknown): unknown {
  if (!Array.isArray(patch)) throw badRequest("json: cannot unmarshal object into Go value of type jsonpatch.Patch");
  try {
    const draft = structuredClone(target);
    return fastJsonPatch.applyPatch(draft, patch as Operation[], true, true, true).newDocument;
  } catch {
    const message = "the server rejected our request due to an error in our request";
    throw new StatusError(422, "Invalid", message, {});
  }
}
