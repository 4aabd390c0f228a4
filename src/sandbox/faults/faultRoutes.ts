import { prettifyError } from "zod";
import type { AdminRoute } from "../api/http/adminRoutes.ts";
import { badRequest, noSuchPath } from "../api/status.ts";
import { faultSchema, type Faults } from "./faults.ts";

/** Faults on request: `GET` lists, `POST` injects, `DELETE` lifts. */
export function faultRoutes(faults: Faults): AdminRoute[] {
  return [
    { method: "GET", path: "faults", handle: () => faults.list() },
    {
      method: "POST",
      path: "faults",
      handle: ({ body }) => {
        const parsed = faultSchema.safeParse(body);
        if (!parsed.success) throw badRequest(prettifyError(parsed.error));
        return faults.inject(parsed.data);
      },
    },
    {
      method: "DELETE",
      path: "faults/:id",
      handle: ({ parameters }) => {
        if (!faults.lift(parameters["id"] ?? "")) throw noSuchPath();
      },
    },
  ];
}
