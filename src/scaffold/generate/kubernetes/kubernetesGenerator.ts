import type { Generator } from "../generator.ts";
import { baseProfile } from "../workload/profiles.ts";
import { workloadOf } from "../workload/workload.ts";
import { baseFiles, writeWith } from "./baseFiles.ts";
import { overlayFiles } from "./overlayFiles.ts";

const FIRST_UNPRIVILEGED = 1024;

/** Manifests that every environment shares, and a Kustomize overlay for each. None without applications. */
export const kubernetesGenerator: Generator = (input, render) => {
  const { environments } = input.settings;
  const base = baseProfile(input.settings);
  if (input.applications.length === 0 || base === undefined) return [];
  const workloads = input.applications.map((application) => workloadOf(application, input));
  const write = writeWith(render);
  const low = workloads.flatMap(({ port }) => (port !== undefined && port < FIRST_UNPRIVILEGED ? [port] : []));
  return [
    // Trivy looks for it where it is started, which is the root of the tree.
    { path: ".trivyignore", kind: "kubernetes", ...render("kubernetes/trivyignore", "plain", { low }) },
    ...baseFiles(input, workloads, base, write),
    ...environments.flatMap((profile) => overlayFiles(profile, input, workloads, write)),
  ];
};
