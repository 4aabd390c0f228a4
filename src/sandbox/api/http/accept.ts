import { StatusError } from "../status.ts";
import { PROTOBUF } from "./body.ts";

/** What a client would like an object to be turned into. */
export type Rendering = "Table" | "PartialObjectMetadata" | "PartialObjectMetadataList" | undefined;

interface Clause {
  readonly type: string;
  readonly parameters: ReadonlyMap<string, string>;
}

function clausesOf(header: string | undefined): Clause[] {
  return (header ?? "*/*").split(",").map((clause) => {
    const [type = "", ...rest] = clause.split(";").map((part) => part.trim());
    return { type, parameters: new Map(rest.map((part): [string, string] => split(part))) };
  });
}

function split(part: string): [string, string] {
  const at = part.indexOf("=");
  return [part.slice(0, at), part.slice(at + 1)];
}

/** The first rendering of the `Accept` header that we can do. */
export function renderingOf(header: string | undefined): Rendering {
  for (const { type, parameters } of clausesOf(header)) {
    if (type !== "application/json" && type !== "*/*") continue;
    const as = parameters.get("as");
    if (as === undefined) return undefined;
    const known = as === "Table" || as === "PartialObjectMetadata" || as === "PartialObjectMetadataList";
    if (known && parameters.get("v") === "v1") return as;
  }
  return undefined;
}

/** Whether the client reads aggregated discovery (`apidiscovery.k8s.io/v2`). */
export function wantsAggregatedDiscovery(header: string | undefined): boolean {
  return clausesOf(header).some(
    ({ parameters }) => parameters.get("as") === "APIGroupDiscoveryList" && parameters.get("v") === "v2",
  );
}

function isJson(type: string): boolean {
  return ["*/*", "application/*", "application/json", "text/plain"].includes(type);
}

/** Whether JSON will do. */
export function acceptsJson(header: string | undefined): boolean {
  return clausesOf(header).some(({ type }) => isJson(type));
}

const YAML = "application/yaml";

/** Whether the client would have YAML before JSON. */
export function prefersYaml(header: string | undefined): boolean {
  return clausesOf(header).find(({ type }) => type === YAML || isJson(type))?.type === YAML;
}

/** Throws a 406 where a client would read nothing that we can write. Those that read protobuf read JSON too. */
export function requireRepresentation(header: string | undefined): void {
  if (acceptsJson(header) || acceptsType(header, PROTOBUF) || acceptsType(header, YAML)) return;
  const types = "application/json, application/yaml";
  throw new StatusError(406, "NotAcceptable", `only the following media types are accepted: ${types}`, {});
}

/** Whether the client names this very media type. */
export function acceptsType(header: string | undefined, type: string): boolean {
  return clausesOf(header).some((clause) => clause.type === type);
}
