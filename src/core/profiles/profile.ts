/** What an environment is for, which decides what it is expected to have. */
export type Profile = "development" | "staging" | "production";

/** What a profile stands for, for people. */
export interface ProfileWords {
  readonly label: string;
  /** What it is there for, in a sentence. */
  readonly purpose: string;
  readonly source: string;
}

export const PROFILES: Readonly<Record<Profile, ProfileWords>> = {
  development: {
    label: "development",
    purpose: "Quick answers for whoever writes the code: small, its surroundings replaced by stand-ins.",
    source: "release-gatekeeper.md:153",
  },
  staging: {
    label: "staging",
    purpose: "A rehearsal of production: the same shape and real surroundings, smaller.",
    source: "release-gatekeeper.md:159",
  },
  production: {
    label: "production",
    purpose: "Real people depend on it: several pods of everything, watched, and with a way back.",
    source: "release-gatekeeper.md:165",
  },
};

/** From the one that may break to the one that must not. */
const ORDER: readonly Profile[] = ["development", "staging", "production"];

/** Where a profile stands among the others; undefined where an environment has none. */
export function rankOf(profile: Profile | undefined): number | undefined {
  return profile === undefined ? undefined : ORDER.indexOf(profile);
}

const NAMES: readonly (readonly [RegExp, Profile])[] = [
  [/(?:^|[-_. ])(?:dev|develop|development|local|test|testing|sandbox|preview|review)(?:$|[-_. \d])/iu, "development"],
  [/(?:^|[-_. ])(?:stag|stage|staging|uat|qa|preprod|pre-production|acceptance)(?:$|[-_. \d])/iu, "staging"],
  [/(?:^|[-_. ])(?:prod|production|live)(?:$|[-_. \d])/iu, "production"],
];

/** The profile of an environment: production where the file says so, else by its name; undefined where that tells nothing. */
export function profileOf(name: string, { production }: { readonly production: boolean }): Profile | undefined {
  return production ? "production" : NAMES.find(([pattern]) => pattern.test(name))?.[1];
}
