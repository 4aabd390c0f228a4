import type { Pins } from "../../checks/files/pins.ts";
import type { Catalogue } from "../../scaffold/catalogue/catalogue.ts";

/** What the catalogue has seen, for mending what is not pinned. */
export function cataloguePins({ images, actions }: Catalogue): Pins {
  return {
    image: (reference) => (Object.hasOwn(images, reference) ? images[reference]?.digest : undefined),
    action: (repository) => {
      const { commit, version } = (Object.hasOwn(actions, repository) ? actions[repository] : undefined) ?? {};
      return commit === undefined || version === undefined ? undefined : { commit, version };
    },
  };
}
