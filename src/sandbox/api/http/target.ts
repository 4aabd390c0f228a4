import { SERVED_KINDS, type ServedKind } from "../kinds.ts";

/** What a path under `/api` or `/apis` is about. */
export interface Target {
  readonly kind: ServedKind;
  /** `""` for cluster-scoped objects; undefined for a list over all namespaces. */
  readonly namespace: string | undefined;
  /** `""` for the collection. */
  readonly name: string;
  readonly subresource: string;
}

const BY_PATH = new Map(
  SERVED_KINDS.map((kind) => [
    `${kind.group === "" ? "api" : `apis/${kind.group}`}/${kind.version}/${kind.plural}`,
    kind,
  ]),
);

/** Reads `/apis/apps/v1/namespaces/shop/deployments/web/scale`; undefined where nothing is served there. */
export function parseTarget(path: string): Target | undefined {
  const parts = path
    .split("/")
    .filter((part) => part !== "")
    .map(decodeURIComponent);
  const base = parts.splice(0, parts[0] === "api" ? 2 : 3).join("/");
  const [first, namespace = "", plural] = parts;
  const inNamespace = first === "namespaces" && plural !== undefined && BY_PATH.get(`${base}/${plural}`)?.namespaced;
  const [resource, name = "", subresource = "", ...rest] = inNamespace ? parts.slice(2) : parts;
  const kind = BY_PATH.get(`${base}/${resource}`);
  if (!kind || rest.length > 0) return undefined;
  if (inNamespace) return { kind, namespace, name, subresource };
  if (kind.namespaced && name !== "") return undefined;
  return { kind, namespace: kind.namespaced ? undefined : "", name, subresource };
}
