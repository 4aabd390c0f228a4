/** One setting as package.json contributes it. */
export interface SettingSpec {
  readonly type: "string" | "boolean" | "number";
  readonly default: string | boolean | number;
  readonly description: string;
  readonly scope: "machine-overridable" | "window" | "resource";
  readonly minimum?: number;
  readonly maximum?: number;
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
} as const satisfies Record<string, SettingSpec>;

export type SettingId = keyof typeof SETTINGS;

/** The type of a setting's value. */
export type SettingValue<K extends SettingId> = (typeof SETTINGS)[K]["default"] extends string
  ? string
  : (typeof SETTINGS)[K]["default"] extends number
    ? number
    : boolean;
