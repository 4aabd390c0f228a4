import { Fault } from "../../../base/result.ts";
import type { Catalogue } from "../../catalogue/catalogue.ts";

/**
 * How a step names an action: by commit with its version beside it, or by its exact version where no commit was seen.
 * `part` is a folder within the action's repository. Throws a `Fault` with reason `NotInCatalogue`.
 */
export function usesOf({ actions }: Catalogue, name: string, part?: string): string {
  const known = Object.hasOwn(actions, name) ? actions[name] : undefined;
  if (known === undefined) {
    throw new Fault("NotInCatalogue", `The catalogue has no ${name}. Add it to \`actions\` of your own catalogue.`);
  }
  const whole = part === undefined ? name : `${name}/${part}`;
  return known.commit === undefined ? `${whole}@${known.version}` : `${whole}@${known.commit} # ${known.version}`;
}
