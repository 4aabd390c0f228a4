import { failed, type Finding, passed } from "../gates/finding.ts";

/** What a server said about an origin that asks. Source: the Fetch standard, CORS protocol. */
export interface CorsAnswer {
  readonly status: number;
  /** `Access-Control-Allow-Origin`. */
  readonly allowed?: string;
  /** Whether `Access-Control-Allow-Credentials` is `true`. */
  readonly credentials: boolean;
}

export interface CorsFacts {
  readonly path: string;
  readonly origin: string;
  /** Preflight and request of the origin that may call. */
  readonly preflight: CorsAnswer;
  readonly request: CorsAnswer;
  /** Preflights of origins that may not, by origin. */
  readonly foreign: Readonly<Record<string, CorsAnswer>>;
}

/** Whether an origin that may call gets through, and no other one can use a person's credentials. */
export function judgeCors(facts: CorsFacts): Finding {
  const { path, origin, preflight, request, foreign } = facts;
  if (preflight.status < 200 || preflight.status > 299) {
    return failed(
      "PreflightRefused",
      `OPTIONS ${path} from ${origin} gave ${preflight.status}, and browsers need 2xx.`,
    );
  }
  for (const [name, answer] of [
    ["OPTIONS", preflight],
    ["GET", request],
  ] as const) {
    if (!lets(answer, origin)) return failed("OriginRefused", refused(name, path, origin, answer));
  }
  const thief = Object.entries(foreign).find(([other, answer]) => answer.credentials && lets(answer, other));
  if (thief !== undefined) {
    const message = `${path} lets the foreign origin ${thief[0]} call with a person's credentials: any page could act in their name. Allow only origins that you list.`;
    return failed("ForeignOriginAllowed", message);
  }
  const credentials = preflight.credentials ? "with" : "without";
  return passed(
    "OriginAllowed",
    `${path} lets ${origin} call ${credentials} credentials, and no foreign origin with them.`,
  );
}

/** A star lets every origin in, but none with credentials: browsers refuse that, so it serves nobody. */
function lets({ allowed, credentials }: CorsAnswer, origin: string): boolean {
  return allowed === origin || (allowed === "*" && !credentials);
}

function refused(method: string, path: string, origin: string, { allowed, credentials }: CorsAnswer): string {
  if (allowed === undefined)
    return `${method} ${path} did not say that ${origin} may call: Access-Control-Allow-Origin is missing.`;
  if (allowed === "*" && credentials) {
    return `${method} ${path} allows every origin and credentials together, which browsers refuse.`;
  }
  return `${method} ${path} allows ${allowed}, which is not ${origin}.`;
}
