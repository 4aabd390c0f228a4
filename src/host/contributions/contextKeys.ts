/**
 * Context keys that `when` clauses read, with what each means. Set only through `setContextKey`, so that a
 * key that no clause reads, or a clause that reads an unknown key, is found by the type or the tests.
 */
export const CONTEXT_KEYS = {
  "tidegate.state": "Why the Environments view is empty: noFile, broken, noApplications, or shown where it is not",
  "tidegate.found": "A tidegate.yaml exists in the workspace",
  "tidegate.configured": "A tidegate.yaml could be read",
  "tidegate.filtered": "The Environments view is filtered",
  "tidegate.filteredOut": "The filter leaves nothing of the Environments view",
  "tidegate.following": "A pod's log is being followed",
  "tidegate.forwarding": "A port is being forwarded",
  "tidegate.waiting": "An approval waits",
  "tidegate.requested": "Something waits for a person outside this workspace's runs",
  "tidegate.github": "Why nothing is read from GitHub: signedOut, refused, or empty where it is read or not used",
  "tidegate.running": "A run is under way",
  "tidegate.hasRuns": "There are runs",
  "tidegate.scaffolding": "A preview of scaffolded files is open",
  "tidegate.assessing": "An environment is being held against the checklists",
  "tidegate.sandbox": "The embedded cluster was started from this window",
} as const;

export type ContextKey = keyof typeof CONTEXT_KEYS;

/** Values of `tidegate.state`. */
export type ViewState = "noFile" | "broken" | "noApplications" | "shown";
