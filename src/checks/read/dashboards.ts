import type { Place } from "../../core/place.ts";
import { at, isMap, listAt, mapAt, textAt } from "../../core/read/value.ts";
import type { KubeObject } from "./manifests.ts";

/** A dashboard of Grafana: its title and the queries of its panels. */
export interface Dashboard {
  readonly title: string;
  readonly queries: readonly string[];
  readonly place: Place;
}

/** How deeply rows may hold panels. */
const DEEPEST = 5;

/** A JSON text as a dashboard; undefined where it is none. Never throws. */
export function dashboardOf(text: string, place: Place): Dashboard | undefined {
  const parsed = parsedJson(text);
  const value = isMap(at(parsed, "dashboard")) ? at(parsed, "dashboard") : parsed;
  const title = textAt(value, "title");
  const panels = panelsOf(value, 0);
  if (title === undefined || panels.length === 0) return undefined;
  const queries = panels.flatMap((panel) =>
    listAt(panel, "targets").flatMap((target) => textAt(target, "expr") ?? textAt(target, "query") ?? []),
  );
  return { title, queries, place };
}

/** The dashboards that a ConfigMap holds as JSON texts. */
export function dashboardsOfObject(object: KubeObject): readonly Dashboard[] {
  if (object.kind === "ConfigMap" && object.group === "") {
    return Object.entries(mapAt(object.value, "data")).flatMap(([key, text]) => {
      if (!key.endsWith(".json") || typeof text !== "string") return [];
      return dashboardOf(text, object.place("data", key)) ?? [];
    });
  }
  const json = object.kind === "GrafanaDashboard" ? textAt(object.value, "spec", "json") : undefined;
  return json === undefined ? [] : ((dashboardOf(json, object.place("spec", "json")) ?? []) as readonly Dashboard[]);
}

function panelsOf(value: unknown, depth: number): readonly unknown[] {
  if (depth > DEEPEST) return [];
  const panels = [...listAt(value, "panels"), ...listAt(value, "rows")];
  return panels.flatMap((panel) => [panel, ...panelsOf(panel, depth + 1)]);
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
