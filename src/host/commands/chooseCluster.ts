import { Fault } from "../../base/result.ts";
import { pickOne } from "../ask/pick.ts";
import { l10n } from "../l10n.ts";
import type { Services } from "../services.ts";
import { plain } from "../text/plain.ts";

/** A cluster by the kubeconfig context that it is reached with. */
export interface ChosenCluster {
  readonly context: string;
  /** Whether production is in it; a context that no environment names may well reach production's cluster. */
  readonly production: boolean | "perhaps";
}

/**
 * Asks for a cluster: the contexts of the environments first, then the others of the kubeconfig, because whoever
 * administers a cluster rarely does so with the context that deploys. Undefined where the person thought better of it.
 */
export async function chooseCluster(
  { files, parts }: Services,
  kubeconfig: readonly string[],
  title: string,
): Promise<ChosenCluster | undefined> {
  const environments = files.shown.flatMap(({ config }) =>
    Object.values(config.applications).flatMap((application) => Object.values(application.environments)),
  );
  const used = [...new Set(environments.map(({ context }) => context))].map((context) => {
    const here = environments.filter((one) => one.context === context);
    const production = here.some((one) => one.production);
    const description = plain([...new Set(here.map(({ namespace }) => namespace))].join(", "));
    return { label: plain(context), description, value: { context, production } };
  });
  const all = await (await parts.cluster()).contexts(kubeconfig);
  const others = all
    .filter(({ name }) => !environments.some(({ context }) => context === name))
    .map(({ name, cluster }) => {
      return {
        label: plain(name),
        description: plain(cluster),
        value: { context: name, production: "perhaps" as const },
      };
    });
  const choices = [...used, ...others];
  if (choices.length === 0)
    throw new Fault("NoContexts", l10n.t("Neither tidegate.yaml nor the kubeconfig names a cluster."));
  const picked = await pickOne<ChosenCluster>(
    { title, placeholder: l10n.t("Cluster, as an administrator of it") },
    choices,
  );
  return picked.type === "next" ? picked.value : undefined;
}
