import type { IncomingMessage } from "node:http";
import { parse } from "yaml";
import { messageOf } from "../../../base/result.ts";
import { isMembers, type Members } from "../json.ts";
import { decodeWire } from "../schema/wire.ts";
import { badRequest, StatusError } from "../status.ts";

/** As the real server's limit for a request body. */
const LIMIT_BYTES = 3 * 1024 * 1024;

/** Reads a body; empty where there is none. Throws a 413 above 3 MB. */
export async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  // The connection stays, so that whoever sends too much can read why it was refused.
  for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > LIMIT_BYTES)
      throw new StatusError(413, "RequestEntityTooLarge", `Request entity too large: limit is ${LIMIT_BYTES}`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** Media type without its parameters, in lower case. */
export function mediaType(header: string | undefined): string {
  return (header ?? "").split(";")[0]?.trim().toLowerCase() ?? "";
}

export const PROTOBUF = "application/vnd.kubernetes.protobuf";
/** The media types in which an object may be sent. */
export const WRITABLE_BODIES = ["application/json", "application/yaml", PROTOBUF];

/** Parses a body that must be an object, in JSON, YAML or Kubernetes' protobuf. */
export function parseObject(body: Buffer, type: string): Members {
  const value = type === PROTOBUF ? decodeWire(body) : type.includes("yaml") ? parseYaml(body) : parseJson(body);
  if (!isMembers(value)) throw badRequest("the object provided is unrecognized: it is no object of a known kind");
  return value;
}

export function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString("utf8"));
  } catch (error) {
    throw badRequest(`the object provided is unrecognized: ${messageOf(error)}`);
  }
}

function parseYaml(body: Buffer): unknown {
  try {
    return parse(body.toString("utf8"), { maxAliasCount: 100 });
  } catch (error) {
    throw badRequest(`error decoding YAML: ${messageOf(error)}`);
  }
}

/** Throws a 415 unless the type is one of those. */
export function requireMediaType(type: string, accepted: readonly string[]): void {
  if (accepted.includes(type)) return;
  const message = `the body of the request was in an unknown format - accepted media types include: ${accepted.join(", ")}`;
  throw new StatusError(415, "UnsupportedMediaType", message);
}
