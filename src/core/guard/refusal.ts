/** What an admission policy said when it refused a write. */
export interface Refusal {
  readonly policy: string;
  /** The code that Tidegate's own policies put before their sentence; `NoGuard` where the policy found no guard. */
  readonly code?: string;
  readonly sentence: string;
}

const DENIED =
  /ValidatingAdmissionPolicy '(?<policy>[^']{1,253})' with binding '[^']{1,253}' denied request: (?<said>[^]*)$/u;
const CODED = /^\[(?<code>[A-Za-z]{1,40})\] (?<sentence>[^]*)$/u;
const LONGEST = 600;

/** Reads an API server's message; undefined where no admission policy refused. */
export function refusalIn(message: string): Refusal | undefined {
  const { policy = "", said = "" } = DENIED.exec(message.slice(0, 8000))?.groups ?? {};
  if (policy === "") return undefined;
  if (!policy.startsWith("tidegate-")) return { policy, sentence: said.slice(0, LONGEST) };
  if (said.includes("no params found for policy binding")) return { policy, code: "NoGuard", sentence: NO_GUARD };
  const { code, sentence } = CODED.exec(said)?.groups ?? {};
  if (code === undefined || sentence === undefined) return { policy, sentence: said.slice(0, LONGEST) };
  return { policy, code, sentence: sentence.slice(0, LONGEST) };
}

const NO_GUARD =
  "This namespace enforces approvals but has no guard, so no image can be changed. An administrator must make the DeploymentGuard tidegate there.";
