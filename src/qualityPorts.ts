import { environmentToken } from "./adapters/github/environmentToken.ts";
import { useProxies } from "./adapters/github/useProxies.ts";
import { filesInCommit } from "./adapters/git/filesInCommit.ts";
import { gitOriginOf } from "./adapters/git/origin.ts";
import { runCommand } from "./adapters/process/command.ts";
import { systemClock } from "./adapters/process/systemClock.ts";
import { nativeSha256 } from "./adapters/process/nativeHash.ts";
import { systemProcessTable } from "./adapters/process/processTable.ts";
import { prometheusMetrics } from "./adapters/prometheus/prometheus.ts";
import { imageLookup } from "./adapters/registry/imageRegistry.ts";
import { userKnownRuns } from "./adapters/storage/knownRuns.ts";
import { reportFilesAt } from "./adapters/storage/reportFiles.ts";
import { runStoreAt } from "./adapters/storage/runStore.ts";
import { runHistoryOf } from "./engine/records/runHistory.ts";
import type { QualityPorts } from "./engine/runPorts.ts";

/** For one question to a registry or to Prometheus. Milliseconds. */
const TIMEOUT_MS = 10_000;

/** Where the quality of what a workspace releases shows. `workspace` is the folder of `tidegate.yaml`. */
export function qualityPortsAt(workspace: string): QualityPorts {
  const store = runStoreAt(workspace, systemProcessTable(), userKnownRuns());
  const clock = systemClock;
  return {
    reports: reportFilesAt(workspace),
    history: runHistoryOf(store, nativeSha256),
    images: imageLookup({ clock, timeoutMs: TIMEOUT_MS, proxies: process.env }),
    metrics: prometheusMetrics({ clock, timeoutMs: TIMEOUT_MS }),
    inCommit: filesInCommit(workspace, runCommand),
    origin: gitOriginOf(workspace, runCommand),
    async github(place) {
      if (environmentToken(place, process.env) === undefined) return undefined;
      const { githubAt } = await import("./adapters/github/github.ts");
      useProxies(process.env);
      const token = async (): Promise<string | undefined> => environmentToken(place, process.env);
      return githubAt({ place, token, clock, timeoutMs: TIMEOUT_MS });
    },
  };
}
