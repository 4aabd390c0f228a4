import type { Members } from "../json.ts";
import { apiVersionOf, SERVED_KINDS, type ServedKind } from "../kinds.ts";
import { SCHEMAS } from "../schema/schema.ts";
import { GROUP_VERSIONS, SERVER_VERSION } from "./discovery.ts";

function rootOf({ group, version }: { readonly group: string; readonly version: string }): string {
  return group === "" ? `api/${version}` : `apis/${group}/${version}`;
}

/** `/openapi/v3`: where each group's document is. */
export function openApiIndex(): Members {
  const entries = GROUP_VERSIONS.map((gv) => [rootOf(gv), { serverRelativeURL: `/openapi/v3/${rootOf(gv)}` }]);
  return { paths: Object.fromEntries(entries) };
}

/** `/openapi/v3/apis/apps/v1`: paths with what clients look up in them, and every schema; undefined where not served. */
export function openApiDocument(root: string): Members | undefined {
  if (!GROUP_VERSIONS.some((gv) => rootOf(gv) === root)) return undefined;
  const kinds = SERVED_KINDS.filter((kind) => rootOf(kind) === root);
  return {
    openapi: "3.0.0",
    info: { title: "Kubernetes", version: SERVER_VERSION.gitVersion },
    paths: Object.fromEntries(kinds.map((kind) => [objectPath(kind), { patch: patchOperation(kind) }])),
    components: { schemas: SCHEMAS },
  };
}

/** The only form in which clients ask for `/openapi/v2`. */
export const OPENAPI_V2_ACCEPTED = "application/com.github.proto-openapi.spec.v2@v1.0+protobuf";
/** The form as it is answered: `@` has no place in a media type. */
export const OPENAPI_V2_TYPE = "application/com.github.proto-openapi.spec.v2.v1.0+protobuf";
/**
 * `/openapi/v2` in protobuf: a document that defines no kind, which is no byte at all. kubectl asks for it to check what
 * the newer documents do not name, such as a List; where it defines nothing, kubectl leaves the check to the server.
 */
export const OPENAPI_V2_DOCUMENT = "";

function objectPath(kind: ServedKind): string {
  return `/${rootOf(kind)}${kind.namespaced ? "/namespaces/{namespace}" : ""}/${kind.plural}/{name}`;
}

/** kubectl reads from the parameters whether the server validates fields and does dry runs. */
function patchOperation(kind: ServedKind): Members {
  const names = ["dryRun", "fieldManager", "fieldValidation", "force"];
  return {
    operationId: `patch ${apiVersionOf(kind)} ${kind.kind}`,
    parameters: names.map((name) => ({ name, in: "query", schema: { type: name === "force" ? "boolean" : "string" } })),
    responses: { 200: { description: "OK" } },
    "x-kubernetes-action": "patch",
    "x-kubernetes-group-version-kind": { group: kind.group, version: kind.version, kind: kind.kind },
  };
}
