import * as z from "zod";

/** What `tidegate detect`, `scaffold` and `catalogue` print with `--json`. Members are added, never renamed or removed. */

const confidence = z.enum(["certain", "likely", "guess"]);

const place = { file: z.string(), /** From 1. */ line: z.int().min(1) };

const evidence = z.array(z.object({ ...place, confidence, says: z.string() }));

const problem = z.object({
  reason: z.string(),
  /** The folder of the application it is about, or `.`. */
  path: z.string(),
  message: z.string(),
  evidence: z.array(z.object({ ...place, says: z.string() })),
});

/** Plain values; what was not found is null or an empty list. */
const application = z.object({
  /** From the folder that was looked at; `.` is that folder. */
  path: z.string(),
  language: z.string(),
  framework: z.string().nullable(),
  packageManager: z.string().nullable(),
  runtime: z.string(),
  port: z.int().nullable(),
  /** As it is typed into a shell, in the application's folder. */
  startCommand: z.string().nullable(),
  buildCommand: z.string().nullable(),
  outputDirectory: z.string().nullable(),
  health: z.string().nullable(),
  services: z.array(z.string()),
  /** Names of variables. */
  environment: z.array(z.string()),
  /** By the name of the member it is about. */
  evidence: z.record(z.string(), evidence),

  name: z.string(),
  role: z.enum(["server", "worker", "site"]),
  packageManagerVersion: z.string().nullable(),
  runtimeVersion: z.string().nullable(),
  /** The variable that sets the port. */
  portVariable: z.string().nullable(),
  bind: z.string().nullable(),
  readiness: z.string().nullable(),
  testCommand: z.string().nullable(),
  lintCommand: z.string().nullable(),
  variables: z.array(z.object({ name: z.string(), required: z.boolean(), secret: z.boolean() })),
  writes: z.array(z.string()),
  /** The folder that its image is built from. */
  buildContext: z.string(),
  existing: z.array(z.object({ kind: z.string(), path: z.string() })),
});

/** `tidegate detect`. */
export const detectOutput = z.object({
  applications: z.array(application),
  workspaces: z.array(z.object({ tool: z.string(), root: z.string() })),
  /** Members that are not deployed. */
  libraries: z.array(z.object({ path: z.string(), why: z.string() })),
  problems: z.array(problem),
  /** How many files were seen. */
  files: z.int(),
  /** False where there are more files than are listed. */
  complete: z.boolean(),
});

const conflict = z.object({
  /** In the file as it is, from 1. */
  line: z.int(),
  mine: z.array(z.string()),
  generated: z.array(z.string()),
});

const scaffoldedFile = z.object({
  path: z.string(),
  kind: z.string(),
  /** The path of the application it is for; null where it is for all. */
  application: z.string().nullable(),
  state: z.enum(["create", "unchanged", "update", "merge", "conflict", "adopt", "exists", "removed", "blocked"]),
  /** What was done, or with `dryRun` would be. */
  action: z.enum(["written", "adopted", "kept", "unchanged", "left"]),
  conflicts: z.array(conflict),
  /** Rules whose blocks a person has taken out. */
  removed: z.array(z.string()),
  note: z.string().nullable(),
  /** A unified diff of what is written; absent without `--diff` and `--dry-run`. */
  diff: z.string().optional(),
});

/** `tidegate scaffold`. */
export const scaffoldOutput = z.object({
  dryRun: z.boolean(),
  /** Paths by what became of them, in order. */
  written: z.array(z.string()),
  unchanged: z.array(z.string()),
  /** Left as they are: there before, deleted by a person, or left out. */
  skipped: z.array(z.string()),
  /** Left as they are, as both sides have changed the same lines. */
  conflicts: z.array(z.string()),
  files: z.array(scaffoldedFile),
  /** Generated once and no longer. */
  stale: z.array(z.string()),
  applications: z.array(z.string()),
  settings: z.object({
    project: z.string(),
    imageRepository: z.string(),
    defaultBranch: z.string(),
    environments: z.array(z.string()),
  }),
  problems: z.array(problem),
  notes: z.array(z.string()),
});

const catalogueEntry = z.object({
  table: z.enum(["images", "actions", "tools"]),
  name: z.string(),
  version: z.string().nullable(),
  /** The digest of an image, or the commit of an action; null where it was not seen. */
  pin: z.string().nullable(),
  source: z.string(),
  /** The day it was last seen there. */
  seen: z.string(),
  endOfLife: z.string().nullable(),
});

/** `tidegate catalogue list`. */
export const catalogueOutput = z.object({
  entries: z.array(catalogueEntry),
  warnings: z.array(z.object({ reason: z.string(), message: z.string() })),
});

/** `tidegate catalogue refresh`. */
export const refreshOutput = z.object({
  /** Where the workspace's own entries stand. */
  path: z.string(),
  changes: z.array(z.object({ name: z.string(), before: z.string().nullable(), after: z.string() })),
  unchanged: z.int(),
  failures: z.array(z.object({ name: z.string(), message: z.string() })),
});

export type DetectOutput = z.infer<typeof detectOutput>;
export type ApplicationOutput = z.infer<typeof application>;
export type ProblemOutput = z.infer<typeof problem>;
export type ScaffoldOutput = z.infer<typeof scaffoldOutput>;
export type CatalogueOutput = z.infer<typeof catalogueOutput>;
export type RefreshOutput = z.infer<typeof refreshOutput>;
