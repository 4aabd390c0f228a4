/** What a check looks at. */
export type CheckSubject =
  | "release"
  | "git"
  | "kubernetes"
  | "pipelines"
  | "monitoring"
  | "infrastructure"
  | "security"
  | "recovery"
  | "documents"
  | "quality"
  | "people"
  | "readiness";

/** What a check asks, for the panel and for plans. */
export interface CheckDescription {
  readonly id: string;
  readonly subject: CheckSubject;
  readonly label: string;
  /** Why it stands before a deployment, in one sentence. */
  readonly why: string;
  /** What is read to answer it: a noun phrase, such as "readiness and liveness probes of workloads". */
  readonly reads: string;
  /** Where the rule comes from: a document and a line, and the number of its point; or a name people know. */
  readonly source: string;
}

type Words = Omit<CheckDescription, "id" | "subject">;

/** The checks of one subject; each one's key is its id. */
export function describe<const Id extends string>(
  subject: CheckSubject,
  entries: Readonly<Record<Id, Words>>,
): Readonly<Record<Id, CheckDescription>> {
  const described = Object.entries<Words>(entries).map(([id, words]) => [id, { id, subject, ...words }] as const);
  return Object.fromEntries(described) as Record<Id, CheckDescription>;
}
