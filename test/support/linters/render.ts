import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { runLinter } from "./runLinter.ts";
import type { Sample } from "./samples.ts";

/** Manifests as a cluster gets them: an overlay that was built, or a chart with its values. */
export interface Manifests {
  readonly sample: string;
  /** Such as `overlay production` or `chart web, staging`. */
  readonly what: string;
  /** Where they lie, from the folder of the samples. */
  readonly file: string;
  readonly text: string;
  /** What failed and how; then there is no text. */
  readonly failure?: string;
}

const OVERLAY = /^k8s\/overlays\/([^/]+)\/kustomization\.yaml$/u;
const VALUES = /^charts\/([^/]+)\/values-([^/]+)\.yaml$/u;

/** Every overlay of every sample, or those of one environment, built as `kubectl apply -k` would. */
export async function buildOverlays(
  kubectl: string,
  root: string,
  samples: readonly Sample[],
  only?: string,
): Promise<Manifests[]> {
  const built: Manifests[] = [];
  for (const { name, folder, files } of samples) {
    for (const environment of files.flatMap((file) => OVERLAY.exec(file.path)?.[1] ?? [])) {
      if (environment !== (only ?? environment)) continue;
      const place = path.join(folder, "k8s/overlays", environment);
      const { code, out, err } = await runLinter(kubectl, ["kustomize", place]);
      const file = path.join(name, "rendered", `overlay-${environment}.yaml`);
      built.push(await kept(root, { sample: name, what: `overlay ${environment}`, file, text: out }, code, err));
    }
  }
  return built;
}

/** What of the charts is rendered, and how, beside all of it. */
interface Rendering {
  /** Default: every environment. */
  readonly environment?: string;
  /** More arguments for a sample. */
  readonly more?: (sample: string) => readonly string[];
}

/** Every chart of every sample with each of its files of values. */
export async function renderCharts(
  helm: string,
  root: string,
  samples: readonly Sample[],
  { environment: only, more = () => [] }: Rendering = {},
): Promise<Manifests[]> {
  const rendered: Manifests[] = [];
  for (const { name, folder, files } of samples) {
    for (const [values, chart, environment] of files.flatMap(({ path: at }) => [VALUES.exec(at) ?? []])) {
      if (values === undefined || chart === undefined || environment !== (only ?? environment)) continue;
      const args = ["template", chart, path.join(folder, "charts", chart), "-f", path.join(folder, values)];
      const { code, out, err } = await runLinter(helm, [
        ...args,
        "--namespace",
        `${name}-${environment}`,
        ...more(name),
      ]);
      const file = path.join(name, "rendered", `chart-${chart}-${environment}.yaml`);
      rendered.push(
        await kept(root, { sample: name, what: `chart ${chart}, ${environment}`, file, text: out }, code, err),
      );
    }
  }
  return rendered;
}

async function kept(root: string, manifests: Manifests, code: number, err: string): Promise<Manifests> {
  if (code !== 0) return { ...manifests, text: "", failure: err.trim() };
  const target = path.join(root, manifests.file);
  await mkdir(path.dirname(target), { recursive: true });
  await writeFile(target, manifests.text);
  return manifests;
}
