import { chooseImage } from "../../catalogue/chooseImage.ts";
import type { Catalogue } from "../../catalogue/catalogue.ts";
import type { GenerateInput } from "../generator.ts";
import type { EnvironmentProfile } from "../settings.ts";
import { apiVersionsOf } from "./apiVersions.ts";
import { type Notes, notesOf } from "./notes.ts";
import { baseBounds, scratchOf } from "./profiles.ts";
import type { Volume } from "./volumes.ts";
import type { Workload } from "./workload.ts";

/** What the templates of manifests and of charts both write of a workload's pods. */
export interface PodValues extends Readonly<Record<string, unknown>> {
  readonly w: Workload;
  readonly notes: Notes;
  readonly needsConfig: boolean;
  readonly hasEnv: boolean;
  /** With the names of their claims. */
  readonly volumes: readonly (Volume & { readonly claim: string })[];
  readonly kept: PodValues["volumes"];
}

/** The values for a workload whose objects have names that begin with a prefix. */
export function podValues(w: Workload, prefix: string, input: GenerateInput, base: EnvironmentProfile): PodValues {
  const { settings, catalogue } = input;
  const { missing, secrets, logLevel } = w.settings;
  const volumes = w.volumes.map((volume) => ({ ...volume, claim: `${prefix}-${volume.name}` }));
  return {
    w,
    api: apiVersionsOf(catalogue),
    project: settings.project,
    namespace: settings.project,
    notes: notesOf(w),
    config: `${prefix}-config`,
    needsConfig: logLevel !== undefined || missing.length > 0,
    hasEnv: w.portVariable !== undefined || missing.length > 0 || secrets.length > 0,
    volumes,
    kept: volumes.filter(({ persistent }) => persistent),
    scratch: scratchOf(settings),
    base,
    replicas: base.replicas.min,
    bounds: baseBounds(settings) ?? base.replicas,
    backup: `${prefix}-backup`,
    ...(w.keeps && backupOf(catalogue)),
  };
}

/** What packs what is kept: it needs a shell and `tar`. */
function backupOf(catalogue: Catalogue) {
  const { reference, pinned } = chooseImage(catalogue, "busybox");
  return { backupImage: reference, backupPinned: pinned };
}
