/**
 * What can be wrong with a container. `crash`: exits at once, again and again; `missing`: its image is not found;
 * `never`: runs but never gets ready; `slow`: gets ready after several times the normal time; `config`: a secret it
 * needs is not there; `flaky`: gets ready, then crashes some seconds later.
 */
export const EFFECTS = ["crash", "missing", "never", "slow", "config", "flaky"] as const;

export type Effect = (typeof EFFECTS)[number];

/**
 * The effect that an image's tag asks for by being or ending in its name, such as `shop/web:1.9.1-crash`. The stages
 * of the fake nodes on the real control plane follow the same contract.
 */
export function effectOfImage(image: string): Effect | undefined {
  const tag = tagOf(image);
  return EFFECTS.find((effect) => tag.endsWith(effect));
}

/** The tag of an image reference, `""` where it has none. A digest after the tag is no part of it. */
export function tagOf(image: string): string {
  const name = image.split("@")[0] ?? "";
  const colon = name.lastIndexOf(":");
  return colon > name.lastIndexOf("/") ? name.slice(colon + 1) : "";
}
