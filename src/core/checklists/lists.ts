import type { Checklist, ChecklistId } from "./checklist.ts";
import { DEFINITION_OF_DONE } from "./definitionOfDone.ts";
import { PRE_DEPLOYMENT } from "./preDeployment.ts";

/** Every list, in the order they are shown. */
export const CHECKLISTS: Readonly<Record<ChecklistId, Checklist>> = {
  "pre-deployment": PRE_DEPLOYMENT,
  "definition-of-done": DEFINITION_OF_DONE,
};

/** What a gate calls a list: the handbook's checklist is simply the checklist. */
export const GATE_CHECKLISTS = { checklist: PRE_DEPLOYMENT, "definition-of-done": DEFINITION_OF_DONE } as const;
