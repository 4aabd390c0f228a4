import type { Place } from "../../../core/place.ts";
import { type Container, containerName, type Workload } from "../../read/workloads.ts";
import type { Rule } from "../../rule.ts";
import { listAt, mapAt, textAt } from "../../../core/read/value.ts";
import { type Judged, verdictOfAll } from "../../verdict.ts";
import type { Workspace } from "../../workspace.ts";
import { isWrittenCredential } from "../credentials.ts";

/** No workload and no ConfigMap has a credential written out. */
export const secretReferences: Rule = (workspace) => {
  const judged = [...workspace.workloads.flatMap(ofWorkload), ...ofConfigMaps(workspace)];
  return verdictOfAll(
    { judged, unread: workspace.unread.manifests },
    {
      things: "workloads in manifests",
      good: `No credential is written into ${judged.length} workloads and ConfigMaps.`,
      mend: "Take it from a Secret by secretKeyRef, and change it: it is known.",
    },
  );
};

function ofWorkload(workload: Workload): readonly Judged[] {
  const problems = workload.containers.flatMap((container) => written(workload, container));
  return problems.length === 0 ? [{ place: workload.object.place() }] : problems;
}

function written(workload: Workload, container: Container): readonly Judged[] {
  const named = containerName(workload, container);
  const variables = listAt(container.value, "env").flatMap((entry, index) => {
    const [name, value] = [textAt(entry, "name") ?? "", textAt(entry, "value")];
    if (value === undefined || !isWrittenCredential(name, value)) return [];
    return { place: container.place("env", index), problem: `${named} has ${name} written out` };
  });
  const options = ["args", "command"].flatMap((key) =>
    listAt(container.value, key).flatMap((entry, index) => {
      const option = typeof entry === "string" ? /^--?([\w-]+)=(.+)$/su.exec(entry) : null;
      const [, name = "", value = ""] = option ?? [];
      if (!isWrittenCredential(name.replaceAll("-", "_"), value)) return [];
      return { place: container.place(key, index), problem: `${named} has the option ${name} written out` };
    }),
  );
  return [...variables, ...options];
}

function ofConfigMaps({ objects }: Workspace): readonly Judged[] {
  return objects
    .filter((one) => one.kind === "ConfigMap" && one.group === "")
    .flatMap((object): readonly Judged[] => {
      const keys = Object.entries(mapAt(object.value, "data")).flatMap(([key, value]) =>
        typeof value === "string" && !value.includes("\n") && isWrittenCredential(key, value) ? [key] : [],
      );
      const place: Place = object.place();
      if (keys.length === 0) return [{ place }];
      return keys.map((key) => ({
        place: object.place("data", key),
        problem: `ConfigMap ${object.name} has ${key} written out`,
      }));
    });
}
