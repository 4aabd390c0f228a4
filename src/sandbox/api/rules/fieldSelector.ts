import { dig, type Members, textOf } from "../json.ts";
import type { ServedKind } from "../kinds.ts";
import { badRequest } from "../status.ts";

const COMMON = ["metadata.name", "metadata.namespace"];

/** What can be selected by, beside name and namespace. */
const BY_KIND: Readonly<Record<string, readonly string[]>> = {
  Pod: [
    "spec.nodeName",
    "spec.restartPolicy",
    "spec.schedulerName",
    "spec.serviceAccountName",
    "status.phase",
    "status.podIP",
  ],
  Event: [
    ...["kind", "namespace", "name", "uid", "apiVersion", "resourceVersion", "fieldPath"].map(
      (it) => `involvedObject.${it}`,
    ),
    "reason",
    "reportingComponent",
    "source",
    "type",
  ],
  Namespace: ["status.phase"],
  Node: ["spec.unschedulable"],
  ReplicaSet: ["status.replicas"],
  Job: ["status.successful"],
  Secret: ["type"],
  Service: ["spec.clusterIP", "spec.type"],
};

/** Reads `metadata.name=web,status.phase!=Running`. Throws a 400 where a field is none to select by. */
export function parseFieldSelector(kind: ServedKind, text: string): (object: Members) => boolean {
  const known = [...COMMON, ...(BY_KIND[kind.kind] ?? [])];
  const tests = text
    .split(",")
    .filter((part) => part.trim() !== "")
    .map((part) => {
      const [, field = "", sign, value] = /^\s*([\w.]+?)\s*(!=|==|=)\s*(.*?)\s*$/.exec(part) ?? [];
      if (sign === undefined) throw badRequest(`invalid selector: '${text}'; can't understand '${part}'`);
      if (!known.includes(field)) throw badRequest(refusal(kind, field));
      return (object: Members) => (fieldOf(object, field) === value) === (sign !== "!=");
    });
  return (object) => tests.every((test) => test(object));
}

function refusal({ kind }: ServedKind, field: string): string {
  if (kind in BY_KIND) return `field label not supported: ${field}`;
  const list = COMMON.map((name) => `"${name}"`).join(", ");
  return `"${field}" is not a known field selector: only ${list}`;
}

function fieldOf(object: Members, field: string): string {
  if (field === "source") return textOf(dig(object, "source", "component")) || textOf(object["reportingComponent"]);
  const value = dig(object, ...field.split("."));
  return typeof value === "boolean" ? String(value) : textOf(value);
}
