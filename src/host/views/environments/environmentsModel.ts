import type { Config } from "../../../core/config/config.ts";
import type { EnvironmentSnapshot } from "../../clusters/environmentSnapshot.ts";
import type { Place } from "../../clusters/environmentWatches.ts";
import type { Row } from "../../rows/row.ts";
import type { RunView } from "../../runs/runView.ts";
import { activeRun, verifiedTemplates } from "./model/activeRun.ts";
import { applicationRows } from "./model/applicationRows.ts";
import { FactsCache } from "./model/factsCache.ts";
import type { ApplicationInput, EnvironmentInput, ViewInput } from "./model/input.ts";
import { type EnvironmentKey, environmentId, type EnvironmentsTarget } from "./model/target.ts";

/** A `tidegate.yaml` as the view needs it. */
export interface ShownFile {
  readonly file: string;
  readonly config: Config;
  /** True where the file is broken and this is what it said before. */
  readonly outdated: boolean;
}

/** What the view shows, from everywhere it comes from. */
export interface Sources {
  readonly files: readonly ShownFile[];
  readonly runs: readonly RunView[];
  readonly snapshot: (place: Place) => EnvironmentSnapshot;
  readonly pinned: (id: string) => boolean;
}

/** Makes the rows of the Environments view; keeps what it judged, for the next time. */
export class EnvironmentsModel {
  #caches = new Map<string, FactsCache>();

  rows(sources: Sources, view: ViewInput): readonly Row<EnvironmentsTarget>[] {
    const caches = new Map<string, FactsCache>();
    const applications = sources.files.flatMap(({ file, config, outdated }) =>
      Object.entries(config.applications).map(([application, { environments }]): ApplicationInput => {
        const inputs = Object.entries(environments).map(([environment, settings]): EnvironmentInput => {
          const key: EnvironmentKey = { file, application, environment };
          const id = environmentId(key);
          const cache = this.#caches.get(id) ?? new FactsCache();
          caches.set(id, cache);
          const snapshot = sources.snapshot(settings);
          return {
            key,
            config: settings,
            snapshot,
            workloads: cache.read(snapshot.objects, settings.workloads),
            run: activeRun(sources.runs, key),
            pinned: sources.pinned(id),
            verified: verifiedTemplates(sources.runs, key),
          };
        });
        return { file, application, outdated, environments: inputs };
      }),
    );
    this.#caches = caches;
    return applicationRows(applications, view);
  }
}
