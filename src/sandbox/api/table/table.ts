import type { Members } from "../json.ts";
import { apiVersionOf, type ServedKind } from "../kinds.ts";
import { columnsOf } from "./columns.ts";

export interface TableOptions {
  /** What each row carries beside its cells. */
  readonly includeObject: "None" | "Metadata" | "Object";
  /** `now` for ages, in milliseconds since the epoch. */
  readonly now: number;
  readonly headers: boolean;
}

/** `meta.k8s.io/v1` Table: what `kubectl get` prints. */
export function tableOf(
  kind: ServedKind,
  objects: readonly Members[],
  metadata: Members,
  options: TableOptions,
): Members {
  const columns = columnsOf(kind.kind);
  const definitions = columns.map(({ name, type, format = "", priority }) => ({
    name,
    type,
    format,
    description: "",
    priority,
  }));
  return {
    kind: "Table",
    apiVersion: "meta.k8s.io/v1",
    metadata,
    columnDefinitions: options.headers ? definitions : null,
    rows: objects.map((object) => ({
      cells: columns.map(({ cell }) => cell(object, options.now)),
      ...rowObject(kind, object, options.includeObject),
    })),
  };
}

function rowObject(kind: ServedKind, object: Members, include: TableOptions["includeObject"]): Members {
  if (include === "None") return {};
  return {
    object:
      include === "Object" ? { kind: kind.kind, apiVersion: apiVersionOf(kind), ...object } : partialMetadata(object),
  };
}

/** `meta.k8s.io/v1` PartialObjectMetadata. */
export function partialMetadata(object: Members): Members {
  return { kind: "PartialObjectMetadata", apiVersion: "meta.k8s.io/v1", metadata: object["metadata"] };
}
