import type { Place } from "../../core/place.ts";
import { at, listAt, mapAt, textAt } from "../../core/read/value.ts";
import { readYaml } from "../../core/read/yaml.ts";

/** A port of the machine that a compose file publishes. */
export interface PublishedPort {
  readonly service: string;
  readonly host: number;
  /** The port in its container. */
  readonly container: number;
  /** The variable that the port comes from, where it has one. */
  readonly variable?: string;
  readonly place: Place;
}

/**
 * What the services of a compose file publish, with the values that variables have; none where the text cannot be read.
 * Never throws.
 */
export function composePorts(
  file: string,
  text: string,
  variables: ReadonlyMap<string, number> = new Map(),
): readonly PublishedPort[] {
  const yaml = readYaml(file, text);
  if (!yaml.ok) return [];
  return yaml.documents.flatMap(({ value, place }) =>
    Object.keys(mapAt(value, "services")).flatMap((service) =>
      listAt(value, "services", service, "ports").flatMap((port, index) => {
        const found = typeof port === "object" ? longForm(port, variables) : shortForm(textAt(port) ?? "", variables);
        return found ? [{ service, ...found, place: place("services", service, "ports", index) }] : [];
      }),
    ),
  );
}

type Published = Omit<PublishedPort, "service" | "place">;

type Variables = ReadonlyMap<string, number>;

function longForm(port: unknown, variables: Variables): Published | undefined {
  return published(textAt(at(port, "published")) ?? "", textAt(at(port, "target")) ?? "", variables);
}

/** `[address:]host:container[/protocol]`, of which the host's may be `${WEB_PORT:-3000}`. Ranges are left alone. */
function shortForm(port: string, variables: Variables): Published | undefined {
  const [, host, container] =
    /^(?:[\d.]+:|\[[\da-f:]+\]:)?(\$\{[^{}]*\}|\d+):(\d+)(?:\/tcp)?$/iu.exec(port.trim()) ?? [];
  return published(host ?? "", container ?? "", variables);
}

function published(hostText: string, containerText: string, variables: Variables): Published | undefined {
  const [, variable, fallback = ""] = /^\$\{(\w+)(?::?-(\d+)|:?\?[^}]*)?\}$/u.exec(hostText) ?? [];
  const host = portOf(variable === undefined ? hostText : String(variables.get(variable) ?? fallback));
  const container = portOf(containerText);
  if (host === undefined || container === undefined) return undefined;
  return { host, container, ...(variable !== undefined && { variable }) };
}

function portOf(text: string): number | undefined {
  const port = /^\d{1,5}$/u.test(text) ? Number(text) : 0;
  return port > 0 && port < 65_536 ? port : undefined;
}
