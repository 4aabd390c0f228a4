import { type Finding, failed, inconclusive, passed } from "../finding.ts";

/** Who holds an environment, as far as it could be read. */
export type EnvironmentHolder =
  | { readonly state: "free" }
  | { readonly state: "own" }
  | { readonly state: "held"; readonly holder: string }
  | { readonly state: "unknown"; readonly why: string };

/** Whether no other run holds the environment. */
export function judgeEnvironmentFree(environment: string, holder: EnvironmentHolder): Finding {
  switch (holder.state) {
    case "free":
    case "own":
      return passed("Free", `No other run holds ${environment}.`);
    case "held":
      return failed("Held", `${holder.holder} holds ${environment}. Wait for its end, or stop it.`);
    case "unknown":
      return inconclusive("Unknown", `It could not be read whether another run holds ${environment}: ${holder.why}`);
  }
}
