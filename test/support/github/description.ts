import { Ajv, type ValidateFunction } from "ajv";
import addFormats from "ajv-formats";
import { readFileSync } from "node:fs";
import { addressOf, type Schema, schemaOf } from "./schemaOf.ts";

/** One of GitHub's two kinds of servers. */
export type Kind = "cloud" | "enterprise";

/** What was cut from GitHub's description by `tools/githubDescription.ts`. */
interface Cut {
  readonly source: { readonly package: string };
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly parts: Readonly<Record<string, Schema>>;
}

interface Operation {
  readonly parameters?: readonly Schema[];
  readonly requestBody?: { readonly required?: boolean; readonly content: Content };
  readonly responses: Readonly<Record<string, Schema>>;
}

type Content = Readonly<Record<string, { readonly schema?: Schema }>>;

/** An operation that a request was found to call. */
export interface Called {
  /** Such as `get /repos/{owner}/{repo}/actions/runs`. */
  readonly name: string;
  readonly path: Readonly<Record<string, string>>;
  readonly operation: Operation;
}

/** Statuses that any operation may end with, as GitHub's guides say; the description names them here and there. */
const ANYWHERE = new Set([301, 304, 307, 401, 403, 404, 422, 429, 500, 502, 503]);

const read = new Map<Kind, Description>();

/** A kind's description, read once: its schemas take a moment to compile. */
export function descriptionOf(kind: Kind): Description {
  const known = read.get(kind) ?? new Description(kind);
  read.set(kind, known);
  return known;
}

/** GitHub's own description of its API as a judge of requests and answers. */
class Description {
  readonly #cut: Cut;
  readonly #bodies = new Ajv({ strict: false, allErrors: true });
  readonly #values = new Ajv({ strict: false, coerceTypes: true });
  readonly #compiled = new Map<unknown, ValidateFunction>();

  constructor(kind: Kind) {
    const file = new URL(`../../fixtures/github/${kind}.json`, import.meta.url);
    this.#cut = JSON.parse(readFileSync(file, "utf8")) as Cut;
    for (const ajv of [this.#bodies, this.#values]) addFormats.default(ajv);
    for (const [name, part] of Object.entries(this.#cut.parts)) {
      if (name.startsWith("#/components/schemas/")) this.#bodies.addSchema(schemaOf(part) as Schema, addressOf(name));
    }
  }

  /** The operation of a path below the API's base; undefined where GitHub has none, or we call none such. */
  called(method: string, pathname: string): Called | undefined {
    const parts = pathname.split("/");
    for (const [template, operations] of Object.entries(this.#cut.paths)) {
      const operation = operations[method.toLowerCase()];
      const path = operation && filledIn(template.split("/"), parts);
      if (operation && path) return { name: `${method.toLowerCase()} ${template}`, path, operation };
    }
    return undefined;
  }

  /** What the description has against a request. */
  requestProblems({ operation, path }: Called, query: URLSearchParams, body: unknown): string[] {
    const known = (operation.parameters ?? []).map((one) => this.#part(one));
    const problems = known.flatMap((one) => this.#parameterProblems(one, path, query));
    const names = new Set(known.flatMap((one) => (one["in"] === "query" ? [String(one["name"])] : [])));
    for (const name of query.keys()) if (!names.has(name)) problems.push(`no parameter is called ${name}`);
    const wanted = operation.requestBody;
    if (wanted === undefined) return body === undefined ? problems : [...problems, "a body is sent where none belongs"];
    if (body === undefined) return wanted.required === true ? [...problems, "the body is missing"] : problems;
    return [...problems, ...this.#against(schemaIn(wanted.content), body)];
  }

  /** What the description has against an answer. */
  answerProblems({ operation }: Called, status: number, body: unknown): string[] {
    const told = operation.responses[String(status)];
    if (told === undefined && !ANYWHERE.has(status)) return [`status ${status} is not described`];
    if (status === 304) return body === undefined ? [] : ["a body with 304"];
    const content = told === undefined ? undefined : (this.#part(told)["content"] as Content | undefined);
    const schema = content === undefined ? { $ref: "#/components/schemas/basic-error" } : schemaIn(content);
    return this.#against(schema, body);
  }

  /** Whether lists of an operation are told page by page. */
  isPaged({ operation }: Called): boolean {
    const told = operation.responses["200"];
    return told !== undefined && "Link" in ((this.#part(told)["headers"] ?? {}) as Schema);
  }

  #parameterProblems(parameter: Schema, path: Called["path"], query: URLSearchParams): string[] {
    const name = String(parameter["name"]);
    const value = parameter["in"] === "path" ? path[name] : (query.get(name) ?? undefined);
    if (value === undefined) return parameter["required"] === true ? [`${name} is missing`] : [];
    const validate = this.#compile(this.#values, parameter["schema"]);
    return validate({ value }) ? [] : [`${name}=${value} is not allowed`];
  }

  #against(schema: unknown, value: unknown): string[] {
    const validate = this.#compile(this.#bodies, schema);
    if (validate({ value })) return [];
    return (validate.errors ?? []).map((one) => `${one.instancePath} ${one.message} ${JSON.stringify(one.params)}`);
  }

  #compile(ajv: Ajv, schema: unknown): ValidateFunction {
    const known = this.#compiled.get(schema);
    if (known !== undefined) return known;
    const made = ajv.compile({ type: "object", properties: { value: schemaOf(schema) }, required: ["value"] });
    this.#compiled.set(schema, made);
    return made;
  }

  #part(found: Schema): Schema {
    const reference = found["$ref"];
    return typeof reference === "string" ? this.#cut.parts[reference]! : found;
  }
}

function schemaIn(content: Content): unknown {
  return content["application/json"]?.schema ?? {};
}

function filledIn(template: readonly string[], parts: readonly string[]): Record<string, string> | undefined {
  if (template.length !== parts.length) return undefined;
  const found: Record<string, string> = {};
  for (const [index, wanted] of template.entries()) {
    const name = /^\{(.+)\}$/u.exec(wanted)?.[1];
    const part = parts[index]!;
    if (name === undefined ? wanted !== part : part === "") return undefined;
    if (name !== undefined) found[name] = decodeURIComponent(part);
  }
  return found;
}
