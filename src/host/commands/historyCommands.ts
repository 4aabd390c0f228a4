import { Fault } from "../../base/result.ts";
import { hideEnvValues } from "../../core/rollout/hideEnvValues.ts";
import { versionLabel } from "../../core/rollout/image.ts";
import { notRestored } from "../../core/rollout/restore.ts";
import type { Revision } from "../../core/rollout/revisions.ts";
import { readHistory } from "../../engine/change/history.ts";
import type { Changeable } from "../../engine/change/workloads.ts";
import { type Choice, pickOne } from "../ask/pick.ts";
import { l10n } from "../l10n.ts";
import { sentences } from "../messages/messages.ts";
import type { Services } from "../services.ts";
import { plain } from "../text/plain.ts";
import { dateAndTime, duration } from "../text/time.ts";
import { dotted } from "../text/words.ts";
import { verifiedTemplates } from "../views/environments/model/activeRun.ts";
import { allowed } from "./applyPatch.ts";
import { type ChosenWorkload, chooseWorkload } from "./chooseWorkload.ts";
import type { Handlers } from "./registry.ts";
import { askToStart, showPlan } from "./reviewPlan.ts";
import { startRun } from "./startRun.ts";
import { targetOf } from "./subject.ts";

const ROLLING = ["Deployment", "StatefulSet", "DaemonSet"] as const;

/** The revisions a cluster keeps: looking at them, and going back to one. */
export function historyCommands(services: Services): Pick<Handlers, "tidegate.history" | "tidegate.rollBack"> {
  return {
    "tidegate.history": async (subject) => {
      const chosen = await chooseWorkload(services, subject, l10n.t("History"), ROLLING);
      if (chosen === undefined) return;
      const revision = await pickRevision(services, chosen, l10n.t("History of {0}", chosen.workload.metadata.name));
      if (revision !== undefined) await showChanges(services, chosen, revision);
    },
    "tidegate.rollBack": async (subject) => {
      const chosen = await chooseWorkload(services, subject, l10n.t("Roll Back"), ROLLING);
      if (chosen === undefined) return;
      const target = targetOf(subject);
      const number = target?.type === "revision" ? Number(target.revision) : undefined;
      const title = l10n.t("Roll Back {0}", chosen.workload.metadata.name);
      const revision = await pickRevision(services, chosen, title, number);
      if (revision !== undefined) await rollBack(services, chosen, revision);
    },
  };
}

async function pickRevision(
  services: Services,
  chosen: ChosenWorkload,
  title: string,
  number?: number,
): Promise<Revision | undefined> {
  const cluster = await services.pool.get(chosen.environment.config.context);
  const history = await readHistory(cluster, chosen.workload as Changeable);
  const named = history.find((revision) => revision.number === number);
  if (named !== undefined) return named;
  if (history.length === 0) {
    throw new Fault(
      "NoRevisions",
      l10n.t("The cluster keeps no revision of {0}.", plain(chosen.workload.metadata.name)),
    );
  }
  const verified = verifiedTemplates(services.runs.all, chosen.environment.key);
  const choices = history.map((revision) => choiceOf(revision, verified, services.clock.now()));
  const answer = await pickOne({ title, placeholder: l10n.t("Revision") }, choices);
  return answer.type === "next" ? answer.value : undefined;
}

function choiceOf(revision: Revision, verified: ReadonlySet<string>, now: number): Choice<Revision> {
  const { number, images, templateHash, createdAt, changeCause, current } = revision;
  return {
    label: l10n.t("Revision {0}", number),
    description: dotted(
      plain([...new Set(Object.values(images).map(versionLabel))].join(", ")),
      current ? l10n.t("current") : undefined,
      verified.has(templateHash) ? l10n.t("verified") : undefined,
      createdAt === undefined ? undefined : duration(now - createdAt),
    ),
    detail: dotted(
      createdAt === undefined ? undefined : dateAndTime(createdAt),
      changeCause === undefined ? undefined : plain(changeCause),
    ),
    value: revision,
  };
}

/** Shows what going to a revision would change. */
async function showChanges(services: Services, { workload }: ChosenWorkload, revision: Revision): Promise<void> {
  const { toYaml } = await services.parts.workspace();
  const { name } = workload.metadata;
  await services.documents.diff(
    l10n.t("{0}: now ↔ revision {1}", name, revision.number),
    `${name}-revision-${revision.number}.yaml`,
    toYaml(hideEnvValues(workload.spec.template)),
    toYaml(hideEnvValues(revision.template)),
  );
}

/** A way back is a run like any other: planned, shown, journalled, watched to its end. */
async function rollBack(
  services: Services,
  { environment, workload }: ChosenWorkload,
  revision: Revision,
): Promise<void> {
  await allowed(services, environment, workload, l10n.t("roll back"));
  const { name } = workload.metadata;
  const folder = await services.runs.folder(environment.key.file);
  const cluster = await services.pool.get(environment.config.context);
  const named = `${(workload.kind ?? "").toLowerCase()}/${name}`;
  const place = { ...environment.key, config: { ...environment.config, workloads: [named] } };
  const plan = await folder.planRollback(cluster, place, { workload: name, revision: revision.number });
  await showPlan(services, plan);
  const version = [...new Set(Object.values(revision.images).map(versionLabel))].join(", ");
  const what = sentences.rollBack(name, environment.key.environment, revision.number, version);
  const notes = notRestored(workload as Changeable, revision.template);
  const title = l10n.t("Roll Back {0}", plain(name));
  const answer = await askToStart(plan, { title, verb: l10n.t("Roll Back"), what, notes });
  if (answer.type === "next") await startRun(services, environment.key.file, plan);
}
