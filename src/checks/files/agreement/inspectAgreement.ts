import type { FileFinding } from "../finding.ts";
import { exposedPorts } from "./exposedPorts.ts";
import { objectsIn, type TreeText } from "./objects.ts";
import { podOwners } from "./pods.ts";
import { lostReferences } from "./references.ts";
import { scaleTargets } from "./scaleTargets.ts";
import { selfless, straySelectors } from "./selectors.ts";
import { servicePorts } from "./servicePorts.ts";

/** A text larger than this was made by a machine, and is left to machines. */
const MOST_CHARACTERS = 1_000_000;

/**
 * What does not fit between the files of a tree. Each of them may be right by itself. What cannot be told, such as what
 * an overlay renames or a chart renders, is not said. Never throws.
 */
export function inspectAgreement(texts: readonly TreeText[]): readonly FileFinding[] {
  const read = texts.filter(({ text }) => text.length <= MOST_CHARACTERS);
  const objects = objectsIn(read);
  const owners = podOwners(objects);
  return [
    ...straySelectors(objects, owners),
    ...selfless(owners),
    ...servicePorts(objects, owners),
    ...scaleTargets(objects),
    ...lostReferences(objects, owners, read),
    ...exposedPorts(read, owners),
  ];
}

/** Whether a text has to be read for that, by its path alone. */
export function isKustomization(path: string): boolean {
  return /(?:^|\/)kustomization\.ya?ml$/u.test(path);
}
