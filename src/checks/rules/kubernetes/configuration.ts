import type { Place } from "../../../core/place.ts";
import type { Workload } from "../../read/workloads.ts";
import type { Rule } from "../../rule.ts";
import { at, listAt, textAt } from "../../../core/read/value.ts";
import { verdictOfAll } from "../../verdict.ts";
import type { Workspace } from "../../workspace.ts";
import { sameNamespace } from "./select.ts";
import { each } from "../../words.ts";

interface Reference {
  readonly kind: "ConfigMap" | "PersistentVolumeClaim";
  readonly name: string;
  readonly place: Place;
}

/** Every ConfigMap and claim that a pod template names is in the workspace; what is not may be made elsewhere. */
export const configuration: Rule = (workspace) => {
  const generated = new Set(
    workspace.kustomizations.flatMap(({ value }) =>
      listAt(value, "configMapGenerator").map((one) => textAt(one, "name")),
    ),
  );
  const namespaces = namespacesOf(workspace);
  const judged = workspace.workloads.flatMap((workload) =>
    references(workload).map(({ kind, name, place }) => {
      const made = kind === "ConfigMap" && generated.has(name);
      const there =
        made || namespaces.get(`${kind}/${name}`)?.some((one) => sameNamespace(one, workload.object.namespace));
      return {
        place,
        doubt: there ? undefined : `${workload.called} names the ${kind} ${name}, which is not in the workspace`,
      };
    }),
  );
  return verdictOfAll(
    { judged, unread: workspace.unread.manifests },
    {
      things: "ConfigMaps and claims that pod templates name",
      good: `${each(judged.length, "reference to configuration", "references to configuration")} leads somewhere.`,
      mend: "Add what is missing.",
    },
  );
};

/** Namespaces that have a ConfigMap or claim, by `kind/name`. */
function namespacesOf({ index }: Workspace): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const kind of ["ConfigMap", "PersistentVolumeClaim"]) {
    for (const { name, namespace } of index.byKind.get(kind) ?? []) {
      const key = `${kind}/${name}`;
      found.set(key, [...(found.get(key) ?? []), namespace]);
    }
  }
  return found;
}

function references(workload: Workload): readonly Reference[] {
  const { object, pod, podPath, containers } = workload;
  const volumes = listAt(pod, "volumes").flatMap((volume, index) => {
    const place = object.place(...podPath, "volumes", index);
    const sources = [volume, ...listAt(volume, "projected", "sources")];
    const maps = sources.flatMap((source) => reference("ConfigMap", at(source, "configMap"), "name", place));
    return [...maps, ...reference("PersistentVolumeClaim", at(volume, "persistentVolumeClaim"), "claimName", place)];
  });
  const variables = containers.flatMap((container) => [
    ...listAt(container.value, "envFrom").flatMap((from, index) =>
      reference("ConfigMap", at(from, "configMapRef"), "name", container.place("envFrom", index)),
    ),
    ...listAt(container.value, "env").flatMap((entry, index) =>
      reference("ConfigMap", at(entry, "valueFrom", "configMapKeyRef"), "name", container.place("env", index)),
    ),
  ]);
  return [...volumes, ...variables];
}

function reference(kind: Reference["kind"], source: unknown, key: string, place: Place): readonly Reference[] {
  const name = textAt(source, key);
  return name === undefined || at(source, "optional") === true ? [] : [{ kind, name, place }];
}
