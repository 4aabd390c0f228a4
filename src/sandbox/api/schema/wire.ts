import { timestamp } from "../../../base/clock.ts";
import type { Members } from "../json.ts";
import messages from "./wire.json" with { type: "json" };

interface Field {
  /** `""` where the message's fields stand among those of its parent. */
  readonly name: string;
  /** As `tools/sandboxWire.ts` writes it. */
  readonly type: string;
}

const MESSAGES: Readonly<Record<string, readonly string[]>> = messages;
const parsed = new Map<string, ReadonlyMap<number, Field>>();

function fieldsOf(message: string): ReadonlyMap<number, Field> {
  const known = parsed.get(message);
  if (known) return known;
  const entries = (MESSAGES[message] ?? []).map((line): [number, Field] => {
    const [number, name = "", type = ""] = line.split(" ");
    return [Number(number), { name, type }];
  });
  const fields = new Map(entries);
  parsed.set(message, fields);
  return fields;
}

const MAGIC = Buffer.from("k8s\0");
/** `runtime.Unknown`, the envelope of every object. */
const ENVELOPE = { typeMeta: 1, raw: 2 } as const;

/** Reads an object in Kubernetes' protobuf envelope; undefined where it is none, or of no kind we know. */
export function decodeWire(bytes: Buffer): Members | undefined {
  if (!bytes.subarray(0, MAGIC.length).equals(MAGIC)) return undefined;
  const parts = new Map([...records(bytes.subarray(MAGIC.length))].map(({ number, value }) => [number, value]));
  const [apiVersion, kind] = typeOf(parts.get(ENVELOPE.typeMeta));
  const raw = parts.get(ENVELOPE.raw);
  const message = messageOf(apiVersion, kind);
  if (message === undefined || !Buffer.isBuffer(raw)) return undefined;
  return { kind, apiVersion, ...readMessage(message, raw) };
}

function typeOf(typeMeta: unknown): [apiVersion: string, kind: string] {
  const texts = Buffer.isBuffer(typeMeta) ? [...records(typeMeta)].map(({ value }) => String(value)) : [];
  return [texts[0] ?? "", texts[1] ?? ""];
}

function messageOf(apiVersion: string, kind: string): string | undefined {
  const group = apiVersion.includes("/") ? (apiVersion.split(/[./]/)[0] ?? "") : "core";
  return [`${group}.${kind}`, `meta.${kind}`].find((name) => name in MESSAGES);
}

interface WireRecord {
  readonly number: number;
  /** A number where the wire has one, bytes for all else. */
  readonly value: number | Buffer;
}

function* records(bytes: Buffer): Generator<WireRecord> {
  const at = { position: 0 };
  while (at.position < bytes.length) {
    const tag = readVarint(bytes, at);
    yield { number: tag >> 3, value: readValue(bytes, at, tag & 7) };
  }
}

function readValue(bytes: Buffer, at: { position: number }, wireType: number): number | Buffer {
  if (wireType === 0) return readVarint(bytes, at);
  const length = wireType === 1 ? 8 : wireType === 5 ? 4 : readVarint(bytes, at);
  const value = bytes.subarray(at.position, at.position + length);
  at.position += length;
  return wireType === 1 ? value.readDoubleLE() : value;
}

function readVarint(bytes: Buffer, at: { position: number }): number {
  let value = 0n;
  for (let shift = 0n; shift < 70n; shift += 7n) {
    const byte = bytes[at.position++] ?? 0;
    value |= BigInt(byte & 0x7f) << shift;
    if (byte < 0x80) break;
  }
  return Number(BigInt.asIntN(64, value));
}

function readMessage(message: string, bytes: Buffer): Members {
  const result: Members = {};
  const fields = fieldsOf(message);
  for (const { number, value } of records(bytes)) {
    const field = fields.get(number);
    if (field) place(result, field, value);
  }
  return result;
}

/** Puts one value where it belongs. What Go leaves out of JSON as a zero value is left out here. */
function place(result: Members, { name, type }: Field, value: number | Buffer): void {
  if (name === "") {
    Object.assign(result, readOne(type, value));
  } else if (type.startsWith("[]")) {
    const list = (result[name] ??= []) as unknown[];
    list.push(readOne(type.slice(2), value));
  } else if (type.startsWith("{}")) {
    const entry = new Map([...records(value as Buffer)].map((record) => [record.number, record.value]));
    const map = (result[name] ??= {}) as Members;
    map[String(entry.get(1) ?? "")] = readOne(type.slice(2), entry.get(2) ?? Buffer.alloc(0));
  } else {
    const read = readOne(type.replace("*", ""), value);
    const isZero = read === "" || read === 0 || read === false;
    if (read !== undefined && (type.startsWith("*") || !isZero)) result[name] = read;
  }
}

function readOne(type: string, value: number | Buffer): unknown {
  if (type === "bool") return value !== 0;
  if (typeof value === "number") return value;
  switch (type) {
    case "string":
      return value.toString("utf8");
    case "bytes":
      return value.toString("base64");
    case "quantity":
      return stringField(value, 1);
    case "json":
      return JSON.parse(stringField(value, 1) || "null") as unknown;
    case "time":
      return readTime(value);
    case "intOrString":
      return readIntOrString(value);
    default:
      return readMessage(type, value);
  }
}

function stringField(bytes: Buffer, wanted: number): string {
  for (const { number, value } of records(bytes)) if (number === wanted) return String(value);
  return "";
}

/** Seconds and nanoseconds since the epoch; the zero time is none. */
function readTime(bytes: Buffer): string | undefined {
  const parts = new Map([...records(bytes)].map(({ number, value }) => [number, Number(value)]));
  const seconds = parts.get(1) ?? 0;
  if (seconds <= 0) return undefined;
  const micros = String(Math.trunc((parts.get(2) ?? 0) / 1000)).padStart(6, "0");
  const stamp = timestamp(seconds * 1000).replace(/\.\d+Z$/, "");
  return micros === "000000" ? `${stamp}Z` : `${stamp}.${micros}Z`;
}

function readIntOrString(bytes: Buffer): number | string {
  const parts = new Map([...records(bytes)].map(({ number, value }) => [number, value]));
  return parts.get(1) === 1 ? String(parts.get(3) ?? "") : Number(parts.get(2) ?? 0);
}
