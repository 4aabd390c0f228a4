import { invalid, type StatusCause } from "../status.ts";

/** What a request says about how to write. */
export interface WriteOptions {
  readonly dryRun: boolean;
  readonly fieldManager: string;
  readonly fieldValidation: "Ignore" | "Warn" | "Strict";
  readonly force: boolean;
}

const LONGEST_MANAGER = 128;
const META_GROUP = "meta.k8s.io";

/** Reads the options of a write. `options` is the name of their kind, for refusals: `PatchOptions`. */
export function writeOptions(query: URLSearchParams, userAgent: string | undefined, options: string): WriteOptions {
  const causes: StatusCause[] = [];
  const dryRun = query.get("dryRun");
  if (dryRun !== null && dryRun !== "" && dryRun !== "All") causes.push(unsupported("dryRun", dryRun, ["All"]));
  const validation = query.get("fieldValidation") || "Warn";
  if (validation !== "Ignore" && validation !== "Warn" && validation !== "Strict") {
    causes.push(unsupported("fieldValidation", validation, ["Ignore", "Strict", "Warn"]));
  }
  if (causes.length > 0) throw invalid({ kind: options, group: META_GROUP }, "", causes);
  return {
    dryRun: dryRun === "All",
    fieldManager: query.get("fieldManager") || (userAgent?.split("/")[0] ?? "").slice(0, LONGEST_MANAGER) || "unknown",
    fieldValidation: validation as WriteOptions["fieldValidation"],
    force: query.get("force") === "true",
  };
}

function unsupported(field: string, value: string, allowed: readonly string[]): StatusCause {
  const list = allowed.map((entry) => `"${entry}"`).join(", ");
  const message = `Unsupported value: "${value}": supported values: ${list}`;
  return { reason: "FieldValueNotSupported", message, field };
}

/** Server-side apply asks for a manager by name, and `force` belongs to it alone. */
export function checkPatchOptions(query: URLSearchParams, isApply: boolean): void {
  const causes: StatusCause[] = [];
  if (isApply && !query.get("fieldManager")) {
    const message = "Required value: is required for apply patch";
    causes.push({ reason: "FieldValueRequired", message, field: "fieldManager" });
  }
  if (!isApply && query.get("force") === "true") {
    const message = "Forbidden: may not be specified for non-apply patch";
    causes.push({ reason: "FieldValueForbidden", message, field: "force" });
  }
  if (causes.length > 0) throw invalid({ kind: "PatchOptions", group: META_GROUP }, "", causes);
}
