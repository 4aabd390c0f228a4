import * as z from "zod";
import type { Members } from "../json.ts";
import { unsupported, wrong } from "../rules/causes.ts";
import { badRequest, invalid, type StatusCause } from "../status.ts";

const POLICIES = ["Foreground", "Background", "Orphan"] as const;

const DELETE_OPTIONS = z.object({
  // Whatever is less than none is the shortest there is.
  gracePeriodSeconds: z.int().nullish(),
  propagationPolicy: z.string().nullish(),
  orphanDependents: z.boolean().nullish(),
  preconditions: z.object({ uid: z.string().nullish(), resourceVersion: z.string().nullish() }).nullish(),
  dryRun: z.array(z.string()).nullish(),
});

/** What a request says about how to delete. */
export interface DeleteOptions extends Pick<z.infer<typeof DELETE_OPTIONS>, "preconditions"> {
  readonly gracePeriodSeconds: number | undefined;
  readonly propagationPolicy: (typeof POLICIES)[number] | undefined;
  readonly dryRun: boolean;
}

/**
 * The options of a deletion: of the body, or of the query where the body has none. Throws a 400 where they are none,
 * a 422 where they say what cannot be.
 */
export function deleteOptions(body: Members, query: URLSearchParams): DeleteOptions {
  const parsed = DELETE_OPTIONS.safeParse({ ...fromQuery(query), ...body });
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw badRequest(`DeleteOptions cannot be read: ${issue?.path.join(".") ?? ""}: ${issue?.message ?? ""}`);
  }
  const { propagationPolicy: asked, orphanDependents, dryRun, gracePeriodSeconds, preconditions } = parsed.data;
  const old = orphanDependents === true ? "Orphan" : orphanDependents === false ? "Background" : undefined;
  const policy = POLICIES.find((one) => one === (asked || old));
  const causes: StatusCause[] = [];
  if (asked && !policy) causes.push(unsupported("propagationPolicy", asked, [...POLICIES, "nil"]));
  if (asked && old) {
    const why = "orphanDependents and deletionPropagation cannot be both set";
    causes.push(wrong("propagationPolicy", asked, why));
  }
  if (dryRun?.some((one) => one !== "All")) causes.push(unsupported("dryRun", dryRun, ["All"]));
  if (causes.length > 0) throw invalid({ kind: "DeleteOptions", group: "meta.k8s.io" }, "", causes);
  return {
    gracePeriodSeconds:
      gracePeriodSeconds === undefined || gracePeriodSeconds === null ? undefined : shortest(gracePeriodSeconds),
    propagationPolicy: policy,
    preconditions,
    dryRun: (dryRun?.length ?? 0) > 0,
  };
}

function shortest(seconds: number): number {
  return seconds < 0 ? 1 : seconds;
}

function fromQuery(query: URLSearchParams): Members {
  const grace = query.get("gracePeriodSeconds");
  const orphan = query.get("orphanDependents");
  return {
    ...(grace !== null && { gracePeriodSeconds: Number(grace) }),
    ...(orphan !== null && { orphanDependents: orphan === "true" || orphan === "1" }),
    ...(query.get("propagationPolicy") !== null && { propagationPolicy: query.get("propagationPolicy") }),
    ...(query.get("dryRun") !== null && { dryRun: query.getAll("dryRun") }),
  };
}
