import { Fault } from "../../src/base/result.ts";
import type { QualityPorts } from "../../src/engine/runPorts.ts";

/** Registries, Prometheus and GitHub that nobody can reach, and commits without files: a test that asks them says so itself. */
export const nothingOutside: Omit<QualityPorts, "reports" | "history"> = {
  images: { find: noRegistry, size: noRegistry },
  metrics: { query: () => Promise.reject(new Fault("MetricsUnreachable", "There is no Prometheus.")) },
  github: async () => undefined,
  inCommit: async () => new Map(),
  origin: async () => ({}),
};

function noRegistry(image: string): Promise<never> {
  return Promise.reject(new Fault("RegistryUnreachable", `There is no registry for ${image}.`));
}
