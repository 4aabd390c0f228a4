import type { Clock } from "../../../base/clock.ts";
import type { KubeObject } from "../../../core/rollout/objects.ts";
import type { LogBook } from "../../store/logBook.ts";
import type { Store } from "../../store/store.ts";
import { needsContainer } from "../containerCalls.ts";
import type { Members } from "../json.ts";
import { apiVersionOf } from "../kinds.ts";
import { listPage } from "../read/list.ts";
import { checkListOptions, isWatch } from "../read/listOptions.ts";
import { podLogs } from "../read/logs.ts";
import { present, withoutType } from "../read/present.ts";
import { selectionOf } from "../read/selection.ts";
import type { Snapshots } from "../read/snapshots.ts";
import type { Watches } from "../read/watch.ts";
import { badRequest, forbidden, methodNotAllowed, noSuchPath, notFound, StatusError } from "../status.ts";
import { partialMetadata, tableOf, type TableOptions } from "../table/table.ts";
import { changeObject } from "../write/change.ts";
import { createObject } from "../write/create.ts";
import { writeOptions } from "../write/options.ts";
import type { Written } from "../write/parts.ts";
import { type PatchBody, patchObject } from "../write/patch.ts";
import { deleteOptions } from "../write/deleteOptions.ts";
import { removeObject } from "../write/remove.ts";
import { readScale, writeScale } from "../write/scale.ts";
import { renderingOf } from "./accept.ts";
import { mediaType, parseObject, readBody, requireMediaType, WRITABLE_BODIES } from "./body.ts";
import type { Call } from "./call.ts";
import { ok, type Reply } from "./reply.ts";
import type { Target } from "./target.ts";
import { allows } from "./users.ts";

export interface ApiParts {
  readonly store: Store;
  readonly clock: Clock;
  readonly logs: LogBook;
  readonly snapshots: Snapshots;
  readonly watches: Watches;
}

/** Answers a call about objects: authorization first, then the verb. */
export async function callResource(parts: ApiParts, call: Call, target: Target): Promise<Reply> {
  refuseConnections(target);
  const verb = verbOf(call, target);
  authorize(call, target, verb);
  if (target.subresource !== "") return callSubresource(parts, call, target);
  switch (verb) {
    case "get":
      return ok(render(parts, call, target, existing(parts, target)));
    case "list":
      return ok(renderList(parts, call, target));
    case "watch":
      return watch(parts, call, target);
    case "create":
      return reply(createObject(parts, target, await sentObject(call), options(call, "CreateOptions")));
    case "update":
      return replace(parts, call, target);
    case "patch":
      return patch(parts, call, target);
    case "delete":
      return ok(removeObject(parts.store, target, deleteOptions(await sentOptions(call), call.query)));
    default:
      return ok(await removeAll(parts, call, target));
  }
}

/** What needs a container to talk to. */
function refuseConnections({ kind, subresource }: Target): void {
  if (!needsContainer(kind.plural, subresource)) return;
  const message = `the embedded cluster runs no containers, so it has no ${subresource}: use a real cluster for it`;
  throw new StatusError(501, "NotImplemented", message, {});
}

const VERBS_BY_METHOD: Readonly<Record<string, readonly [ofObject: string, ofCollection: string]>> = {
  GET: ["get", "list"],
  POST: ["", "create"],
  PUT: ["update", ""],
  PATCH: ["patch", ""],
  DELETE: ["delete", "deletecollection"],
};

function verbOf({ method, query }: Call, target: Target): string {
  const [ofObject = "", ofCollection = ""] = VERBS_BY_METHOD[method] ?? [];
  if (method === "GET" && target.subresource === "" && isWatch(query)) return "watch";
  // What is below an object may be there or not: that is looked at after the rights.
  const ofPath = method === "POST" && target.subresource !== "" ? "create" : ofObject;
  const verb = target.name === "" ? ofCollection : ofPath;
  const needsNamespace = target.namespace === undefined && verb !== "list";
  if (verb === "" || needsNamespace) throw methodNotAllowed();
  return verb;
}

function authorize({ grant }: Call, { kind, namespace, name, subresource }: Target, verb: string): void {
  const place = namespace === undefined || namespace === "" ? {} : { namespace };
  const own = kind.kind === "Namespace" && name !== "" ? { namespace: name } : place;
  if (allows(grant, { verb, group: kind.group, resource: kind.plural, subresource, ...own })) return;
  const resource = subresource === "" ? kind.plural : `${kind.plural}/${subresource}`;
  const scope = own.namespace === undefined ? "at the cluster scope" : `in the namespace "${own.namespace}"`;
  const why = `User "${grant.user}" cannot ${verb} resource "${resource}" in API group "${kind.group}" ${scope}`;
  throw forbidden(kind, name, why);
}

async function callSubresource(parts: ApiParts, call: Call, target: Target): Promise<Reply> {
  const { kind, subresource } = target;
  const { method, query } = call;
  if (!(kind.subresources as readonly string[]).includes(subresource)) throw noSuchPath();
  if (subresource === "log") return podLogs(parts, target, query);
  if (subresource === "scale") {
    if (method === "GET") return ok(readScale(parts, target));
    if (method !== "PUT" && method !== "PATCH") throw methodNotAllowed();
    return reply(writeScale(parts, target, method, await patchBody(call), options(call, "PatchOptions")));
  }
  if (method === "GET") return ok(render(parts, call, target, existing(parts, target)));
  if (method === "PUT") return replace(parts, call, target);
  if (method === "PATCH") return patch(parts, call, target);
  throw methodNotAllowed();
}

function existing({ store }: ApiParts, { kind, namespace = "", name }: Target): KubeObject {
  const object = store.get(kind.resource, namespace, name);
  if (!object) throw notFound(kind, name);
  return object;
}

function options({ query, message }: Call, kind: string): ReturnType<typeof writeOptions> {
  return writeOptions(query, message.headers["user-agent"], kind);
}

function reply({ object, warnings, created }: Written): Reply {
  return { code: created ? 201 : 200, body: object, warnings };
}

async function sentObject({ message }: Call): Promise<Members> {
  const type = mediaType(message.headers["content-type"]) || "application/json";
  requireMediaType(type, WRITABLE_BODIES);
  return parseObject(await readBody(message), type);
}

async function sentOptions({ message }: Call): Promise<Members> {
  const body = await readBody(message);
  return body.length === 0 ? {} : parseObject(body, mediaType(message.headers["content-type"]));
}

async function patchBody({ message }: Call): Promise<PatchBody> {
  return { contentType: message.headers["content-type"], bytes: await readBody(message) };
}

async function replace(parts: ApiParts, call: Call, target: Target): Promise<Reply> {
  const sent = await sentObject(call);
  return reply(changeObject(parts, target, { change: () => sent, origin: "body" }, options(call, "UpdateOptions")));
}

async function patch(parts: ApiParts, call: Call, target: Target): Promise<Reply> {
  return reply(patchObject(parts, target, await patchBody(call), call.query, options(call, "PatchOptions")));
}

async function removeAll(parts: ApiParts, call: Call, target: Target): Promise<Members> {
  const wanted = deleteOptions(await sentOptions(call), call.query);
  const { kind, namespace } = target;
  const { matches } = selectionOf(kind, call.query);
  const objects = parts.store.list(kind.resource, namespace).filter(matches);
  for (const { metadata } of objects) {
    removeObject(parts.store, { ...target, namespace: metadata.namespace ?? "", name: metadata.name }, wanted);
  }
  const metadata = { resourceVersion: String(parts.store.revision) };
  return {
    kind: `${kind.kind}List`,
    apiVersion: apiVersionOf(kind),
    metadata,
    items: objects.map((it) => withoutType(kind, it)),
  };
}

function tableOptions({ clock }: ApiParts, { query }: Call, headers = true): TableOptions {
  const include = query.get("includeObject") || "Metadata";
  if (include !== "None" && include !== "Metadata" && include !== "Object") {
    throw badRequest(`Invalid value: "${include}": must be one of None, Metadata, Object`);
  }
  return { includeObject: include, now: clock.now(), headers };
}

/** One object in the form the client asked for. */
function render(parts: ApiParts, call: Call, { kind }: Target, object: KubeObject, headers = true): Members {
  const full = present(kind, object);
  const rendering = renderingOf(call.message.headers.accept);
  if (rendering === undefined) return full;
  if (rendering !== "Table") return partialMetadata(full);
  return tableOf(
    kind,
    [full],
    { resourceVersion: object.metadata.resourceVersion },
    tableOptions(parts, call, headers),
  );
}

function renderList(parts: ApiParts, call: Call, target: Target): Members {
  const { kind } = target;
  const { items, metadata } = listPage(parts.store, parts.snapshots, target, call.query);
  const rendering = renderingOf(call.message.headers.accept);
  if (rendering === undefined) {
    return {
      kind: `${kind.kind}List`,
      apiVersion: apiVersionOf(kind),
      metadata,
      items: items.map((it) => withoutType(kind, it)),
    };
  }
  const objects = items.map((it) => withoutType(kind, it));
  if (rendering === "Table") return tableOf(kind, objects, metadata, tableOptions(parts, call));
  const partial = objects.map(partialMetadata);
  return { kind: "PartialObjectMetadataList", apiVersion: "meta.k8s.io/v1", metadata, items: partial };
}

function watch(parts: ApiParts, call: Call, target: Target): Reply {
  const selected = target.name === "" ? call.query : withName(call.query, target.name);
  checkListOptions(selected, parts.store.revision);
  selectionOf(target.kind, selected);
  let headers = true;
  const show = (object: KubeObject): Members => {
    const shown = render(parts, call, target, object, headers);
    headers = false;
    return shown;
  };
  const request = { target: { ...target, name: "" }, query: selected, render: show };
  return { contentType: "application/json", stream: (response) => parts.watches.start(request, response) };
}

/** A watch of one object is a watch of the collection that selects its name. */
function withName(query: URLSearchParams, name: string): URLSearchParams {
  const narrowed = new URLSearchParams(query);
  const fields = query.get("fieldSelector");
  narrowed.set("fieldSelector", `${fields ? `${fields},` : ""}metadata.name=${name}`);
  return narrowed;
}
