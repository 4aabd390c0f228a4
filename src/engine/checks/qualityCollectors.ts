import type { FIGURE_CHECKS } from "../../core/gates/descriptions/figures.ts";
import type { QUALITY_CHECKS } from "../../core/gates/descriptions/quality.ts";
import type { Collector } from "./collector.ts";
import { BACKUP_COLLECTOR } from "./quality/backupCollector.ts";
import { BASELINE_COLLECTOR } from "./quality/baselineCollector.ts";
import { GITHUB_COLLECTORS } from "./quality/githubCollectors.ts";
import { HISTORY_COLLECTORS } from "./quality/historyCollectors.ts";
import { IMAGE_COLLECTORS } from "./quality/imageCollectors.ts";
import { REPORT_COLLECTORS } from "./quality/reportCollectors.ts";

/** What a release has shown: reports, reviews, other runs, registries. */
export const QUALITY_COLLECTORS: Readonly<Record<keyof typeof QUALITY_CHECKS | keyof typeof FIGURE_CHECKS, Collector>> =
  {
    ...REPORT_COLLECTORS,
    ...HISTORY_COLLECTORS,
    ...IMAGE_COLLECTORS,
    "backup-recent": BACKUP_COLLECTOR,
    baseline: BASELINE_COLLECTOR,
    ...GITHUB_COLLECTORS,
  };
