import type { EnvironmentProfile } from "../settings.ts";
import { storageOf } from "../workload/profiles.ts";
import type { Workload } from "../workload/workload.ts";

interface Share {
  readonly request: number;
  readonly limit: number;
}

/** What a namespace may take in all. Memory and scratch in MiB, CPU in thousandths of a core, storage in GiB. */
export interface Quota {
  readonly pods: number;
  readonly cpu: Share;
  readonly memory: Share;
  readonly ephemeralStorage: Share;
  readonly claims: number;
  readonly storage: number;
}

/** Pods beyond the most replicas in a rollout: one that starts and one that still ends. */
const SURGE = 2;

/** What the pod of a backup takes, as its template says. */
const BACKUP = {
  cpu: { request: 50, limit: 500 },
  memory: { request: 64, limit: 128 },
  ephemeralStorage: { request: 16, limit: 64 },
} as const;

/** Room for the most replicas of every application and two more of each while it rolls out, and for their backups. */
export function quotaOf(profile: EnvironmentProfile, workloads: readonly Workload[]): Quota {
  const keeping = workloads.filter(({ keeps }) => keeps);
  const alone = workloads.filter((workload) => workload.alone).length;
  const pods = (workloads.length - alone) * (profile.replicas.max + SURGE) + alone;
  const backups = keeping.length;
  const kept = keeping.flatMap(({ volumes }) => volumes.filter(({ persistent }) => persistent)).length;
  const share = (part: "cpu" | "memory" | "ephemeralStorage"): Share => ({
    request: pods * profile[part].request + backups * BACKUP[part].request,
    limit: pods * profile[part].limit + backups * BACKUP[part].limit,
  });
  return {
    pods: pods + backups,
    cpu: share("cpu"),
    memory: share("memory"),
    ephemeralStorage: share("ephemeralStorage"),
    claims: kept + backups,
    storage: (kept + backups) * storageOf(profile),
  };
}
