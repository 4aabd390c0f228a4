import * as z from "zod";
import { parseTimestamp } from "../../base/clock.ts";
import type { GithubAccount } from "../../core/ports/github.ts";

/** An account as answers carry it: short within other things, with name and address where it was asked for itself. */
export const account = z
  .object({
    login: z.string().min(1),
    id: z.number(),
    type: z.string(),
    name: z.string().nullish(),
    email: z.string().nullish(),
  })
  .transform(({ login, id, type, name, email }): GithubAccount => ({
    login,
    id,
    person: type === "User",
    ...(name && { name }),
    ...(email && { email }),
  }));

/** Deleted accounts are null; a commit of nobody GitHub knows may come with an empty object. */
export const maybeAccount = z
  .union([account, z.null(), z.undefined(), z.object({}).transform(() => null)])
  .transform((found) => found ?? undefined);

/** A moment, in milliseconds since the epoch; what cannot be read as one is as if it were not there. */
export const moment = z
  .string()
  .nullish()
  .transform((text) => parseTimestamp(text ?? undefined));

/** A text that may be missing. */
export const maybeText = z
  .string()
  .nullish()
  .transform((text) => text ?? undefined);
