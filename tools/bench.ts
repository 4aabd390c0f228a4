/**
 * `npm run bench [-- NAME…]`: measures the figures that `docs/speed.md` names, each beside a reference of the same run.
 * Prints a table and closes with all figures as one JSON array on a line. Judges nothing by its exit code.
 */
import { activationBench } from "./bench/activation.ts";
import { admissionBench } from "./bench/admission.ts";
import { bundleBench } from "./bench/bundle.ts";
import { type Bench, figureOf, type Measured } from "./bench/figure.ts";
import { detectionBench } from "./bench/detection.ts";
import { flowchartBench } from "./bench/flowchart.ts";
import { gatesBench } from "./bench/gates.ts";
import { journalBench } from "./bench/journal.ts";
import { largeClusterBench } from "./bench/largeCluster.ts";
import { liveTreeBench } from "./bench/liveTree.ts";
import { pictureBench } from "./bench/picture.ts";
import { reportsBench } from "./bench/reports.ts";
import { snapshotBench } from "./bench/snapshot.ts";
import { panelBench } from "./bench/panel.ts";
import { tableOf } from "./bench/table.ts";

const BENCHES: readonly Bench[] = [
  activationBench,
  bundleBench,
  liveTreeBench,
  largeClusterBench,
  journalBench,
  snapshotBench,
  flowchartBench,
  panelBench,
  pictureBench,
  gatesBench,
  detectionBench,
  reportsBench,
  admissionBench,
];

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !BENCHES.some((bench) => bench.name === name));
if (unknown.length > 0) {
  console.error(`No such bench: ${unknown.join(", ")}. Benches: ${BENCHES.map(({ name }) => name).join(", ")}.`);
  process.exit(2);
}

const measured: Measured[] = [];
for (const bench of BENCHES) {
  if (wanted.length > 0 && !wanted.includes(bench.name)) continue;
  console.error(`Measuring ${bench.name}…`);
  measured.push(...(await bench.run()));
}
console.log(tableOf(measured));
console.log(JSON.stringify(measured.map(figureOf)));
