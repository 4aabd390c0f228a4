import type { Place } from "../../core/place.ts";
import { listAt, mapAt, textAt } from "../../core/read/value.ts";
import type { KubeObject } from "./manifests.ts";
import type { YamlDocument } from "../../core/read/yaml.ts";

/** An alerting rule of Prometheus. */
export interface AlertRule {
  readonly name: string;
  readonly expression: string;
  /** As written, such as `5m`; undefined where it fires at once. */
  readonly lasting: string | undefined;
  readonly labels: Readonly<Record<string, unknown>>;
  readonly annotations: Readonly<Record<string, unknown>>;
  readonly place: Place;
}

/** The alerts of a plain rule file: `groups` with `rules`. */
export function alertsOfFile(document: YamlDocument): readonly AlertRule[] {
  return alertsIn(document.value, (group, rule) => document.place("groups", group, "rules", rule));
}

/** The alerts of a `PrometheusRule`. */
export function alertsOfObject(object: KubeObject): readonly AlertRule[] {
  if (object.kind !== "PrometheusRule") return [];
  const { spec } = mapAt(object.value);
  return alertsIn(spec, (group, rule) => object.place("spec", "groups", group, "rules", rule));
}

function alertsIn(value: unknown, placeOf: (group: number, rule: number) => Place): readonly AlertRule[] {
  return listAt(value, "groups").flatMap((group, groupIndex) =>
    listAt(group, "rules").flatMap((rule, index) => {
      const name = textAt(rule, "alert");
      if (name === undefined) return [];
      return [
        {
          name,
          expression: textAt(rule, "expr") ?? "",
          lasting: textAt(rule, "for"),
          labels: mapAt(rule, "labels"),
          annotations: mapAt(rule, "annotations"),
          place: placeOf(groupIndex, index),
        },
      ];
    }),
  );
}
