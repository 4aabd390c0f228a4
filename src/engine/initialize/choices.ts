import type { InitialChoices, InitialEnvironment } from "../../core/config/initialConfig.ts";
import type { FoundNamespace } from "./findPlaces.ts";

/** What Initialize has asked for so far. */
export interface Gathered {
  readonly application?: string;
  readonly contexts?: readonly string[];
  readonly namespaces?: readonly FoundNamespace[];
  readonly workloads?: readonly PickedWorkload[];
  /** Names of the environments that are production. */
  readonly production?: readonly string[];
}

/** A workload of one of the namespaces, as `deployment/web`. */
export interface PickedWorkload {
  readonly place: FoundNamespace;
  readonly workload: string;
}

/** Whether a name sounds like production: a guess that the person can change. */
export function soundsLikeProduction(name: string): boolean {
  return /(^|[-_./])(prod|production|live)([-_./]|$)/iu.test(name);
}

/** A name for each environment: the shortest of namespace and context that tells them apart. */
export function environmentNames(places: readonly FoundNamespace[], application: string): readonly string[] {
  const short = places.map(({ namespace }) => withoutApplication(namespace, application));
  const full = places.map(({ context, namespace }) => cleaned(`${context}-${namespace}`));
  const contexts = places.map(({ context }) => cleaned(context));
  return [short, contexts].find((names) => new Set(names).size === names.length) ?? full;
}

/** `shop-staging` of the application `shop` is `staging`. */
function withoutApplication(namespace: string, application: string): string {
  const prefix = `${application.toLowerCase()}-`;
  return namespace.startsWith(prefix) ? namespace.slice(prefix.length) : namespace;
}

function cleaned(name: string): string {
  return name
    .replaceAll(/[^\p{L}\p{N}._-]+/gu, "-")
    .replaceAll(/^[^\p{L}\p{N}]+/gu, "")
    .slice(0, 63);
}

/** What is written. Workloads are left out where all of a namespace were picked: later ones belong to it as well. */
export function initialChoices(gathered: Required<Gathered>, found: readonly PickedWorkload[]): InitialChoices {
  const { application, namespaces, workloads, production } = gathered;
  const names = environmentNames(namespaces, application);
  const environments = namespaces.map((place, index): InitialEnvironment => {
    const name = names[index] ?? place.namespace;
    const picked = workloads.flatMap((one) => (one.place === place ? [one.workload] : []));
    const all = found.flatMap((one) => (one.place === place ? [one.workload] : []));
    const base = { name, context: place.context, namespace: place.namespace, production: production.includes(name) };
    return picked.length === all.length ? { ...base, found: all } : { ...base, workloads: picked };
  });
  return { applications: [{ name: application, environments }] };
}
