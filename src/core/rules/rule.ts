/**
 * A rule for the files of a deployment: why a generated block stands where it stands, and what a finding is about.
 * Rules are data; what generates by them and what looks for them name them by id.
 */
export interface FileRule {
  /** The kind of file and the rule in the field's own words, such as `dockerfile/numeric-user`. */
  readonly id: string;
  /** What to do, in one imperative clause: `Run as a numeric user above 10000`. */
  readonly title: string;
  /** Why, and what happens otherwise: one or two sentences. */
  readonly why: string;
  readonly source: RuleSource;
}

/** Where a rule comes from. */
export interface RuleSource {
  /** The document or benchmark and its section, such as `Pod Security Standards, restricted`. */
  readonly title: string;
  /** Where it can be read; https. */
  readonly url: string;
}

/** A table of rules by id; a wrong key of the table does not compile, so that ids can be used as types. */
export function rulesOf<const Id extends string>(
  rules: Readonly<Record<Id, Omit<FileRule, "id">>>,
): Readonly<Record<Id, FileRule>> {
  const table = {} as Record<Id, FileRule>;
  for (const id of Object.keys(rules) as Id[]) table[id] = { id, ...rules[id] };
  return table;
}
