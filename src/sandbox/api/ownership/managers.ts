import { isMembers, listOf, textOf, type Members } from "../json.ts";
import { type FieldSet, formatFieldsV1, parseFieldsV1 } from "./fields.ts";

/** One entry of `metadata.managedFields`. */
export interface Manager {
  readonly manager: string;
  readonly operation: "Apply" | "Update";
  readonly apiVersion: string;
  readonly subresource: string;
  /** RFC 3339; when its set of fields last changed. */
  readonly time: string;
  readonly fields: FieldSet;
}

export function parseManagers(managedFields: unknown): readonly Manager[] {
  return listOf(managedFields)
    .filter((entry) => isMembers(entry["fieldsV1"]))
    .map((entry) => ({
      manager: textOf(entry["manager"]),
      operation: entry["operation"] === "Apply" ? "Apply" : "Update",
      apiVersion: textOf(entry["apiVersion"]),
      subresource: textOf(entry["subresource"]),
      time: textOf(entry["time"]),
      fields: parseFieldsV1(entry["fieldsV1"]),
    }));
}

/** Managers of nothing are left out; Apply stands before Update, then older before newer. */
export function formatManagers(managers: readonly Manager[]): Members[] {
  const rank = (manager: Manager): string => `${manager.operation} ${manager.time} ${manager.manager}`;
  return managers
    .filter((manager) => manager.fields.size > 0)
    .toSorted((a, b) => (rank(a) < rank(b) ? -1 : 1))
    .map(({ fields, subresource, ...entry }) => ({
      ...entry,
      fieldsType: "FieldsV1",
      fieldsV1: formatFieldsV1(fields),
      ...(subresource && { subresource }),
    }));
}

/** Whether two entries are the same manager doing the same. */
export function sameManager(a: Omit<Manager, "fields" | "time">, b: Omit<Manager, "fields" | "time">): boolean {
  return (
    a.manager === b.manager &&
    a.operation === b.operation &&
    a.subresource === b.subresource &&
    a.apiVersion === b.apiVersion
  );
}

/** As conflicts name it: an applier by name, an updater with its version. */
export function readableManager({ manager, operation, apiVersion, subresource }: Manager): string {
  const name = `"${manager}"${subresource && ` with subresource "${subresource}"`}`;
  return operation === "Apply" ? name : `${name} using ${apiVersion}`;
}
