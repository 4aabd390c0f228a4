import { plainText } from "./lastLines.ts";

/** How package managers say that versions do not go together, or that a peer is missing or another one. */
const CONFLICTS: readonly RegExp[] = [
  // npm, with its older and newer ways to mark a line.
  /^npm (?:warn|error|ERR!|WARN) (?:(?:code )?ERESOLVE\b|.*\bpeer dep(?:endency)? missing|Conflicting peer dependency|Could not resolve dependency)/iu,
  /^npm (?:error|ERR!) (?:invalid|missing|peer dep missing): /u,
  // pnpm, Yarn 1, Yarn 2 and later, Bun.
  /\bunmet peer\b|\bmissing peer\b|Issues with (?:unmet )?peer dependencies/iu,
  /has (?:unmet|incorrect) peer dependency/u,
  /YN00(?:02|60|86): /u,
  /incorrect peer dependency/u,
  // pip, Poetry, uv.
  /has requirement .+, but you have /u,
  /requires .+, (?:but you have .+ which is incompatible|which is not installed)/u,
  /ResolutionImpossible|version solving failed|No solution found when resolving/iu,
  // Bundler, Composer, Cargo, Go, Maven.
  /could not find compatible versions/iu,
  /Your requirements could not be resolved to an installable set/u,
  /failed to select a version for/u,
  /DependencyResolutionException|Could not resolve dependencies for project/u,
];

/** How they say that a lock file is not the one of its manifest. */
const LOCK_COMPLAINTS: readonly RegExp[] = [
  /can only install packages when your package\.json and package-lock\.json .* are in sync/u,
  /\b(?:Missing|Invalid): .+ (?:from|does not satisfy) .*lock file|lock file's .+ does not satisfy/u,
  /can only install with an existing package-lock\.json/u,
  /ERR_PNPM_(?:OUTDATED_LOCKFILE|LOCKFILE|BROKEN_LOCKFILE|NO_LOCKFILE)|frozen-lockfile.*(?:not up to date|is absent)/iu,
  /Your lockfile needs to be updated|lockfile would have been (?:modified|created)|YN0028: /u,
  /lockfile had changes, but lockfile is frozen/iu,
  /The lockfile at .+ needs to be updated|poetry\.lock was last generated|pyproject\.toml changed significantly/u,
  /Pipfile\.lock .*out of date|Lock ?file hash doesn't match/iu,
  /the lock file .+ needs to be updated but --locked was passed/u,
  /updates to go\.mod needed|missing go\.sum entry|checksum mismatch/u,
  /NU1004\b|lock file is out of date|lock file is not up to date/iu,
  /deployment mode|frozen mode|frozen.*Gemfile\.lock|Gemfile\.lock.*frozen/iu,
  /Your lock file has been modified|mix\.lock is out of date|lockfile is out of date/iu,
];

/** How builds say that something of what they made is missing or wrong although they go on. */
const BLOCKING_WARNINGS: readonly RegExp[] = [
  // What is imported is not there.
  /Module not found: |Can't resolve '|Could not resolve (?:import )?["']|Unresolved dependencies/u,
  /export '[^']+' \(imported as '[^']+'\) was not found in|is not exported by /u,
  // More than the project itself allows.
  /exceeded maximum budget/u,
];

/** The lines of a package manager that tell of versions which do not go together; at most ten. */
export function conflictLines(output: string): readonly string[] {
  return linesLike(output, CONFLICTS);
}

/** The lines of a package manager that speak against the lock file; at most ten. */
export function lockComplaints(output: string): readonly string[] {
  return linesLike(output, LOCK_COMPLAINTS);
}

/** The lines of a build that ended well and yet left something out; at most ten. */
export function blockingWarnings(output: string): readonly string[] {
  return linesLike(output, BLOCKING_WARNINGS);
}

const MOST_LINES = 10;
/** Longer lines are code or data. */
const MOST_LENGTH = 500;

function linesLike(output: string, forms: readonly RegExp[]): readonly string[] {
  const found = new Set<string>();
  for (const raw of plainText(output).split("\n")) {
    const line = raw.trim().slice(0, MOST_LENGTH);
    if (found.size < MOST_LINES && forms.some((form) => form.test(line))) found.add(line);
  }
  return [...found];
}
