import type { ListedPeople } from "./guard.ts";

/** Who the API server takes a person for. */
export interface ClusterPerson {
  readonly name: string;
  readonly groups: readonly string[];
}

/** Whether a list names somebody, by their own name or by a group they are in. */
export function isListedPerson(list: ListedPeople | undefined, { name, groups }: ClusterPerson): boolean {
  if (list?.users?.includes(name) === true) return true;
  return listedGroup(list, groups) !== undefined;
}

/** The first group of a list that somebody is in. */
export function listedGroup(list: ListedPeople | undefined, groups: readonly string[]): string | undefined {
  return list?.groups?.find((group) => groups.includes(group));
}
