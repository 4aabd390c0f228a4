import { join } from "node:path";
import { KINDS } from "../../src/scaffold/generate/kind.ts";
import { alizerArguments } from "../baselines/alizer.ts";
import { compareDetectors, scoreOf, type ToolName } from "../baselines/compare.ts";
import { type Baselines, installBaselines } from "../baselines/install.ts";
import { railpackArguments } from "../baselines/railpack.ts";
import { root } from "../bootstrap.mjs";
import { type Asked, detectHere, runWhole, type Took } from "./detectionRuns.ts";
import type { Bench, Goal, Measured } from "./figure.ts";
import { monorepo } from "./monorepo.ts";
import { packExtension } from "./release.ts";

const SERVICE = join(root, "test", "fixtures", "workspaces", "node-express");
const CLI = join(root, "dist", "cli.cjs");
const RUNS = { service: 15, monorepo: 3 };
const WARM_UPS = { service: 5, monorepo: 1 };
const SERVICE_GOAL: Goal = { of: "median", limit: 150 };
const MONOREPO_GOAL: Goal = { of: "median", limit: 3000 };

/** How fast applications are found and their files rendered, and how many facts are right, beside two other detectors. */
export const detectionBench: Bench = {
  name: "detection",
  async run() {
    packExtension();
    const baselines = await installBaselines();
    const trees = await monorepo();
    const service = await inTurns(SERVICE, baselines, "service");
    const repository = await inTurns(trees.repository, baselines, "monorepo");
    const plain = await inTurns(trees.plain, baselines, "monorepo");
    return [
      ...serviceFigures(service),
      ...monorepoFigures(repository, "in git"),
      ...monorepoFigures(plain, "in no repository"),
      ...(await answerFigures(baselines)),
    ];
  },
};

interface Sample {
  /** In this process, which has done the same before. */
  readonly here: Asked;
  readonly whole: Took;
  readonly alizer: Took;
  readonly railpack: Took;
}

/** Taken in turns, so that all meet the same machine. */
async function inTurns(folder: string, { alizer, railpack }: Baselines, size: keyof typeof RUNS): Promise<Sample[]> {
  const isService = size === "service";
  const ours = isService
    ? ["scaffold", folder, "--kind", KINDS.join(","), "--dry-run", "--json"]
    : ["detect", folder, "--json"];
  const samples: Sample[] = [];
  for (let run = 0; run < WARM_UPS[size]; run += 1) await detectHere(folder, isService);
  for (let run = 0; run < RUNS[size]; run += 1) {
    const sample = {
      here: await detectHere(folder, isService),
      whole: await runWhole(folder, [process.execPath, CLI, ...ours]),
      alizer: await runWhole(folder, [alizer, ...alizerArguments(folder)]),
      railpack: await runWhole(folder, [railpack, ...railpackArguments(folder)]),
    };
    samples.push(sample);
    if (!isService) console.error(`  ${JSON.stringify(sample)}`);
  }
  return samples;
}

function serviceFigures(samples: readonly Sample[]): readonly Measured[] {
  return [
    ...figures("a service detected and all its files rendered, warm", samples, "here", "alizer", SERVICE_GOAL),
    ...figures("a service scaffolded by the command line, nothing written", samples, "whole", "railpack"),
  ];
}

function monorepoFigures(samples: readonly Sample[], where: string): readonly Measured[] {
  const name = `100,000 files with 200 members ${where}`;
  return [
    ...figures(`${name}, warm`, samples, "here", "alizer", MONOREPO_GOAL),
    ...figures(`${name}, command line`, samples, "whole", "alizer", MONOREPO_GOAL),
    ...figures(`${name}, command line`, samples, "whole", "railpack", MONOREPO_GOAL),
    {
      name: `${name}: listings and files read again`,
      unit: "times",
      samples: samples.map(({ here }) => here.listings + here.readAgain),
      reference: { name: "files read", samples: samples.map(({ here }) => here.reads) },
      goal: { of: "median", limit: 1 },
    },
  ];
}

/** The wall time, which has the goal, and the CPU time, which other work on the machine changes less. */
function figures(
  name: string,
  samples: readonly Sample[],
  ours: "here" | "whole",
  theirs: "alizer" | "railpack",
  goal?: Goal,
): readonly Measured[] {
  const reference = { alizer: "Alizer", railpack: "Railpack" }[theirs];
  return (["wallMs", "cpuMs"] as const).map((member) => ({
    name: member === "wallMs" ? name : `${name}, CPU`,
    unit: "ms",
    samples: samples.map((one) => one[ours][member]),
    reference: { name: reference, samples: samples.map((one) => one[theirs][member]) },
    ...(goal !== undefined && member === "wallMs" && { goal }),
  }));
}

/** In parts of a hundred, as a goal is something not to be exceeded: those that are wrong. */
async function answerFigures(baselines: Baselines): Promise<readonly Measured[]> {
  const compared = await compareDetectors(baselines);
  const wrong = (tool: ToolName): number[] => {
    const { right, asked } = scoreOf(compared, tool);
    return [(100 * (asked - right)) / asked];
  };
  return (["Alizer", "Railpack"] as const).map((other) => ({
    name: "facts of the sample workspaces that are wrong",
    unit: "%",
    samples: wrong("Tidegate"),
    reference: { name: other, samples: wrong(other) },
    goal: { of: "median", limit: 0 },
  }));
}
