import type { IncomingMessage } from "node:http";
import { parse } from "yaml";
import { messageOf } from "../../../base/result.ts";
import { isMembers, type Members } from "../json.ts";
import { badRequest, StatusError } from "../status.ts";

/** As the real server's limit for a request body. */
const LIMIT_BYTES = 3 * 1024 * 1024;

/** Reads a body; empty where there is none. Throws a 413 above 3 MB. */
export async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > LIMIT_BYTES)
      throw new StatusError(413, "RequestEntityTooLarge", `Request entity is too large: limit is ${LIMIT_BYTES}`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

/** Media type without its parameters, in lower case. */
export function mediaType(header: string | undefined): string {
  return (header ?? "").split(";")[0]?.trim().toLowerCase() ?? "";
}

/** Parses a body that must be an object, in JSON or YAML. */
export function parseObject(text: string, type: string): Members {
  const value = type.includes("yaml") ? parseYaml(text) : parseJson(text);
  if (!isMembers(value)) throw badRequest("the object provided is unrecognized: the body is no object");
  return value;
}

export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw badRequest(`the object provided is unrecognized: ${messageOf(error)}`);
  }
}

function parseYaml(text: string): unknown {
  try {
    return parse(text, { maxAliasCount: 100 });
  } catch (error) {
    throw badRequest(`error decoding YAML: ${messageOf(error)}`);
  }
}

/** Throws a 415 unless the type is one of those. */
export function requireMediaType(type: string, accepted: readonly string[]): void {
  if (accepted.includes(type)) return;
  const message = `the body of the request was in an unknown format - accepted media types include: ${accepted.join(", ")}`;
  throw new StatusError(415, "UnsupportedMediaType", message, {});
}
