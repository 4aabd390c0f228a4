import { Fault } from "../../src/base/result.ts";
import type { QualityPorts } from "../../src/engine/runPorts.ts";

/** A registry and a Prometheus that nobody can reach: a test that asks them says so itself. */
export const nothingOutside: Pick<QualityPorts, "images" | "metrics"> = {
  images: { find: (image) => Promise.reject(new Fault("RegistryUnreachable", `There is no registry for ${image}.`)) },
  metrics: { query: () => Promise.reject(new Fault("MetricsUnreachable", "There is no Prometheus.")) },
};
