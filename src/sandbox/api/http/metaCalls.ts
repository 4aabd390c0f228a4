import {
  aggregatedDiscovery,
  apiGroup,
  coreVersions,
  groupList,
  resourceList,
  SERVER_VERSION,
} from "../discovery/discovery.ts";
import { openApiDocument, openApiIndex } from "../discovery/openapi.ts";
import { wantsAggregatedDiscovery } from "./accept.ts";
import type { Call } from "./call.ts";
import { ok, type Reply } from "./reply.ts";

const AGGREGATED_TYPE = "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList";

/** Answers what is about the server itself; undefined where the path is none of that. */
export function callMeta({ method, path, message }: Call): Reply | undefined {
  if (method !== "GET") return undefined;
  if (/^\/(healthz|readyz|livez)(\/|$)/.test(path))
    return { code: 200, body: "ok", contentType: "text/plain; charset=utf-8" };
  if (path === "/version")
    return ok({ ...SERVER_VERSION, platform: "sandbox", goVersion: "", compiler: "", gitCommit: "" });
  if (path === "/openapi/v3") return ok(openApiIndex());
  if (path.startsWith("/openapi/v3/")) return found(openApiDocument(path.slice("/openapi/v3/".length)));
  return callDiscovery(path.replace(/\/$/, ""), message.headers.accept);
}

function callDiscovery(path: string, accept: string | undefined): Reply | undefined {
  if ((path === "/api" || path === "/apis") && wantsAggregatedDiscovery(accept)) {
    return { code: 200, body: aggregatedDiscovery(path === "/api"), contentType: AGGREGATED_TYPE };
  }
  if (path === "/api") return ok(coreVersions());
  if (path === "/apis") return ok(groupList());
  const [, root, group = "", version, ...rest] = path.split("/");
  if (rest.length > 0) return undefined;
  if (root === "api" && version === undefined) return found(resourceList(group));
  if (root !== "apis") return undefined;
  return found(version === undefined ? apiGroup(group) : resourceList(`${group}/${version}`));
}

function found(body: unknown): Reply | undefined {
  return body === undefined ? undefined : ok(body);
}
