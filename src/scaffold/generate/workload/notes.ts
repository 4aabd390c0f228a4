import type { Workload } from "./workload.ts";

/** Names of variables for people, in one line each; empty where there are none. */
export interface Notes {
  readonly secrets: string;
  readonly missing: string;
  readonly others: string;
}

/** What a person has to know about the variables of a workload. */
export function notesOf({ settings }: Workload): Notes {
  return {
    secrets: settings.secrets.map(({ name }) => name).join(", "),
    missing: settings.missing.join(", "),
    others: settings.others.join(", "),
  };
}
