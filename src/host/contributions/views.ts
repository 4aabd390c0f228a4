/** One view of the Tidegate container. */
export interface ViewSpec {
  readonly name: string;
  readonly icon: string;
  readonly visibility: "visible" | "collapsed";
  /** Share of the container's height at first. */
  readonly size: number;
  /** Shown only then; absent means always. */
  readonly when?: string;
}

export const CONTAINER = { id: "tidegate", title: "Tidegate", icon: "media/tidegate.svg" } as const;

/** Every view by id, in the order they stand. */
export const VIEWS = {
  "tidegate.scaffoldPreview": {
    name: "Scaffold",
    icon: CONTAINER.icon,
    visibility: "visible",
    size: 8,
    when: "tidegate.scaffolding",
  },
  "tidegate.environments": { name: "Environments", icon: CONTAINER.icon, visibility: "visible", size: 6 },
  "tidegate.approvals": { name: "Approvals", icon: CONTAINER.icon, visibility: "visible", size: 2 },
  "tidegate.runs": { name: "Runs", icon: CONTAINER.icon, visibility: "visible", size: 2 },
  "tidegate.readiness": { name: "Readiness", icon: CONTAINER.icon, visibility: "collapsed", size: 3 },
} as const satisfies Record<string, ViewSpec>;

type ViewId = keyof typeof VIEWS;

/** What an empty view says: one sentence and one button for each reason. `id` names its text in package.nls.json. */
export interface WelcomeSpec {
  readonly id: string;
  readonly view: ViewId;
  readonly when: string;
  readonly contents: string;
}

const HAS_FOLDER = "workspaceFolderCount > 0";
const TRUSTED = `${HAS_FOLDER} && isWorkspaceTrusted`;

const NOTHING_WAITS = `${TRUSTED} && !tidegate.waiting && !tidegate.requested`;

export const WELCOME: readonly WelcomeSpec[] = [
  {
    id: "noFolder",
    view: "tidegate.environments",
    when: "workspaceFolderCount == 0",
    contents:
      "Environments are described by a tidegate.yaml file in a folder, and no folder is open.\n[Open Folder](command:workbench.action.files.openFolder)",
  },
  {
    id: "untrusted",
    view: "tidegate.environments",
    when: `${HAS_FOLDER} && !isWorkspaceTrusted`,
    contents:
      "This workspace is not trusted, so Tidegate reads no kubeconfig, connects to no cluster and runs nothing in it.\n[Manage Workspace Trust](command:workbench.trust.manage)",
  },
  {
    id: "noFile",
    view: "tidegate.environments",
    when: `${TRUSTED} && tidegate.state == noFile`,
    contents:
      "This workspace has no tidegate.yaml, which names the applications and the environments they run in.\n[Initialize](command:tidegate.initialize)\nNo cluster at hand? [Start an embedded one](command:tidegate.startSandbox).",
  },
  {
    id: "broken",
    view: "tidegate.environments",
    when: `${TRUSTED} && tidegate.state == broken`,
    contents:
      "tidegate.yaml has errors and could not be read. The Problems panel names each with its line.\n[Open tidegate.yaml](command:tidegate.openConfig)",
  },
  {
    id: "noApplications",
    view: "tidegate.environments",
    when: `${TRUSTED} && tidegate.state == noApplications`,
    contents:
      "tidegate.yaml names no environments yet, so there is nothing to watch.\n[Initialize](command:tidegate.initialize)",
  },
  {
    id: "filteredOut",
    view: "tidegate.environments",
    when: `${TRUSTED} && tidegate.state == shown && tidegate.filteredOut`,
    contents: "No environment or workload matches the filter.\n[Clear Filter](command:tidegate.clearFilter)",
  },
  {
    id: "approvalsNoFolder",
    view: "tidegate.approvals",
    when: "workspaceFolderCount == 0",
    contents: "What waits for an answer is shown once a folder is open.",
  },
  {
    id: "approvalsUntrusted",
    view: "tidegate.approvals",
    when: `${HAS_FOLDER} && !isWorkspaceTrusted`,
    contents: "What waits for an answer is not looked for in a workspace that is not trusted.",
  },
  {
    id: "noApprovals",
    view: "tidegate.approvals",
    when: `${NOTHING_WAITS} && !tidegate.github`,
    contents: "No approval waits for an answer.",
  },
  {
    id: "githubSignedOut",
    view: "tidegate.approvals",
    when: `${NOTHING_WAITS} && tidegate.github == signedOut`,
    contents:
      "No approval waits for an answer here. This repository is on GitHub: sign in to see which of its deployments wait there.\n[Sign In to GitHub](command:tidegate.signInToGithub)",
  },
  {
    id: "githubRefused",
    view: "tidegate.approvals",
    when: `${NOTHING_WAITS} && tidegate.github == refused`,
    contents:
      "GitHub does not take your sign-in any more: it was revoked or has ended. What waits there is not known until you sign in again.\n[Sign In to GitHub](command:tidegate.signInToGithub)",
  },
  {
    id: "readinessNoFolder",
    view: "tidegate.readiness",
    when: "workspaceFolderCount == 0",
    contents:
      "Readiness is about the environments that a tidegate.yaml in a folder names, and no folder is open.\n[Open Folder](command:workbench.action.files.openFolder)",
  },
  {
    id: "readinessUntrusted",
    view: "tidegate.readiness",
    when: `${HAS_FOLDER} && !isWorkspaceTrusted`,
    contents:
      "This workspace is not trusted, so its files and reports are not held against any checklist.\n[Manage Workspace Trust](command:workbench.trust.manage)",
  },
  {
    id: "readinessNoFile",
    view: "tidegate.readiness",
    when: `${TRUSTED} && tidegate.state == noFile`,
    contents:
      "This workspace has no tidegate.yaml, so there is no environment to be ready for.\n[Initialize](command:tidegate.initialize)",
  },
  {
    id: "readinessBroken",
    view: "tidegate.readiness",
    when: `${TRUSTED} && tidegate.state == broken`,
    contents:
      "tidegate.yaml has errors and could not be read. The Problems panel names each with its line.\n[Open tidegate.yaml](command:tidegate.openConfig)",
  },
  {
    id: "readinessNoApplications",
    view: "tidegate.readiness",
    when: `${TRUSTED} && tidegate.state == noApplications`,
    contents:
      "tidegate.yaml names no environments yet, so there is nothing to be ready for.\n[Open tidegate.yaml](command:tidegate.openConfig)",
  },
  {
    id: "runsNoFolder",
    view: "tidegate.runs",
    when: "workspaceFolderCount == 0",
    contents: "Runs are shown once a folder is open.",
  },
  {
    id: "runsUntrusted",
    view: "tidegate.runs",
    when: `${HAS_FOLDER} && !isWorkspaceTrusted`,
    contents: "Runs are not shown in a workspace that is not trusted.",
  },
  {
    id: "runsNoEnvironments",
    view: "tidegate.runs",
    when: `${TRUSTED} && !tidegate.hasRuns && !tidegate.configured && tidegate.state`,
    contents: "No version has been deployed from this workspace yet. Name its environments first.",
  },
  {
    id: "noRuns",
    view: "tidegate.runs",
    when: `${TRUSTED} && !tidegate.hasRuns && tidegate.configured`,
    contents: "No version has been deployed from this workspace yet.\n[Deploy Version](command:tidegate.deploy)",
  },
];
