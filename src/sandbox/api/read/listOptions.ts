import { badRequest, expired, invalid, type StatusCause, StatusError } from "../status.ts";

/** Whether a collection is to be watched. As on the real server everything but `false` and `0` says so. */
export function isWatch(query: URLSearchParams): boolean {
  const asked = query.get("watch");
  return asked !== null && !/^(?:false|0)$/iu.test(asked);
}

/**
 * Refuses options of a list or a watch that mean nothing or contradict each other, in the real server's words. A list
 * of exactly an older `revision` than the present one is refused as expired: only pages begun then are kept.
 */
export function checkListOptions(query: URLSearchParams, revision: number): void {
  for (const name of ["limit", "timeoutSeconds"]) readNumber(query, name);
  const causes = isWatch(query) ? watchCauses(query) : listCauses(query);
  if (causes.length > 0) throw invalid({ kind: "ListOptions", group: "meta.k8s.io" }, "", causes);
  const version = query.get("resourceVersion") ?? "";
  if (!/^\d*$/u.test(version)) throw noVersion(version, isWatch(query));
  if (query.get("continue") && version !== "" && version !== "0") {
    throw badRequest("specifying resource version is not allowed when using continue");
  }
  if (query.get("resourceVersionMatch") === "Exact" && Number(version) < revision) {
    throw expired("The resourceVersion for the provided list is too old.");
  }
}

function readNumber(query: URLSearchParams, name: string): void {
  const text = query.get(name) ?? "";
  if (/^(?:-?\d+)?$/u.test(text)) return;
  throw badRequest(`strconv.ParseInt: parsing ${JSON.stringify(text)}: invalid syntax`);
}

function watchCauses(query: URLSearchParams): StatusCause[] {
  const match = query.get("resourceVersionMatch") ?? "";
  const causes: StatusCause[] = [];
  if (query.get("sendInitialEvents") === null) {
    if (match !== "")
      causes.push(barred(MATCH, `${MATCH} is forbidden for watch unless sendInitialEvents is provided`));
  } else if (match !== "NotOlderThan") {
    causes.push(barred(MATCH, `sendInitialEvents requires setting ${MATCH} to NotOlderThan`));
  }
  if (query.get("continue")) causes.push(barred(MATCH, WITH_CONTINUE));
  return causes;
}

function listCauses(query: URLSearchParams): StatusCause[] {
  const match = query.get("resourceVersionMatch") ?? "";
  const version = query.get("resourceVersion") ?? "";
  const causes: StatusCause[] = [];
  if (query.get("sendInitialEvents") !== null) {
    causes.push(barred("sendInitialEvents", "sendInitialEvents is forbidden for list"));
  }
  if (match === "") return causes;
  if (version === "") causes.push(barred(MATCH, `${MATCH} is forbidden unless resourceVersion is provided`));
  if (query.get("continue")) causes.push(barred(MATCH, WITH_CONTINUE));
  if (match !== "Exact" && match !== "NotOlderThan") {
    const message = `Unsupported value: ${JSON.stringify(match)}: supported values: "Exact", "NotOlderThan", ""`;
    causes.push({ reason: "FieldValueNotSupported", message, field: MATCH });
  } else if (match === "Exact" && version === "0") {
    causes.push(barred(MATCH, `${MATCH} "exact" is forbidden for resourceVersion "0"`));
  }
  return causes;
}

const MATCH = "resourceVersionMatch";
const WITH_CONTINUE = `${MATCH} is forbidden when continue is provided`;

function barred(field: string, why: string): StatusCause {
  return { reason: "FieldValueForbidden", message: `Forbidden: ${why}`, field };
}

/** The real server takes a watch from nowhere for a fault of its own. */
function noVersion(text: string, watched: boolean): StatusError {
  const shown = JSON.stringify(text);
  const why = `resourceVersion: Invalid value: ${shown}: strconv.ParseUint: parsing ${shown}: invalid syntax`;
  return watched ? new StatusError(500, "", why) : badRequest(`invalid resource version: ${why}`);
}
