import type { Workload } from "./workload.ts";

/** Names for people, in one line each; empty where there are none. */
export interface Notes {
  readonly secrets: string;
  readonly missing: string;
  readonly others: string;
  /** Folders besides `/tmp` that are empty again after a restart. */
  readonly scratch: string;
}

/** What a person has to know about the variables and folders of a workload. */
export function notesOf({ settings, volumes }: Workload): Notes {
  return {
    secrets: settings.secrets.map(({ name }) => name).join(", "),
    missing: settings.missing.join(", "),
    others: settings.others.join(", "),
    scratch: volumes
      .filter(({ path, persistent }) => path !== "/tmp" && !persistent)
      .map(({ path }) => path)
      .join(", "),
  };
}
