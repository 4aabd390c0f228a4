import type { RunRequest } from "../request.ts";

/** One kind of request. */
export type Request<T extends RunRequest["type"]> = Extract<RunRequest, { type: T }>;

/** Why a request is not followed. `undefined` where nothing stands against it. */
export type Objection = readonly [reason: string, message: string] | undefined;
