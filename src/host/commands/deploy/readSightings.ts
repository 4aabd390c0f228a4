import * as vscode from "vscode";
import type { Workload } from "../../../core/rollout/objects.ts";
import { readHistory } from "../../../engine/change/history.ts";
import type { Changeable } from "../../../engine/change/workloads.ts";
import { delay } from "../../../base/clock.ts";
import { l10n } from "../../l10n.ts";
import type { Services } from "../../services.ts";
import { FactsCache } from "../../views/environments/model/factsCache.ts";
import { mainImage } from "../../views/environments/model/workloadFacts.ts";
import { type Environment, environments } from "../chooseEnvironment.ts";
import type { Sighting } from "./versions.ts";

/** How long the history of an environment is waited for. Milliseconds. */
const PATIENCE_MS = 4000;

/**
 * Where versions of these workloads were seen: here now, here before, and in the environments that are being watched.
 * A cluster that does not answer soon is left out.
 */
export async function readSightings(
  services: Services,
  environment: Environment,
  workloads: readonly Workload[],
): Promise<readonly Sighting[]> {
  const title = l10n.t("Looking for versions");
  const histories = await vscode.window.withProgress({ location: vscode.ProgressLocation.Window, title }, () =>
    Promise.all(workloads.map((workload) => historyOf(services, environment, workload))),
  );
  return [...workloads.flatMap(nowOf), ...histories.flat(), ...elsewhere(services, environment)];
}

function nowOf(workload: Workload): Sighting[] {
  const image = mainImage(workload);
  return image === undefined ? [] : [{ image, environment: undefined, current: true, at: undefined }];
}

async function historyOf(services: Services, { config }: Environment, workload: Workload): Promise<Sighting[]> {
  const read = async (): Promise<Sighting[]> => {
    const history = await readHistory(await services.pool.get(config.context), workload as Changeable);
    return history.flatMap(({ images, createdAt }) =>
      Object.values(images).map((image) => ({ image, environment: undefined, current: false, at: createdAt })),
    );
  };
  const tooLate = delay(services.clock, PATIENCE_MS).then((): Sighting[] => []);
  try {
    return await Promise.race([read(), tooLate]);
  } catch (error) {
    services.log.warn(`The history of ${workload.metadata.name} could not be read: ${String(error)}`);
    return [];
  }
}

/** What the Environments view has of the application's other environments; nothing is asked for it. */
function elsewhere(services: Services, { key }: Environment): Sighting[] {
  return environments(services)
    .filter((other) => other.key.application === key.application && other.key.environment !== key.environment)
    .flatMap(({ key: { environment }, config }) =>
      new FactsCache()
        .read(services.watches.snapshot(config).objects, config.workloads)
        .flatMap(({ image, since }) =>
          image === undefined ? [] : [{ image, environment, current: false, at: since }],
        ),
    );
}
