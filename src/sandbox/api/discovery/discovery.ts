import { embeddedVersion } from "../../../core/embeddedServer.ts";
import type { Members } from "../json.ts";
import { apiVersionOf, SERVED_KINDS, type ServedKind, VERBS } from "../kinds.ts";
import { REVIEWS } from "../review/reviews.ts";

/** The version the embedded cluster answers to; its schemas are of the same one. */
export const SERVER_VERSION = { major: "1", minor: "36", gitVersion: embeddedVersion("v1.36.3") } as const;

const SUBRESOURCE_VERBS = {
  status: ["get", "patch", "update"],
  scale: ["get", "patch", "update"],
  log: ["get"],
} as const;

/** One line of an APIResourceList. */
interface Line {
  readonly group: string;
  readonly version: string;
  readonly name: string;
  readonly kind: string;
  readonly singularName: string;
  readonly namespaced: boolean;
  readonly verbs: readonly string[];
  readonly shortNames?: readonly string[];
  readonly categories?: readonly string[];
  /** Where the objects are of another group than the path. */
  readonly objectVersion?: { readonly group: string; readonly version: string };
}

function linesOf(kind: ServedKind): Line[] {
  const { group, version, plural, singular, shortNames, categories, namespaced } = kind;
  const main: Line = {
    group,
    version,
    name: plural,
    kind: kind.kind,
    singularName: singular,
    namespaced,
    verbs: VERBS,
    ...(shortNames.length > 0 && { shortNames }),
    ...(categories.length > 0 && { categories }),
  };
  const below = kind.subresources.map((subresource): Line => {
    const isScale = subresource === "scale";
    return {
      group,
      version,
      name: `${plural}/${subresource}`,
      kind: isScale ? "Scale" : kind.kind,
      singularName: "",
      namespaced,
      verbs: SUBRESOURCE_VERBS[subresource],
      ...(isScale && { objectVersion: { group: "autoscaling", version: "v1" } }),
    };
  });
  return [main, ...below];
}

const LINES: readonly Line[] = [
  ...SERVED_KINDS.flatMap(linesOf),
  ...REVIEWS.map(({ group, version, plural, kind, singular }): Line => ({
    group,
    version,
    name: plural,
    kind,
    singularName: singular,
    namespaced: false,
    verbs: ["create"],
  })),
];

/** Group and version of everything served, the core group first. */
export const GROUP_VERSIONS = [...new Map(LINES.map(({ group, version }) => [group, { group, version }])).values()];

/** `/api`. */
export function coreVersions(): Members {
  return { kind: "APIVersions", versions: ["v1"], serverAddressByClientCIDRs: [] };
}

/** `/apis`. */
export function groupList(): Members {
  const groups = GROUP_VERSIONS.filter(({ group }) => group !== "").map(groupOf);
  return { kind: "APIGroupList", apiVersion: "v1", groups };
}

/** `/apis/GROUP`; undefined where it is not served. */
export function apiGroup(name: string): Members | undefined {
  const found = GROUP_VERSIONS.find(({ group }) => group === name);
  return found && { kind: "APIGroup", apiVersion: "v1", ...groupOf(found) };
}

function groupOf({ group, version }: { group: string; version: string }): Members {
  const entry = { groupVersion: `${group}/${version}`, version };
  return { name: group, versions: [entry], preferredVersion: entry };
}

/** `/api/v1`, `/apis/apps/v1`; undefined where it is not served. */
export function resourceList(groupVersion: string): Members | undefined {
  const lines = LINES.filter((line) => apiVersionOf(line) === groupVersion);
  if (lines.length === 0) return undefined;
  const resources = lines.map(({ group: _group, version: _version, objectVersion, ...line }) => ({
    ...line,
    ...objectVersion,
  }));
  return { kind: "APIResourceList", apiVersion: "v1", groupVersion, resources };
}

/** `/api` or `/apis` as one document (`apidiscovery.k8s.io/v2`). */
export function aggregatedDiscovery(isCore: boolean): Members {
  const groups = GROUP_VERSIONS.filter(({ group }) => (group === "") === isCore);
  const items = groups.map(({ group, version }) => ({
    metadata: { ...(group && { name: group }), creationTimestamp: null },
    versions: [{ version, resources: aggregatedResources(group), freshness: "Current" }],
  }));
  return { kind: "APIGroupDiscoveryList", apiVersion: "apidiscovery.k8s.io/v2", metadata: {}, items };
}

function aggregatedResources(group: string): Members[] {
  const lines = LINES.filter((line) => line.group === group);
  return lines
    .filter(({ name }) => !name.includes("/"))
    .map((line) => {
      const subresources = lines.filter(({ name }) => name.startsWith(`${line.name}/`)).map(aggregatedSubresource);
      const { shortNames, categories } = line;
      return {
        resource: line.name,
        responseKind: responseKind(line),
        scope: line.namespaced ? "Namespaced" : "Cluster",
        singularResource: line.singularName,
        verbs: line.verbs,
        ...(shortNames && { shortNames }),
        ...(categories && { categories }),
        ...(subresources.length > 0 && { subresources }),
      };
    });
}

function aggregatedSubresource(line: Line): Members {
  return { subresource: line.name.split("/")[1], responseKind: responseKind(line), verbs: line.verbs };
}

function responseKind({ group, version, kind, objectVersion }: Line): Members {
  return { group, version, kind, ...objectVersion };
}
