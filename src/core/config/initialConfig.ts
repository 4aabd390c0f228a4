import { yamlLine } from "./yamlLine.ts";

/** What a person chose for a first `tidegate.yaml`. */
export interface InitialChoices {
  readonly applications: readonly {
    readonly name: string;
    /** Folder relative to the file; left out it is the file's own. */
    readonly path?: string;
    readonly environments: readonly InitialEnvironment[];
  }[];
}

export interface InitialEnvironment {
  readonly name: string;
  readonly context: string;
  readonly namespace: string;
  readonly production: boolean;
  /** As `deployment/web`; left out: all of the namespace. */
  readonly workloads?: readonly string[];
  /** What the namespace holds: where `workloads` is left out, a comment offers these to be named. */
  readonly found?: readonly string[];
  /** The requester may approve: for a person who works alone. */
  readonly selfApproval?: boolean;
}

const HEAD = `# What Tidegate ships, where to, and what a deployment needs before it may run.
# Durations are written 90s, 10m, 2h or 1d.
version: 1
applications:
`;

/** The text of a first `tidegate.yaml`, with comments that say what can be set. */
export function initialConfig({ applications }: InitialChoices): string {
  return (
    HEAD +
    applications
      .map(({ name, path, environments }) => {
        const own = path === undefined || path === "." ? "" : `    path: ${yamlLine(path)}\n`;
        return `  ${yamlLine(name)}:\n${own}    environments:\n${environments.map(environmentText).join("")}`;
      })
      .join("")
  );
}

function environmentText(environment: InitialEnvironment): string {
  const lines = [
    `context: ${yamlLine(environment.context)}`,
    `namespace: ${yamlLine(environment.namespace)}`,
    ...workloadLines(environment),
    ...(environment.production ? productionLines(environment.selfApproval ?? false) : []),
  ];
  return `      ${yamlLine(environment.name)}:\n${lines.map((line) => `        ${line}\n`).join("")}`;
}

function workloadLines({ workloads, found = [] }: InitialEnvironment): string[] {
  if (workloads === undefined) return found.length > 1 ? offerLines(found) : [];
  return workloads.length === 0
    ? ["workloads: []"]
    : ["workloads:", ...workloads.map((workload) => `  - ${yamlLine(workload)}`)];
}

/** One release seldom is all that a namespace holds: a database has versions of its own. */
function offerLines(found: readonly string[]): string[] {
  return [
    "# What a version goes to. Left out: every workload of the namespace.",
    `# workloads: [${found.map((workload) => yamlLine(workload)).join(", ")}]`,
  ];
}

function productionLines(selfApproval: boolean): string[] {
  return [
    "production: true",
    "# How long a rollout may take, and how long its pods are watched afterwards.",
    "deadline: 10m",
    "hold: 5m",
    "# automatic: a failed rollout goes back at once. ask: it waits for a person.",
    "rollback: ask",
    "approval:",
    "  required: 1",
    "  # Who may answer, as git names them. Left out: anyone but the requester. An empty list: nobody.",
    "  # approvers: [ada@example.com]",
    `  selfApproval: ${selfApproval}`,
    "  expires: 1h",
  ];
}
