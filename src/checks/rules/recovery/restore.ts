import { titled } from "../../read/prose.ts";
import type { Rule } from "../../rule.ts";
import { type Judged, verdictOfAll, verdictOfAny } from "../../verdict.ts";
import { objectPlaces, stepPlaces } from "../signs.ts";

const RESTORING =
  /\b(?:pg_restore|mongorestore|velero restore|restic restore|wal-g backup-fetch|etcdctl snapshot restore|restore[-_ ]test|restore[-_ ]drill)\b/iu;

/** Restoring is done regularly, or its test is written down. */
export const restoreTest: Rule = (workspace) => {
  const jobs = workspace.workloads.filter(
    (one) =>
      one.kind === "CronJob" &&
      one.containers.some((container) => RESTORING.test(JSON.stringify(container.value) ?? "")),
  );
  const documents = workspace.prose.flatMap(
    (one) =>
      titled(
        one,
        /\brestor(?:e|ing)\b.{0,400}\b(?:test|drill|rehears)|\b(?:test|drill|rehears)\w*\b.{0,400}\brestor/iu,
      ) ?? [],
  );
  return verdictOfAny(
    {
      found: [
        ...jobs.map((one) => one.object.place()),
        ...stepPlaces(workspace, RESTORING),
        ...objectPlaces(workspace, /^Restore\.velero\.io$/u),
        ...documents,
      ],
      unread: workspace.unread.manifests,
    },
    { things: "restore jobs and records of restore tests", good: "Restoring is tested or its test is written down." },
  );
};

const POINT = /\b(?:RPO|recovery point objective)\b[^\n]{0,60}?\d/iu;
const TIME = /\b(?:RTO|recovery time objective)\b[^\n]{0,60}?\d/iu;

/** A document names both figures. */
export const plan: Rule = (workspace) => {
  const plans = workspace.prose.flatMap((prose) => {
    const place = titled(prose, /\b(?:disaster|recovery)\b/iu);
    return place === undefined ? [] : [{ prose, place }];
  });
  const judged = plans.map(({ prose, place }): Judged => {
    const missing = [
      ...(POINT.test(prose.text) ? [] : ["recovery point"]),
      ...(TIME.test(prose.text) ? [] : ["recovery time"]),
    ];
    return { place, doubt: missing.length === 0 ? undefined : `${prose.file} names no ${missing.join(" and no ")}` };
  });
  const whole = judged.filter((one) => one.doubt === undefined);
  return verdictOfAll(
    { judged: whole.length > 0 ? whole : judged, unread: workspace.unread.other },
    {
      things: "documents about disaster recovery",
      good: "The recovery plan names its recovery point and time.",
      mend: "",
    },
  );
};
