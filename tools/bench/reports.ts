import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { execa } from "execa";
import type { Bench, Goal, Measured } from "./figure.ts";
import { REPORT_SIZE, writeJunit, writeSarif } from "./reportFiles.ts";
import type { ReportFigures, ReportWay } from "./reportsHost.ts";

const RUNS = 7;
const HOST = fileURLToPath(new URL("reportsHost.ts", import.meta.url));
/** 30 MB a second. */
const TIME_GOAL: Goal = { of: "median", limit: Math.round(REPORT_SIZE / 30_000) };
const MEMORY_GOAL: Goal = { of: "median", limit: 120 };

/** How fast, and in what memory, large reports are read, beside hashing the same bytes and reading them whole. */
export const reportsBench: Bench = {
  name: "reports",
  async run() {
    const folder = await mkdtemp(join(tmpdir(), "tidegate-reports-"));
    try {
      const [junit, sarif] = [join(folder, "junit.xml"), join(folder, "scan.sarif")];
      await writeJunit(junit);
      await writeSarif(sarif);
      return [
        ...measuredOf("50 MB of JUnit", "a tree by saxes", await inTurns(junit, "xml")),
        ...measuredOf("50 MB of SARIF", "JSON.parse", await inTurns(sarif, "json")),
      ];
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
};

interface Sample {
  readonly stream: ReportFigures;
  readonly hash: ReportFigures;
  readonly whole: ReportFigures;
}

/** Taken in turns, so that all meet the same machine; the first round only brings the file into memory. */
async function inTurns(path: string, whole: ReportWay): Promise<readonly Sample[]> {
  const samples: Sample[] = [];
  for (let run = 0; run <= RUNS; run += 1) {
    const sample = {
      stream: await read("stream", path),
      hash: await read("hash", path),
      whole: await read(whole, path),
    };
    console.error(`  ${JSON.stringify(sample)}`);
    if (run > 0) samples.push(sample);
  }
  return samples;
}

async function read(way: ReportWay, path: string): Promise<ReportFigures> {
  const { stdout } = await execa("node", [HOST, way, path], { timeout: 120_000 });
  return JSON.parse(stdout) as ReportFigures;
}

/** The wall time, which has the goal, and the CPU time, which other work on the machine changes less. */
function measuredOf(what: string, wholeName: string, samples: readonly Sample[]): readonly Measured[] {
  const of = (way: keyof Sample, member: "ms" | "cpuMs" | "grownMb"): number[] =>
    samples.map((sample) => sample[way][member]);
  const times = (["ms", "cpuMs"] as const).flatMap((member) => {
    const name = `${what} read and hashed${member === "ms" ? "" : ", CPU"}`;
    const time = { name, unit: "ms", samples: of("stream", member), goal: TIME_GOAL };
    return [
      { ...time, reference: { name: "only hashed", samples: of("hash", member) } },
      { ...time, reference: { name: wholeName, samples: of("whole", member) } },
    ];
  });
  const memory = {
    name: `${what}: memory grown by`,
    unit: "MB",
    samples: of("stream", "grownMb"),
    reference: { name: wholeName, samples: of("whole", "grownMb") },
    goal: MEMORY_GOAL,
  };
  return [...times, memory];
}
