/** One setting as package.json contributes it. */
export interface SettingSpec {
  readonly type: "string" | "boolean" | "number";
  readonly default: string | boolean | number;
  readonly description: string;
  readonly scope: "machine-overridable" | "window" | "resource";
  readonly minimum?: number;
  readonly maximum?: number;
  /** The values that may be chosen. */
  readonly enum?: readonly string[];
  /** True where the value names a path or a command: an untrusted workspace must not set it. */
  readonly restricted?: boolean;
}

/** Every setting by id. */
export const SETTINGS = {
  "tidegate.kubeconfig": {
    type: "string",
    default: "",
    description:
      "Path of the kubeconfig file to read. Empty means the files that KUBECONFIG names, or else ~/.kube/config.",
    scope: "machine-overridable",
    restricted: true,
  },
  "tidegate.keepWatchingSeconds": {
    type: "number",
    default: 120,
    minimum: 0,
    maximum: 3600,
    description: "How long clusters are still watched after the Environments view was hidden, in seconds.",
    scope: "window",
  },
  "tidegate.logTailLines": {
    type: "number",
    default: 500,
    minimum: 1,
    maximum: 10_000,
    description: "How many lines of a pod's log are shown before following it.",
    scope: "window",
  },
  "tidegate.notifyApprovals": {
    type: "boolean",
    default: true,
    description: "Notify once when a run waits for an approval or for an answer.",
    scope: "window",
  },
  "tidegate.showRules": {
    type: "boolean",
    default: true,
    description:
      "Show above each generated block which rule it stands there for. Hovering over the block always says it.",
    scope: "window",
  },
  "tidegate.findings.enable": {
    type: "boolean",
    default: true,
    description:
      "Show what Tidegate's rules say about Dockerfiles, manifests, workflows and compose files, as one types.",
    scope: "window",
  },
  "tidegate.findings.linters": {
    type: "string",
    default: "onSave",
    enum: ["onSave", "off"],
    description:
      "When the linters that you have installed (hadolint, actionlint, zizmor, kubeconform, kube-linter, checkov, trivy) look at a file: `onSave`, or `off`. They run only in a trusted workspace.",
    scope: "window",
  },
} as const satisfies Record<string, SettingSpec>;

export type SettingId = keyof typeof SETTINGS;

/** The type of a setting's value. */
export type SettingValue<K extends SettingId> = (typeof SETTINGS)[K]["default"] extends string
  ? string
  : (typeof SETTINGS)[K]["default"] extends number
    ? number
    : boolean;
