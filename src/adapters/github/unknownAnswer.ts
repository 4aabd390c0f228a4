import type * as z from "zod";

/** Why an answer is not what it should be: where in it, never what stands there. */
export function unknownAnswer({ issues }: z.ZodError, data: unknown): string {
  if (data === null || typeof data !== "object") return "it is no JSON";
  const path = issues[0]?.path.join(".") ?? "";
  return path === "" ? "it is of another form" : `its ${path} is missing or of another form`;
}
