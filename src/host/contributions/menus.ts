import { GRAPH_FILE, type CommandId } from "./commands.ts";
import { PANEL_TYPE } from "./panelType.ts";
import type { VIEWS } from "./views.ts";

/** One place of one command in a menu. */
export interface MenuItem {
  readonly command: CommandId;
  readonly when: string;
  readonly group?: string;
}

const SCAFFOLD_VIEW = "tidegate.scaffoldPreview" satisfies keyof typeof VIEWS;

/** A word in a row's context value; rows carry them between semicolons. */
const has = (...words: string[]): string => words.map((word) => `viewItem =~ /;${word};/`).join(" && ");
const inTree = (...words: string[]): string => `view == tidegate.environments && ${has(...words)}`;
const inApprovals = (...words: string[]): string => `view == tidegate.approvals && ${has(...words)}`;
const inRuns = (...words: string[]): string => `view == tidegate.runs && ${has(...words)}`;
const APPROVALS = "view == tidegate.approvals && isWorkspaceTrusted && tidegate.configured";
const ENVIRONMENTS = "view == tidegate.environments && isWorkspaceTrusted";
const inScaffold = (...words: string[]): string => `view == ${SCAFFOLD_VIEW} && ${has(...words)}`;
const PREVIEW = `view == ${SCAFFOLD_VIEW} && isWorkspaceTrusted`;
/** Folders, and files that say how an application is built or run. An untrusted workspace is told why not. */
const APPLICATION_FILE =
  "resourceFilename =~ /^(package\\.json|deno\\.jsonc?|pyproject\\.toml|requirements\\.txt|Pipfile|manage\\.py|go\\.mod|pom\\.xml|build\\.gradle(\\.kts)?|.+\\.(cs|fs)proj|Gemfile|config\\.ru|composer\\.json|Cargo\\.toml|mix\\.exs|Procfile|(docker-)?compose\\.ya?ml|.*Dockerfile.*)$/i";
const SCAFFOLDABLE = `resourceScheme == file && (explorerResourceIsFolder || ${APPLICATION_FILE})`;
const CONFIG_FILE = "isWorkspaceTrusted && resourceFilename == tidegate.yaml";

const READINESS = "view == tidegate.readiness && isWorkspaceTrusted && tidegate.configured";
const inReadiness = (...words: string[]): string => `view == tidegate.readiness && ${has(...words)}`;

const READY: readonly MenuItem[] = [
  { command: "tidegate.attestLine", when: inReadiness("attestable"), group: "inline@1" },
  { command: "tidegate.attestLine", when: inReadiness("attestable"), group: "1_answer@1" },
  { command: "tidegate.openEvidence", when: inReadiness("placed"), group: "2_look@1" },
];

const TREE: readonly MenuItem[] = [
  { command: "tidegate.deploy", when: inTree("canDeploy"), group: "1_ship@1" },
  { command: "tidegate.walkPath", when: inTree("environment", "configured"), group: "1_ship@3" },
  { command: "tidegate.rollBack", when: inTree("workload", "canPatch", "revisions"), group: "1_ship@2" },
  { command: "tidegate.rollBack", when: inTree("revision", "canPatch", "old"), group: "1_ship@2" },
  { command: "tidegate.restart", when: inTree("workload", "canPatch", "restartable"), group: "2_change@1" },
  { command: "tidegate.scale", when: inTree("workload", "canPatch", "scalable"), group: "2_change@2" },
  { command: "tidegate.pause", when: inTree("workload", "canPatch", "pausable"), group: "2_change@3" },
  { command: "tidegate.resume", when: inTree("workload", "canPatch", "paused"), group: "2_change@3" },
  { command: "tidegate.history", when: inTree("workload", "revisions"), group: "3_look@1" },
  { command: "tidegate.showLogs", when: inTree("canLogs"), group: "3_look@2" },
  { command: "tidegate.showEvents", when: inTree("object"), group: "3_look@3" },
  { command: "tidegate.openYaml", when: inTree("object"), group: "3_look@4" },
  { command: "tidegate.forwardPort", when: inTree("canForward"), group: "3_look@5" },
  { command: "tidegate.openConfig", when: inTree("configured"), group: "3_look@6" },
  { command: "tidegate.assess", when: inTree("environment", "configured"), group: "3_look@7" },
  { command: "tidegate.pin", when: inTree("unpinned"), group: "4_view@1" },
  { command: "tidegate.unpin", when: inTree("pinned"), group: "4_view@1" },
  { command: "tidegate.copyName", when: inTree("named"), group: "5_copy@1" },
  { command: "tidegate.copyImage", when: inTree("image"), group: "5_copy@2" },
  { command: "tidegate.review", when: inTree("waiting"), group: "inline@1" },
  { command: "tidegate.review", when: inTree("waiting"), group: "0_answer@1" },
  { command: "tidegate.rollBack", when: inTree("workload", "canPatch", "revisions", "Failed"), group: "inline@1" },
  { command: "tidegate.showLogs", when: inTree("pod", "canLogs"), group: "inline@2" },
  { command: "tidegate.unpin", when: inTree("pinned"), group: "inline@2" },
];

const RUNS: readonly MenuItem[] = [
  { command: "tidegate.review", when: inApprovals("approval"), group: "inline@1" },
  { command: "tidegate.approve", when: inApprovals("approval"), group: "1_answer@1" },
  { command: "tidegate.reject", when: inApprovals("approval"), group: "1_answer@2" },
  { command: "tidegate.withdraw", when: inApprovals("approval", "withdrawable"), group: "1_answer@3" },
  { command: "tidegate.override", when: inApprovals("approval", "overridable"), group: "1_answer@4" },
  { command: "tidegate.review", when: inApprovals("approval"), group: "2_look@1" },
  { command: "tidegate.openRunPanel", when: inApprovals("approval"), group: "2_look@2" },
  { command: "tidegate.approveRequest", when: inApprovals("request", "canApprove"), group: "inline@1" },
  { command: "tidegate.promoteRollout", when: inApprovals("request", "canPromote"), group: "inline@1" },
  { command: "tidegate.syncApplication", when: inApprovals("request", "canSync"), group: "inline@1" },
  { command: "tidegate.openRequest", when: inApprovals("request", "linked"), group: "inline@2" },
  { command: "tidegate.approveRequest", when: inApprovals("request", "canApprove"), group: "1_answer@1" },
  { command: "tidegate.rejectRequest", when: inApprovals("request", "canReject"), group: "1_answer@2" },
  { command: "tidegate.overrideRequest", when: inApprovals("request", "canOverride"), group: "1_answer@3" },
  { command: "tidegate.promoteRollout", when: inApprovals("request", "canPromote"), group: "1_answer@1" },
  { command: "tidegate.abortRollout", when: inApprovals("request", "canAbort"), group: "1_answer@2" },
  { command: "tidegate.syncApplication", when: inApprovals("request", "canSync"), group: "1_answer@1" },
  { command: "tidegate.showRequest", when: inApprovals("request"), group: "2_look@1" },
  { command: "tidegate.openRequest", when: inApprovals("request", "linked"), group: "2_look@2" },
  { command: "tidegate.openRunPanel", when: inRuns("run"), group: "inline@2" },
  { command: "tidegate.review", when: inRuns("waiting"), group: "inline@1" },
  { command: "tidegate.review", when: inRuns("waiting"), group: "1_answer@0" },
  { command: "tidegate.answer", when: inRuns("asking"), group: "inline@1" },
  { command: "tidegate.answer", when: inRuns("asking"), group: "1_answer@1" },
  { command: "tidegate.attest", when: inRuns("checking"), group: "1_answer@2" },
  { command: "tidegate.recheck", when: inRuns("checking"), group: "1_answer@3" },
  { command: "tidegate.openRunPanel", when: inRuns("run"), group: "2_look@1" },
  { command: "tidegate.showRun", when: inRuns("run"), group: "2_look@2" },
  { command: "tidegate.pauseRun", when: inRuns("active", "pausable"), group: "3_steer@1" },
  { command: "tidegate.resumeRun", when: inRuns("active", "paused"), group: "3_steer@1" },
  { command: "tidegate.rollBackRun", when: inRuns("active"), group: "3_steer@2" },
  { command: "tidegate.abortRun", when: inRuns("active"), group: "3_steer@3" },
];

const SCAFFOLD: readonly MenuItem[] = [
  { command: "tidegate.scaffoldCompare", when: inScaffold("file"), group: "1_look@1" },
  { command: "tidegate.scaffoldTakeGenerated", when: inScaffold("choice"), group: "2_take@1" },
  { command: "tidegate.scaffoldTakeMine", when: inScaffold("choice", "mine"), group: "2_take@2" },
  { command: "tidegate.scaffoldTakeBoth", when: inScaffold("choice", "mine"), group: "2_take@3" },
  { command: "tidegate.scaffoldLeave", when: inScaffold("choice"), group: "2_take@4" },
  { command: "tidegate.scaffoldTakeMine", when: inScaffold("undecided", "mine"), group: "inline@1" },
  { command: "tidegate.scaffoldTakeGenerated", when: inScaffold("undecided", "mine"), group: "inline@2" },
];

/** Every menu by VS Code's id of it. */
export const MENUS: Readonly<Record<string, readonly MenuItem[]>> = {
  "view/title": [
    {
      command: "tidegate.filter",
      when: `${ENVIRONMENTS} && tidegate.configured && !tidegate.filtered`,
      group: "navigation@1",
    },
    { command: "tidegate.clearFilter", when: `${ENVIRONMENTS} && tidegate.filtered`, group: "navigation@1" },
    { command: "tidegate.initialize", when: `${ENVIRONMENTS} && workspaceFolderCount > 0`, group: "navigation@2" },
    { command: "tidegate.refresh", when: `${ENVIRONMENTS} && tidegate.configured`, group: "1_view@1" },
    { command: "tidegate.signInToGithub", when: `${APPROVALS} && tidegate.github`, group: "navigation@1" },
    { command: "tidegate.signInToGithub", when: `${APPROVALS} && !tidegate.github`, group: "1_view@1" },
    { command: "tidegate.openConfig", when: `${ENVIRONMENTS} && tidegate.found`, group: "1_view@2" },
    { command: "tidegate.scaffold", when: `${ENVIRONMENTS} && workspaceFolderCount > 0`, group: "1_view@3" },
    { command: "tidegate.scaffoldWrite", when: PREVIEW, group: "navigation@1" },
    { command: "tidegate.scaffoldTakeAll", when: PREVIEW, group: "navigation@2" },
    { command: "tidegate.scaffoldLeaveConflicts", when: PREVIEW, group: "navigation@3" },
    { command: "tidegate.scaffoldDiscard", when: PREVIEW, group: "navigation@4" },
    { command: "tidegate.startSandbox", when: `${ENVIRONMENTS} && !tidegate.sandbox`, group: "2_cluster@1" },
    { command: "tidegate.stopSandbox", when: `${ENVIRONMENTS} && tidegate.sandbox`, group: "2_cluster@1" },
    { command: "tidegate.showLog", when: "view == tidegate.environments", group: "3_log@1" },
    { command: "tidegate.assess", when: `${READINESS} && !tidegate.assessing`, group: "navigation@1" },
    { command: "tidegate.stopAssessing", when: `${READINESS} && tidegate.assessing`, group: "navigation@1" },
    { command: "tidegate.chooseReadiness", when: READINESS, group: "navigation@2" },
    { command: "tidegate.openReadiness", when: READINESS, group: "navigation@3" },
    { command: "tidegate.compare", when: READINESS, group: "1_view@1" },
    { command: "tidegate.compare", when: `${ENVIRONMENTS} && tidegate.configured`, group: "1_view@4" },
    { command: "tidegate.deploy", when: "view == tidegate.runs && tidegate.configured", group: "navigation@1" },
  ],
  "view/item/context": [...TREE, ...RUNS, ...READY, ...SCAFFOLD],
  "editor/title": [
    { command: "tidegate.deploy", when: `${CONFIG_FILE} && tidegate.configured`, group: "navigation@1" },
    // In a flowchart's own editor the graph is what one looks for; Markdown is mostly about other things.
    { command: "tidegate.showGraph", when: "resourceExtname =~ /^\\.(mmd|mermaid)$/i", group: "navigation@1" },
    { command: "tidegate.showGraph", when: "resourceExtname =~ /^\\.md$/i", group: "7_tidegate@1" },
    { command: "tidegate.exportGraph", when: `activeWebviewPanelId == ${PANEL_TYPE}`, group: "navigation@1" },
  ],
  "explorer/context": [
    { command: "tidegate.deploy", when: `${CONFIG_FILE} && tidegate.configured`, group: "7_tidegate@1" },
    { command: "tidegate.initialize", when: CONFIG_FILE, group: "7_tidegate@2" },
    { command: "tidegate.scaffold", when: SCAFFOLDABLE, group: "7_tidegate@3" },
    { command: "tidegate.showGraph", when: GRAPH_FILE, group: "7_tidegate@1" },
    {
      command: "tidegate.walkGraph",
      when: `isWorkspaceTrusted && tidegate.configured && ${GRAPH_FILE}`,
      group: "7_tidegate@2",
    },
  ],
};
