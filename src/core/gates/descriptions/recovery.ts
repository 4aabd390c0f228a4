import { describe } from "../description.ts";

/** What the workspace holds for the day on which something is lost. */
export const RECOVERY_CHECKS = describe("recovery", {
  "recovery-backups": {
    label: "Backups run on a schedule",
    why: "A backup that somebody has to remember is not there when it is needed.",
    reads: "Velero schedules, dump jobs, volume snapshots and scheduled backups of operators",
    source: "decision-path.md:34, 5",
  },
  "recovery-backup-retention": {
    label: "Backups are daily and kept 30 days",
    why: "The handbook asks for a backup a day and for 30 days of them.",
    reads: "schedules and retention of backup objects",
    source: "safety-handbook.md:846",
  },
  "recovery-restore-test": {
    label: "Restoring is tested",
    why: "A backup counts from the first time it was restored.",
    reads: "restore jobs and scheduled pipelines, and documents of restore tests",
    source: "decision-path.md:65, 3",
  },
  "recovery-plan": {
    label: "The recovery plan has figures",
    why: "Recovery point and recovery time say what is lost and for how long: under 1 h and under 4 h by the handbook.",
    reads: "documents that name the recovery point and time objectives",
    source: "safety-handbook.md:847",
  },
});
