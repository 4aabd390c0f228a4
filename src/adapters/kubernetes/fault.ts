import { Fault } from "../../base/result.ts";
import { type Refusal, refusalIn } from "../../core/guard/refusal.ts";
import type { ClusterReason } from "../../core/rollout/cluster.ts";
import { redact } from "./redact.ts";

/** A Kubernetes `Status` object, as far as it is read here. */
export interface Status {
  readonly code?: number;
  readonly reason?: string;
  readonly message?: string;
  readonly details?: {
    readonly name?: string;
    readonly retryAfterSeconds?: number;
    readonly causes?: readonly { readonly reason?: string; readonly message?: string; readonly field?: string }[];
  };
}

/** What was being done, for the sentence: `list pods in namespace shop`, and where. */
export interface Purpose {
  readonly context: string;
  readonly doing: string;
}

export function clusterFault(
  reason: ClusterReason,
  message: string,
  options?: ConstructorParameters<typeof Fault>[2],
): Fault {
  return new Fault(reason, message, options);
}

const BY_CODE: Readonly<Record<number, ClusterReason>> = {
  401: "Unauthorized",
  403: "Forbidden",
  404: "NotFound",
  408: "Timeout",
  409: "Conflict",
  410: "Gone",
  504: "Timeout",
};

/** The fault of an answer that is not 2xx. `code` is the HTTP status; 429 and 5xx are `ServerError`. */
export function statusFault(purpose: Purpose, code: number, status: Status, retryAfterSeconds?: number): Fault {
  const reason = reasonOfStatus(code, status);
  const manager = conflictingManager(status);
  const refusal = refusalIn(status.message ?? "");
  const message = refusal ? refusedSentence(purpose, refusal) : sentence(purpose, reason, code, status);
  return clusterFault(reason, message, {
    facts: {
      context: purpose.context,
      code,
      status: status.reason,
      ...(refusal && { policy: refusal.policy }),
      ...(refusal?.code !== undefined && { refusal: refusal.code, refusalSentence: refusal.sentence }),
      ...(manager !== undefined && { manager: manager.name, field: manager.field }),
      ...(retryAfterSeconds !== undefined && { retryAfterSeconds }),
    },
  });
}

function reasonOfStatus(code: number, status: Status): ClusterReason {
  // Server-side apply answers 500 where the object has a field that its kind does not have.
  if (code === 500 && /field not declared in schema/u.test(status.message ?? "")) return "Invalid";
  return BY_CODE[code] ?? (code < 500 && code !== 429 ? "Invalid" : "ServerError");
}

function sentence(purpose: Purpose, reason: ClusterReason, code: number, status: Status): string {
  const { context, doing } = purpose;
  const said = status.message === undefined ? `status ${code}` : redact(status.message);
  const manager = conflictingManager(status);
  if (reason === "Unauthorized") return `${context} does not accept these credentials. Sign in again, then retry.`;
  if (reason === "Forbidden") return `${context} does not allow you to ${doing}. Ask its administrator for the right.`;
  if (manager) {
    return `Could not ${doing}: ${manager.field} is managed by "${manager.name}". Change it there, or take it over.`;
  }
  if (status.reason === "AlreadyExists") return `Could not ${doing}: it exists already.`;
  if (reason === "Conflict") return `Could not ${doing}: it was changed meanwhile (${said}). Look again, then retry.`;
  return `Could not ${doing} at ${context}: ${said}.`.replace(/\.\.$/u, ".");
}

/** Tidegate's own policies are quoted as they are: they name people, images and hashes, never a secret. */
function refusedSentence({ context, doing }: Purpose, { policy, code, sentence: said }: Refusal): string {
  if (code !== undefined) return `Could not ${doing}: ${said}`;
  return `Could not ${doing} at ${context}: its policy ${policy} refuses it: ${redact(said)}`;
}

/** The other field manager of a server-side apply conflict, with the first field in question. */
function conflictingManager(status: Status): { name: string; field: string } | undefined {
  const cause = status.details?.causes?.find((entry) => entry.reason === "FieldManagerConflict");
  const name = /conflict with "([^"]+)"/u.exec(cause?.message ?? "")?.[1];
  return name === undefined ? undefined : { name, field: cause?.field ?? "a field" };
}

const UNREACHABLE: Readonly<Record<string, string>> = {
  ECONNREFUSED: "the connection was refused",
  ECONNRESET: "the connection was cut",
  EPIPE: "the connection was cut",
  ENOTFOUND: "its name is not known here",
  EAI_AGAIN: "its name could not be looked up",
  EHOSTUNREACH: "there is no way to its address",
  ENETUNREACH: "there is no way to its network",
  ETIMEDOUT: "it did not answer",
  CERT_HAS_EXPIRED: "its certificate has expired",
  DEPTH_ZERO_SELF_SIGNED_CERT: "its certificate is not trusted",
  SELF_SIGNED_CERT_IN_CHAIN: "its certificate is not trusted",
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: "its certificate is not trusted",
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: "its certificate is not trusted",
  ERR_TLS_CERT_ALTNAME_INVALID: "its certificate is for another name",
};

/** The fault of a connection that failed before or while an answer came. Faults pass through unchanged. */
export function connectionFault(purpose: Purpose, error: unknown): Fault {
  if (error instanceof Fault) return error;
  const code = error instanceof Error && "code" in error ? String(error.code) : undefined;
  const why = UNREACHABLE[code ?? ""] ?? redact(error instanceof Error ? error.message : String(error));
  return clusterFault(
    "Unreachable",
    `${purpose.context} cannot be reached: ${why}. Check the network and the address.`,
    {
      facts: { context: purpose.context, errno: code },
      cause: error,
    },
  );
}

export function timeoutFault(purpose: Purpose, seconds: number): Fault {
  return clusterFault(
    "Timeout",
    `${purpose.context} did not answer within ${seconds} s when asked to ${purpose.doing}.`,
    {
      facts: { context: purpose.context },
    },
  );
}

export function abortedFault(purpose: Purpose): Fault {
  return clusterFault("Aborted", `Stopped: ${purpose.doing}.`, { facts: { context: purpose.context } });
}
