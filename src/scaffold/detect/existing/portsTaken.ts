import type { Problem } from "../../facts/detection.ts";
import type { ComposeService } from "./composeFacts.ts";

/** Services of one compose file that publish the same port of the host: only the first of them would start. */
export function portsTaken(services: readonly (ComposeService | undefined)[]): readonly Problem[] {
  const all = services
    .filter((one) => one !== undefined)
    .flatMap(({ name, ports }) => ports.map((port) => ({ name, port })))
    .toSorted((a, b) => a.port.at.line - b.port.at.line);
  const published = new Set(all.flatMap(({ port }) => port.published ?? []));
  return [...published]
    .toSorted((a, b) => a - b)
    .flatMap((number) => {
      const own = all.filter(({ port }) => port.published === number);
      const names = [...new Set(own.map(({ name }) => name))];
      const [first] = own;
      if (names.length < 2 || first === undefined) return [];
      return [
        {
          reason: "PortTaken" as const,
          path: ".",
          message: `${names.join(" and ")} publish port ${number} in ${first.port.at.file}, so only one of them can be started. Give each a port of its own.`,
          evidence: own.map(({ port }) => port.at),
        },
      ];
    });
}
