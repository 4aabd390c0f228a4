import { detect } from "../../../src/scaffold/detect/detect.ts";
import { nodeDetector } from "../../../src/scaffold/detect/node/nodeDetector.ts";
import type { Application } from "../../../src/scaffold/facts/application.ts";
import type { Detection } from "../../../src/scaffold/facts/detection.ts";
import { memoryTree } from "../memoryTree.ts";

/** What the Node detector alone finds in a table of texts; what is no text is written as JSON. */
export function detectedNode(files: Readonly<Record<string, unknown>>): Promise<Detection> {
  const texts = Object.entries(files).map(([path, one]) => [
    path,
    typeof one === "string" ? one : JSON.stringify(one, undefined, 2),
  ]);
  const ways = {
    detectors: [nodeDetector],
    readExisting: async (found: Omit<Application, "existing">) => ({
      application: { ...found, existing: [] },
      problems: [],
    }),
  };
  return detect(memoryTree(Object.fromEntries(texts) as Record<string, string>), undefined, ways);
}

/** The values of the only application's facts, without what says so. */
export async function valuesOf(files: Readonly<Record<string, unknown>>) {
  const { applications, problems } = await detectedNode(files);
  const [application] = applications;
  if (application === undefined || applications.length > 1)
    throw new Error(`${applications.length} applications were found`);
  return {
    name: application.name,
    role: application.role.value,
    language: application.language.value,
    framework: application.framework?.value,
    packageManager: application.packageManager?.value,
    runtime: application.runtime.value,
    build: application.buildCommand?.value,
    start: application.startCommand?.value,
    test: application.testCommand?.value,
    port: application.port?.value,
    bind: application.bind?.value,
    health: application.health?.value,
    readiness: application.readiness?.value,
    output: application.outputDirectory?.value,
    environment: Object.fromEntries(application.environment.map(({ value }) => [value.name, value])),
    services: application.services.map(({ value }) => value),
    writes: application.writes.map(({ value }) => value),
    node: application.ecosystem,
    problems: problems.map(({ reason }) => reason),
  };
}
