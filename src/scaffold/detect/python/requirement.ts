/** A line that asks for a package, as PEP 508 and requirements files write it. */
export interface Requirement {
  /** Normalized after PEP 503: lower case, runs of `-`, `_` and `.` are one `-`. */
  readonly name: string;
  readonly extras: readonly string[];
  /** What follows the name, such as `>=2.0`; empty where any version will do. */
  readonly version: string;
}

const REQUIREMENT = /^([A-Za-z0-9][\w.-]*)\s*(?:\[([^\]]*)\])?\s*\(?([^;#()]*)/u;
const NAMED_SOURCE = /[#&]egg=([A-Za-z0-9][\w.-]*)/u;

/** The requirement of a line; undefined for options, comments, folders and addresses without a name. */
export function parseRequirement(line: string): Requirement | undefined {
  const text = line.trim();
  const named = NAMED_SOURCE.exec(text)?.[1];
  if (named !== undefined) return { name: packageName(named), extras: [], version: "" };
  if (/^(?:-|#|\.|\/|[a-z+]+:\/\/)/iu.test(text)) return undefined;
  const match = REQUIREMENT.exec(text);
  if (match?.[1] === undefined) return undefined;
  const extras = (match[2] ?? "")
    .split(",")
    .flatMap((extra) => (extra.trim() === "" ? [] : [extra.trim().toLowerCase()]));
  return { name: packageName(match[1]), extras, version: (match[3] ?? "").trim() };
}

/** A package's name as PEP 503 compares it. */
export function packageName(name: string): string {
  return name.toLowerCase().replaceAll(/[-_.]+/gu, "-");
}

/** A requirement with its place in its file. */
export interface RequirementLine extends Requirement {
  readonly line: number;
}

/** What a requirements file asks for, and which other ones it takes in (`-r base.txt`). */
export interface RequirementsText {
  readonly requirements: readonly RequirementLine[];
  readonly includes: readonly string[];
}

/** Reads a requirements file. Lines that ask for nothing are left out. */
export function parseRequirements(text: string): RequirementsText {
  const includes: string[] = [];
  const requirements = text.split("\n").flatMap((line, index): readonly RequirementLine[] => {
    const included = /^\s*(?:-r|--requirement)[\s=]+(\S+)/u.exec(line)?.[1];
    if (included !== undefined) includes.push(included);
    const requirement = parseRequirement(line);
    return requirement === undefined ? [] : [{ ...requirement, line: index + 1 }];
  });
  return { requirements, includes };
}
