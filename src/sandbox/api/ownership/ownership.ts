import { jsonEqual } from "../../store/freeze.ts";
import { dig, membersOf, type Members } from "../json.ts";
import { resolve, type Schema } from "../schema/schema.ts";
import { type StatusCause, StatusError } from "../status.ts";
import { type FieldSet, type Fields, fieldsAndHolders, fieldsOf, readablePath, SEPARATOR } from "./fields.ts";
import { leftByClientSideApply, noteLastApplied } from "./lastApplied.ts";
import { formatManagers, type Manager, parseManagers, readableManager, sameManager } from "./managers.ts";
import { mergeApplied, withoutFields } from "./merge.ts";

/** Who writes, and how. */
export type Writer = Omit<Manager, "fields">;

/** Fields that belong to the server and to nobody else. */
const SERVERS_OWN = new Set(
  ["name", "namespace", "creationTimestamp", "selfLink", "uid", "resourceVersion", "generation", "managedFields"]
    .map((name) => `f:metadata${SEPARATOR}f:${name}`)
    .concat("f:apiVersion", "f:kind", "f:metadata"),
);

/** The fields a writer can own: the status through its subresource, all else without. */
function ownable(all: Fields, { subresource }: Pick<Writer, "subresource">): Fields {
  const fields = new Map(all);
  for (const path of fields.keys()) {
    const isStatus = path.split(SEPARATOR, 1)[0] === "f:status";
    if (SERVERS_OWN.has(path) || BLANK_HOLDERS.has(path) || isStatus !== (subresource === "status"))
      fields.delete(path);
  }
  return fields;
}

/** What an object of Go has before anything is set: structs that are there by themselves belong to nobody. */
const BLANK_HOLDERS = new Set(
  ["metadata", "spec", "spec template", "spec template metadata", "spec template spec"]
    .concat("spec template spec containers", "spec containers", "spec strategy", "spec updateStrategy", "status")
    .map((path) =>
      path
        .split(" ")
        .map((name) => `f:${name}`)
        .join(SEPARATOR),
    ),
);

/** `metadata.managedFields` after a plain write: what it changed is the writer's, and no longer anybody else's. */
export function ownersAfterUpdate(schema: Schema, before: Members, after: Members, writer: Writer): Members[] {
  const sent = dig(after, "metadata", "managedFields");
  const managers = parseManagers(sent ?? dig(before, "metadata", "managedFields"));
  const old = ownable(fieldsAndHolders(schema, before), writer);
  const now = ownable(fieldsAndHolders(schema, after), writer);
  const changed = new Set(
    [...now].filter(([path, value]) => !old.has(path) || !jsonEqual(old.get(path), value)).map(([path]) => path),
  );
  const lost = new Set([...changed, ...[...old.keys()].filter((path) => !now.has(path))]);
  const own = managers.find((manager) => sameManager(manager, writer));
  const others = managers.filter((manager) => manager !== own).map((manager) => without(manager, lost));
  const kept = own === undefined ? [] : [...own.fields].filter((path) => !lost.has(path));
  const fields = new Set([...kept, ...changed]);
  const time =
    own && jsonEqual([...own.fields].toSorted(), [...fields].toSorted()) && changed.size === 0 ? own.time : writer.time;
  return formatManagers([...others, { ...writer, time, fields }]);
}

function without(manager: Manager, lost: FieldSet): Manager {
  const fields = [...manager.fields].filter((path) => !lost.has(path));
  return fields.length === manager.fields.size ? manager : { ...manager, fields: new Set(fields) };
}

/**
 * Server-side apply: the live object with the configuration laid over it, fields that the applier gave up removed,
 * and the new owners. Throws a 409 that names every field another manager holds to another value, unless forced.
 */
export function applyConfiguration(
  schema: Schema,
  live: Members,
  applied: Members,
  writer: Writer,
  force: boolean,
): Members {
  const managers = managersBeforeApply(schema, live, writer);
  const own = managers.find((manager) => sameManager(manager, writer));
  const others = managers.filter((manager) => manager !== own);
  const wanted = ownable(fieldsOf(schema, applied), writer);
  const liveFields = ownable(fieldsOf(schema, live), writer);
  const taken = takenFrom(wanted, liveFields, others);
  const free = leftByClientSideApply(schema, live, liveFields, writer.manager);
  const disputed = force ? [] : taken.filter(({ path }) => !free.has(path));
  if (disputed.length > 0) throw applyConflict(disputed);
  const lost = new Set(taken.map(({ path }) => path));
  const rest = others.map((manager) => without(manager, lost));
  const fields = new Set(wanted.keys());
  const kept = new Set([...fields, ...rest.flatMap((manager) => [...manager.fields])]);
  const gone = new Set([...(own?.fields ?? [])].filter((path) => !kept.has(path)));
  const merged = mergeApplied(resolve(schema), live, applied);
  const result = noteLastApplied(membersOf(withoutFields(schema, merged, gone, kept)), applied, writer.manager);
  const same =
    own !== undefined && own.fields.size === fields.size && [...fields].every((path) => own.fields.has(path));
  const time = same && jsonEqual(result, live) ? own.time : writer.time;
  const managedFields = formatManagers([...rest, { ...writer, time, fields }]);
  const { managedFields: _before, ...metadata } = membersOf(result["metadata"]);
  return { ...result, metadata: { ...metadata, ...(managedFields.length > 0 && { managedFields }) } };
}

/** What is there without any owner is taken as written by somebody before, so that it is not overwritten unasked. */
function managersBeforeApply(schema: Schema, live: Members, writer: Writer): readonly Manager[] {
  const known = parseManagers(dig(live, "metadata", "managedFields"));
  const fields = new Set(ownable(fieldsAndHolders(schema, live), writer).keys());
  if (known.length > 0 || fields.size === 0) return known;
  return [{ ...writer, manager: "before-first-apply", operation: "Update", fields }];
}

interface Taken {
  readonly path: string;
  readonly from: Manager;
}

function takenFrom(wanted: Fields, live: Fields, others: readonly Manager[]): Taken[] {
  const changed = [...wanted].filter(([path, value]) => !jsonEqual(live.get(path), value)).map(([path]) => path);
  return others
    .toSorted(bySignature)
    .flatMap((from) => changed.filter((path) => from.fields.has(path)).map((path) => ({ path, from })));
}

/** Conflicts come in the order of their managers' entries as JSON: an entry with a subresource goes on, so it is first. */
function bySignature(a: Manager, b: Manager): number {
  const [one, other] = [a, b].map(({ manager, operation, apiVersion, subresource }) =>
    JSON.stringify({ manager, operation, apiVersion, ...(subresource && { subresource }) }),
  );
  return (one ?? "") < (other ?? "") ? -1 : 1;
}

function applyConflict(taken: readonly Taken[]): StatusError {
  const causes = taken.map(({ path, from }): StatusCause => ({
    reason: "FieldManagerConflict",
    message: `conflict with ${readableManager(from)}`,
    field: readablePath(path),
  }));
  return new StatusError(409, "Conflict", conflictMessage(taken), { causes });
}

function conflictMessage(taken: readonly Taken[]): string {
  const [only] = taken;
  if (taken.length === 1 && only) {
    return `Apply failed with 1 conflict: conflict with ${readableManager(only.from)}: ${readablePath(only.path)}`;
  }
  const byManager = Map.groupBy(taken, ({ from }) => readableManager(from));
  const parts = [...byManager].flatMap(([manager, fields]) => [
    `conflicts with ${manager}:`,
    ...fields.map(({ path }) => `- ${readablePath(path)}`),
  ]);
  return `Apply failed with ${taken.length} conflicts: ${parts.join("\n")}`;
}
