import { Fault } from "../../base/result.ts";
import type { Container, PodTemplate } from "../../core/rollout/objects.ts";

/**
 * The template with other images, by container name; init containers included. Rejects with `ContainerMissing` where
 * the template has no container of that name.
 */
export function withImages(template: PodTemplate, images: Readonly<Record<string, string>>): PodTemplate {
  const spec = template.spec;
  const known = [...(spec?.containers ?? []), ...(spec?.initContainers ?? [])].map((container) => container.name);
  const missing = Object.keys(images).find((name) => !known.includes(name));
  if (spec === undefined || missing !== undefined) {
    const message = `There is no container "${missing ?? ""}" in the template; it has ${known.join(", ") || "none"}.`;
    throw new Fault("ContainerMissing", message);
  }
  const replaced = (containers: Container[]): Container[] =>
    containers.map((container) => ({ ...container, image: images[container.name] ?? container.image ?? "" }));
  const inits = spec.initContainers === undefined ? {} : { initContainers: replaced(spec.initContainers) };
  return { ...template, spec: { ...spec, containers: replaced(spec.containers), ...inits } };
}
