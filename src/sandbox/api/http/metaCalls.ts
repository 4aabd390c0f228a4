import {
  aggregatedDiscovery,
  apiGroup,
  coreVersions,
  groupList,
  resourceList,
  SERVER_VERSION,
} from "../discovery/discovery.ts";
import {
  OPENAPI_V2_ACCEPTED,
  OPENAPI_V2_DOCUMENT,
  OPENAPI_V2_TYPE,
  openApiDocument,
  openApiIndex,
} from "../discovery/openapi.ts";
import { acceptsJson, acceptsType, wantsAggregatedDiscovery } from "./accept.ts";
import type { Call } from "./call.ts";
import { ok, type Reply } from "./reply.ts";
import { StatusError } from "../status.ts";

const AGGREGATED_TYPE = "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList";

/** Answers what is about the server itself; undefined where the path is none of that. Throws a 406. */
export function callMeta({ method, path, message }: Call): Reply | undefined {
  if (method !== "GET") return undefined;
  const { accept } = message.headers;
  if (path === "/openapi/v2" && acceptsType(accept, OPENAPI_V2_ACCEPTED)) {
    return { code: 200, body: OPENAPI_V2_DOCUMENT, contentType: OPENAPI_V2_TYPE };
  }
  const reply = callJson(path, accept);
  if (reply === undefined || acceptsJson(accept)) return reply;
  throw new StatusError(406, "NotAcceptable", "only the following media types are accepted: application/json", {});
}

function callJson(path: string, accept: string | undefined): Reply | undefined {
  if (/^\/(healthz|readyz|livez)(\/|$)/.test(path))
    return { code: 200, body: "ok", contentType: "text/plain; charset=utf-8" };
  if (path === "/version")
    return ok({ ...SERVER_VERSION, platform: "sandbox", goVersion: "", compiler: "", gitCommit: "" });
  if (path === "/openapi/v3") return ok(openApiIndex());
  if (path.startsWith("/openapi/v3/")) return found(openApiDocument(path.slice("/openapi/v3/".length)));
  return callDiscovery(path.replace(/\/$/, ""), accept);
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
