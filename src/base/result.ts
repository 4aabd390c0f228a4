/** A value or the fault that stood in its way. For failures a caller is expected to handle. */
export type Result<T, E = Fault> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: E };

export function ok<T>(value: T): Result<T, never> {
  return { ok: true, value };
}

export function err<E>(error: E): Result<never, E> {
  return { ok: false, error };
}

/** What a fault is about: plain facts, safe to show, never a secret. */
export type Facts = Readonly<Record<string, string | number | boolean | undefined>>;

/**
 * An error with a reason code. `message` is a full sentence for a person: what failed, why, what to do.
 * `reason` is stable and is what code and tests compare.
 */
export class Fault extends Error {
  readonly reason: string;
  readonly facts: Facts;

  constructor(reason: string, message: string, options: { facts?: Facts; cause?: unknown } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = "Fault";
    this.reason = reason;
    this.facts = options.facts ?? {};
  }

  /** Parts are bundled apart and each bundle has its own copy of this class: a fault is known by what it has. */
  static override [Symbol.hasInstance](value: unknown): value is Fault {
    return value instanceof Error && value.name === "Fault" && "reason" in value && "facts" in value;
  }
}

/** The sentence of anything thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** The reason code of anything thrown; `"Unexpected"` where it has none. */
export function reasonOf(error: unknown): string {
  return error instanceof Fault ? error.reason : "Unexpected";
}
