import * as z from "zod";
import type { Store } from "../../store/store.ts";
import { badRequest, noSuchPath } from "../status.ts";
import type { InterferenceBoard } from "./interference.ts";

/** A call under `/sandbox/` by which tests and rehearsals steer the cluster itself. */
export interface AdminRoute {
  readonly method: "GET" | "POST" | "DELETE";
  /** Below `/sandbox/`; a segment that starts with `:` is a parameter: `faults/:namespace`. */
  readonly path: string;
  handle(call: AdminCall): unknown;
}

interface AdminCall {
  readonly parameters: Readonly<Record<string, string>>;
  /** Parsed JSON; undefined without a body. */
  readonly body: unknown;
}

/** Answers a call by the first route that fits; what the route returns is sent as JSON. Throws a 404 where none does. */
export async function runAdminRoute(
  routes: readonly AdminRoute[],
  method: string,
  path: string,
  body: unknown,
): Promise<unknown> {
  for (const route of routes) {
    const parameters = route.method === method ? fit(route.path, path) : undefined;
    if (parameters) return (await route.handle({ parameters, body })) ?? {};
  }
  throw noSuchPath();
}

function fit(pattern: string, path: string): Record<string, string> | undefined {
  const wanted = pattern.split("/");
  const given = path.split("/").map(decodeURIComponent);
  if (wanted.length !== given.length) return undefined;
  const parameters: Record<string, string> = {};
  for (const [index, segment] of wanted.entries()) {
    const value = given[index] ?? "";
    if (segment.startsWith(":")) parameters[segment.slice(1)] = value;
    else if (segment !== value) return undefined;
  }
  return parameters;
}

const INTERFERENCE = z.strictObject({
  effect: z.enum(["hang", "delay", "fail"]),
  path: z.string().optional(),
  method: z.string().optional(),
  times: z.int().positive().optional(),
  milliseconds: z.int().nonnegative().optional(),
  code: z.int().min(400).max(599).optional(),
});

/** What the API itself can be made to do wrong. */
export function apiRoutes(parts: {
  readonly store: Store;
  readonly board: InterferenceBoard;
  readonly cutWatches: () => number;
  readonly expireLists: () => void;
}): AdminRoute[] {
  return [
    { method: "POST", path: "watches/cut", handle: () => ({ cut: parts.cutWatches() }) },
    {
      method: "POST",
      path: "history/expire",
      handle: () => {
        parts.store.compact();
        parts.expireLists();
      },
    },
    {
      method: "POST",
      path: "interference",
      handle: ({ body }) => {
        const parsed = INTERFERENCE.safeParse(body);
        if (!parsed.success) throw badRequest(z.prettifyError(parsed.error));
        parts.board.add(parsed.data);
      },
    },
    { method: "DELETE", path: "interference", handle: () => parts.board.lift() },
  ];
}
