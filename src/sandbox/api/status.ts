import { Fault, messageOf } from "../../base/result.ts";
import { servedKind, qualifiedPlural, type ServedKind } from "./kinds.ts";

export interface StatusCause {
  readonly reason?: string;
  readonly message: string;
  readonly field?: string;
}

/** `metav1.Status`: what the API answers where it does not answer with an object. */
export interface Status {
  readonly kind: "Status";
  readonly apiVersion: "v1";
  readonly metadata: { readonly continue?: string };
  readonly status: "Failure" | "Success";
  readonly message?: string;
  readonly reason?: string;
  readonly details?: {
    readonly name?: string;
    readonly group?: string;
    readonly kind?: string;
    readonly uid?: string;
    readonly causes?: readonly StatusCause[];
    readonly retryAfterSeconds?: number;
  };
  readonly code?: number;
}

/** A refusal, carried to the client as it is. */
export class StatusError extends Error {
  readonly status: Status;

  constructor(code: number, reason: string, message: string, details?: Status["details"], continueToken?: string) {
    super(message);
    this.name = "StatusError";
    this.status = {
      kind: "Status",
      apiVersion: "v1",
      metadata: continueToken === undefined ? {} : { continue: continueToken },
      status: "Failure",
      message,
      ...(reason !== "" && { reason }),
      ...(details && { details }),
      code,
    };
  }
}

const CODES: Readonly<Record<string, number>> = { NotFound: 404, AlreadyExists: 409, Conflict: 409, Invalid: 422 };

/** The status of anything thrown on the way: the store's faults have Kubernetes' reasons already. */
export function statusOf(error: unknown): Status {
  if (error instanceof StatusError) return error.status;
  if (!(error instanceof Fault)) return new StatusError(500, "InternalError", messageOf(error)).status;
  const kind = servedKind(String(error.facts["resource"]));
  const details = kind && { name: String(error.facts["name"]), ...groupAndKind(kind) };
  return new StatusError(CODES[error.reason] ?? 500, error.reason, error.message, details).status;
}

function groupAndKind(kind: ServedKind): { group?: string; kind: string } {
  return { ...(kind.group && { group: kind.group }), kind: kind.plural };
}

export function badRequest(message: string): StatusError {
  return new StatusError(400, "BadRequest", message);
}

/** An object that breaks its kind's rules; one cause a field. */
export function invalid(
  kind: Pick<ServedKind, "kind" | "group">,
  name: string,
  causes: readonly StatusCause[],
): StatusError {
  const list = causes.map((cause) => `${cause.field}: ${cause.message}`);
  const qualified = kind.group === "" ? kind.kind : `${kind.kind}.${kind.group}`;
  const why = list.length === 1 ? list[0] : `[${list.join(", ")}]`;
  const details = {
    ...(name && { name }),
    ...(kind.group && { group: kind.group }),
    ...(kind.kind && { kind: kind.kind }),
    causes,
  };
  return new StatusError(422, "Invalid", `${qualified} "${name}" is invalid: ${why}`, details);
}

export function notFound(kind: ServedKind, name: string): StatusError {
  return new StatusError(404, "NotFound", `${qualifiedPlural(kind)} "${name}" not found`, {
    name,
    ...groupAndKind(kind),
  });
}

export function conflict(kind: ServedKind, name: string, why: string): StatusError {
  const message = `Operation cannot be fulfilled on ${qualifiedPlural(kind)} "${name}": ${why}`;
  return new StatusError(409, "Conflict", message, { name, ...groupAndKind(kind) });
}

export function forbidden(kind: ServedKind, name: string, why: string, causes?: readonly StatusCause[]): StatusError {
  const subject = name === "" ? "" : ` "${name}"`;
  const message = `${qualifiedPlural(kind)}${subject} is forbidden: ${why}`;
  return new StatusError(403, "Forbidden", message, {
    ...(name && { name }),
    ...groupAndKind(kind),
    ...(causes && { causes }),
  });
}

/** A revision that history no longer holds. */
export function expired(message: string, continueToken?: string): StatusError {
  return new StatusError(410, "Expired", message, undefined, continueToken);
}

/** A path that leads nowhere. */
export function noSuchPath(): StatusError {
  return new StatusError(404, "NotFound", "the server could not find the requested resource", {});
}

export function methodNotAllowed(): StatusError {
  return new StatusError(
    405,
    "MethodNotAllowed",
    "the server does not allow this method on the requested resource",
    {},
  );
}
