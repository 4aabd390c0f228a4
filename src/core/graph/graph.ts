import type { CheckTerms } from "../gates/terms.ts";
import type { DeploymentWindows } from "../windows/windows.ts";

/**
 * The one kind of graph behind every front door: a plan made from a release, the default decision path, a
 * Mermaid flowchart, a workflow document. What the panel draws is what the engine walks.
 */
export interface Graph {
  readonly id: string;
  readonly title: string;
  /** Id of the node where a run begins. */
  readonly start: string;
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly Edge[];
  readonly groups?: readonly Group[];
  /** Where the way back begins: the first restore. A person's rollback request leads here. */
  readonly rollback?: string;
  /** Where trouble leads: the question what to do, or `rollback` itself where the way back is automatic. */
  readonly trouble?: string;
  /** Where a cycle leads whose attempts are used up: an end that calls for help. */
  readonly escalation?: string;
}

/** A way from one node to another, open when the node it leaves ended with this outcome. */
export interface Edge {
  readonly from: string;
  readonly to: string;
  readonly when: Outcome;
  /** What stands beside the arrow; the outcome itself where absent. */
  readonly label?: string;
}

/** How a node ended. A node kind declares which outcomes it can have; every one of them needs an edge. */
export type Outcome = string;

export interface Group {
  readonly id: string;
  readonly label: string;
  readonly nodes: readonly string[];
}

interface NodeBase {
  readonly id: string;
  readonly label: string;
  /** Why this node stands here, in one sentence. */
  readonly why?: string;
  /** All of what the node is about, where the label is too short for it; lines parted by line feeds. */
  readonly detail?: string;
  /** Where its rule comes from: a document and a line, such as `decision-path.md:60`. */
  readonly source?: string;
  /** What a handoff from here is named by: capitals, digits and underscores. */
  readonly token?: string;
  /** How often a run may enter this node; a cycle without such a counter is refused. */
  readonly limit?: number;
  /** Part of the way back: no pause stops it, and a run never sets out on it twice. */
  readonly back?: boolean;
}

export type GraphNode = StartNode | CheckNode | DecisionNode | ApprovalNode | ActionNode | HoldNode | EndNode;

/** Outcome: `started`. */
export interface StartNode extends NodeBase {
  readonly kind: "start";
}

/**
 * Evaluates checks. Outcomes: `pass`, `fail`, `inconclusive`; where it `waits`, only `pass`, and `fail` where an edge
 * leads on from that. A gate is a check node that guards an action.
 */
export interface CheckNode extends NodeBase {
  readonly kind: "check";
  readonly gate?: boolean;
  /** A gate of quality: where it does not open, a fix is asked for, somebody is told, and the failure is written down. */
  readonly quality?: boolean;
  /**
   * A list that people work through: the run stays until each check is settled by a measurement or a person's word,
   * and measures again when it is asked to. Without it, what is not known at once is inconclusive.
   */
  readonly waits?: boolean;
  /**
   * The check node whose failures are mended here. A person says what was tried, and nothing that is measured stands
   * for that. Saying again what was tried before ends `circular` instead of `pass`, and so does coming here when the
   * same two sets of checks have failed in turn, twice each.
   */
  readonly mends?: string;
  readonly checks: readonly CheckSpec[];
}

/** One check by its id in the registry of checks, with its terms. */
export interface CheckSpec {
  readonly id: string;
  readonly label: string;
  /** How long a person's word on it counts, in seconds; absent where only a measurement does. */
  readonly attestedFor?: number;
  readonly parameters?: Readonly<Record<string, string | number | boolean>>;
  /** What is asked exactly: reports, bounds, programs, windows. */
  readonly terms?: CheckTerms;
}

/** Asks a person to choose. Outcomes: the ids of its options. */
export interface DecisionNode extends NodeBase {
  readonly kind: "decision";
  readonly question: string;
  /**
   * The check node whose outcome answers by itself, or the decision whose choice does; the options are then those of
   * that node's outcomes that can lead here.
   */
  readonly follows?: string;
  /** What the workspace suggests. A person chooses all the same. */
  readonly proposal?: { readonly option: Outcome; readonly because: string };
  readonly options: readonly { readonly id: Outcome; readonly label: string }[];
}

/** Waits for people. Outcomes: `approved`, `rejected`, `expired`, `withdrawn`. */
export interface ApprovalNode extends NodeBase {
  readonly kind: "approval";
  readonly policy: ApprovalPolicy;
  /** What the plan's diff puts at risk; part of the graph, so that a yes is bound to it. */
  readonly risk?: Risk;
}

/** How much harm a change can do, and why. */
export interface Risk {
  readonly level: "low" | "medium" | "high";
  /** Sentences with numbers and names, the worst first. */
  readonly reasons: readonly string[];
}

export interface ApprovalPolicy {
  /** How many different people must say yes. */
  readonly required: number;
  /** Who may answer; absent means anyone but those excluded, an empty list means nobody. */
  readonly approvers?: readonly string[];
  /** Whether the person who asked may also answer. Off unless the environment says otherwise. */
  readonly selfApproval: boolean;
  readonly expiresAfterSeconds: number;
  /** A yes counts only with exactly the word "yes" typed. */
  readonly strict?: boolean;
  /** Who may put it through alone, with a reason; absent or empty means nobody. */
  readonly overriders?: readonly string[];
  /** Answers count only where the cluster's API server took them; absent, the workspace's inbox takes them. */
  readonly store?: "cluster";
}

/**
 * Changes the world. Outcomes: `done`, `failed`, `voided` where it uses an approval that no longer holds, and `closed`
 * where its windows are shut.
 */
export interface ActionNode extends NodeBase {
  readonly kind: "action";
  readonly action: Action;
  /** The approval node whose yes this action uses up; it is checked again right before the write. */
  readonly approval?: string;
  /** When it may begin; at any time where absent. */
  readonly windows?: DeploymentWindows;
}

/** A change, as data. The engine turns it into writes and records the intent before each. */
export type Action =
  /** Images by container, set in one write. */
  | {
      readonly type: "set-image";
      readonly workload: WorkloadRef;
      readonly images: Readonly<Record<string, string>>;
    }
  | { readonly type: "restore"; readonly workload: WorkloadRef; readonly to: RestorePoint }
  /** Pods wanted; begun only where there are `from` of them. */
  | { readonly type: "scale"; readonly workload: WorkloadRef; readonly from: number; readonly to: number }
  /** Replaces all pods by such that are marked with this time, in milliseconds since the epoch. */
  | { readonly type: "restart"; readonly workload: WorkloadRef; readonly at: number };

/** A workload by kind and name in the run's namespace. */
export interface WorkloadRef {
  readonly kind: "Deployment" | "StatefulSet" | "DaemonSet";
  readonly name: string;
}

/** A workload's template as it was, so that it can be restored exactly. */
export interface RestorePoint {
  readonly revision: string;
  readonly templateHash: string;
  readonly images: Readonly<Record<string, string>>;
}

/**
 * Watches workloads. With `until: "ready"` it ends when every rollout is complete; with `until: "elapsed"` it keeps
 * watching pods for `seconds`. Outcomes: `healthy`, `failed`, `deadline`, `superseded`, `paused` (someone paused the
 * workload itself: never waited out, never passed over).
 */
export interface HoldNode extends NodeBase {
  readonly kind: "hold";
  readonly until: "ready" | "elapsed";
  /** `ready`: the deadline. `elapsed`: how long to watch. */
  readonly seconds: number;
  readonly workloads: readonly WorkloadRef[];
}

export interface EndNode extends NodeBase {
  readonly kind: "end";
  readonly outcome: RunOutcome;
}

export type RunOutcome =
  | "completed"
  | "rolled-back"
  | "rejected"
  | "blocked"
  | "failed"
  | "aborted"
  | "superseded"
  /** A cycle used up its attempts or went in circles: somebody with more say must look. */
  | "escalated";
