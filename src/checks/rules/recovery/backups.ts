import type { Place } from "../../../core/place.ts";
import type { KubeObject } from "../../read/manifests.ts";
import type { Rule } from "../../rule.ts";
import { at, textAt } from "../../../core/read/value.ts";
import { type Judged, verdictOfAll, verdictOfAny } from "../../verdict.ts";
import type { Workspace } from "../../workspace.ts";
import { objectPlaces, resourcePlaces } from "../signs.ts";
import { each } from "../../words.ts";

const BACKUP_OBJECTS =
  /^(?:Schedule\.(?:velero\.io|k8up\.io)|ScheduledBackup\.postgresql\.cnpg\.io|VolumeSnapshot\.snapshot\.storage\.k8s\.io|RecurringJob\.longhorn\.io|ReplicationSource\.volsync\.backube|BackupPolicy\..+|PerconaXtraDBClusterBackup\..+|BackupSchedule\..+)$/u;
const DUMPS =
  /\b(?:pg_dump(?:all)?|pg_basebackup|mysqldump|mariadb-dump|mongodump|redis-cli .{0,400}--rdb|restic|velero|wal-g|barman|pgbackrest|xtrabackup|etcdctl snapshot|clickhouse-backup|borg|rclone)\b/u;
const BACKUP_RESOURCES =
  /^(?:aws_backup_plan|aws_dlm_lifecycle_policy|azurerm_backup_policy_\w+|google_compute_resource_policy|google_backup_dr_backup_plan)$/u;

/** Something makes backups on a schedule. */
export const backups: Rule = (workspace) =>
  verdictOfAny(
    {
      found: [
        ...objectPlaces(workspace, BACKUP_OBJECTS),
        ...dumpJobs(workspace).map((one) => one.place()),
        ...resourcePlaces(workspace, BACKUP_RESOURCES),
      ],
      unread: workspace.unread.manifests,
    },
    { things: "Velero schedules, dump jobs, snapshots and backup plans", good: "Backups run on a schedule." },
  );

function dumpJobs({ workloads }: Workspace): readonly KubeObject[] {
  return workloads
    .filter(
      (one) =>
        one.kind === "CronJob" && one.containers.some((container) => DUMPS.test(JSON.stringify(container.value) ?? "")),
    )
    .map((one) => one.object);
}

/** The handbook's retention (safety-handbook.md:846), in hours. */
const RETENTION_HOURS = 30 * 24;

/** Backups are made at least daily, and kept for 30 days where the object says so. */
export const retention: Rule = (workspace) => {
  const velero = workspace.objects.filter((one) => one.kind === "Schedule" && one.group === "velero.io");
  const others = workspace.objects.filter((one) => one.kind === "ScheduledBackup");
  const judged = [...velero, ...others, ...dumpJobs(workspace)].map(retentionState);
  return verdictOfAll(
    { judged, unread: workspace.unread.manifests },
    {
      things: "schedules of backups",
      good: `${each(judged.length, "schedule")} is daily or more often, and keeps 30 days where it says so.`,
      mend: "Run it daily, and keep 30 days.",
    },
  );
};

function retentionState(object: KubeObject): Judged {
  const place: Place = object.place("spec");
  const { kind, name, value } = object;
  const schedule = textAt(value, "spec", "schedule") ?? "";
  if (at(value, "spec", "suspend") === true || at(value, "spec", "paused") === true)
    return { place, problem: `${kind} ${name} is paused` };
  const daily = isDaily(schedule);
  if (daily === undefined)
    return { place, doubt: `${kind} ${name} has the schedule "${schedule}", which was not understood` };
  if (!daily) return { place, problem: `${kind} ${name} runs less than once a day` };
  const kept = kind === "Schedule" ? hoursOf(textAt(value, "spec", "template", "ttl") ?? "720h0m0s") : undefined;
  if (kept === undefined || kept >= RETENTION_HOURS) return { place };
  return { place, problem: `${kind} ${name} keeps backups for ${Math.floor(kept / 24)} d, under 30 d` };
}

/** Whether a cron line fires every day; undefined where it is none. Six fields begin with seconds. */
function isDaily(schedule: string): boolean | undefined {
  if (/^@(?:daily|midnight|hourly|every\s+(?:\d+m|1?\dh|2[0-4]h))/u.test(schedule)) return true;
  if (schedule.startsWith("@")) return false;
  const fields = schedule
    .replace(/^(?:CRON_)?TZ=\S+\s+/u, "")
    .trim()
    .split(/\s+/u);
  if (fields.length !== 5 && fields.length !== 6) return undefined;
  return fields.slice(-3).every((field) => /^(?:\*|\*\/1|\?)$/u.test(field));
}

/** Hours of a duration as Go writes it. */
function hoursOf(text: string): number | undefined {
  const parts = [...text.matchAll(/(\d+(?:\.\d+)?)(h|m|s)/gu)];
  if (parts.length === 0) return undefined;
  const hours: Readonly<Record<string, number>> = { h: 1, m: 1 / 60, s: 1 / 3600 };
  return parts.reduce((sum, [, count, unit]) => sum + Number(count) * (hours[unit ?? ""] ?? 0), 0);
}
