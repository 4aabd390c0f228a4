import { PANEL_TYPE } from "./panelType.ts";

/** One command as package.json contributes it. */
export interface CommandSpec {
  /** Title Case; ends in `…` when it asks for more. Shown after the category `Tidegate`. */
  readonly title: string;
  /** Codicon id without `$()`. */
  readonly icon?: string;
  /** When the palette lists it; absent means wherever the workspace is trusted. */
  readonly palette?: string;
}

const TRUSTED = "isWorkspaceTrusted";
const CONFIGURED = "isWorkspaceTrusted && tidegate.configured";
const HIDDEN = "false";
const PREVIEWING = "isWorkspaceTrusted && tidegate.scaffolding";

/** Files that may hold a graph. */
export const GRAPH_FILE = "resourceExtname =~ /^\\.(md|mmd|mermaid)$/i";

/** Every command by id. The registry, the menus and package.json are all made from this map. */
export const COMMANDS = {
  "tidegate.initialize": { title: "Initialize…", icon: "new-file", palette: `${TRUSTED} && workspaceFolderCount > 0` },
  "tidegate.openConfig": { title: "Open tidegate.yaml", icon: "go-to-file", palette: "tidegate.found" },
  "tidegate.refresh": { title: "Refresh", icon: "refresh", palette: CONFIGURED },
  "tidegate.filter": { title: "Filter Environments…", icon: "filter", palette: CONFIGURED },
  "tidegate.clearFilter": { title: "Clear Filter", icon: "filter-filled", palette: "tidegate.filtered" },
  "tidegate.pin": { title: "Pin", icon: "pin", palette: HIDDEN },
  "tidegate.unpin": { title: "Unpin", icon: "pinned", palette: HIDDEN },
  "tidegate.deploy": { title: "Deploy Version…", icon: "rocket", palette: CONFIGURED },
  "tidegate.walkPath": { title: "Walk the Decision Path…", icon: "type-hierarchy", palette: CONFIGURED },
  "tidegate.restart": { title: "Restart…", icon: "debug-restart", palette: CONFIGURED },
  "tidegate.scale": { title: "Scale…", icon: "arrow-both", palette: CONFIGURED },
  "tidegate.pause": { title: "Pause Rollout…", icon: "debug-pause", palette: CONFIGURED },
  "tidegate.resume": { title: "Resume Rollout…", icon: "debug-continue", palette: CONFIGURED },
  "tidegate.history": { title: "History…", icon: "history", palette: CONFIGURED },
  "tidegate.rollBack": { title: "Roll Back…", icon: "discard", palette: CONFIGURED },
  "tidegate.showLogs": { title: "Show Logs…", icon: "output", palette: CONFIGURED },
  "tidegate.stopLogs": { title: "Stop Following Logs", icon: "debug-stop", palette: "tidegate.following" },
  "tidegate.showEvents": { title: "Show Events…", icon: "list-unordered", palette: CONFIGURED },
  "tidegate.openYaml": { title: "Open YAML…", icon: "file-code", palette: CONFIGURED },
  "tidegate.forwardPort": { title: "Forward Port…", icon: "plug", palette: CONFIGURED },
  "tidegate.stopForward": { title: "Stop Forwarding Port…", icon: "debug-disconnect", palette: "tidegate.forwarding" },
  "tidegate.copyName": { title: "Copy Name", palette: HIDDEN },
  "tidegate.copyImage": { title: "Copy Image", palette: HIDDEN },
  "tidegate.review": { title: "Review Approval…", icon: "eye", palette: "tidegate.waiting" },
  "tidegate.approve": { title: "Approve…", icon: "check", palette: "tidegate.waiting" },
  "tidegate.reject": { title: "Reject…", icon: "close", palette: "tidegate.waiting" },
  "tidegate.override": { title: "Override Approval…", icon: "unlock", palette: "tidegate.waiting" },
  "tidegate.withdraw": { title: "Withdraw…", icon: "discard", palette: "tidegate.running" },
  "tidegate.installPolicies": { title: "Install Approval Policies…", icon: "shield", palette: CONFIGURED },
  "tidegate.removePolicies": { title: "Remove Approval Policies…", palette: CONFIGURED },
  "tidegate.showRequest": { title: "Show Request…", icon: "eye", palette: "tidegate.requested" },
  "tidegate.openRequest": { title: "Open in Browser…", icon: "link-external", palette: "tidegate.requested" },
  "tidegate.approveRequest": { title: "Approve Request…", icon: "check", palette: "tidegate.requested" },
  "tidegate.rejectRequest": { title: "Reject Request…", icon: "close", palette: "tidegate.requested" },
  "tidegate.overrideRequest": { title: "Override Request…", icon: "unlock", palette: "tidegate.requested" },
  "tidegate.promoteRollout": { title: "Promote Rollout…", icon: "debug-continue", palette: "tidegate.requested" },
  "tidegate.abortRollout": { title: "Abort Rollout…", icon: "debug-stop", palette: "tidegate.requested" },
  "tidegate.syncApplication": { title: "Sync Application…", icon: "sync", palette: "tidegate.requested" },
  "tidegate.signInToGithub": { title: "Sign In to GitHub…", icon: "sign-in", palette: CONFIGURED },
  "tidegate.showRun": { title: "Show Run…", icon: "eye", palette: "tidegate.hasRuns" },
  "tidegate.openRunPanel": { title: "Open Run Panel…", icon: "type-hierarchy-sub", palette: "tidegate.hasRuns" },
  "tidegate.showGraph": { title: "Show Graph", icon: "type-hierarchy-sub", palette: GRAPH_FILE },
  "tidegate.walkGraph": {
    title: "Walk This Graph…",
    icon: "type-hierarchy-sub",
    palette: `${CONFIGURED} && ${GRAPH_FILE}`,
  },
  "tidegate.showDecisionPath": { title: "Show Decision Path", icon: "type-hierarchy-sub", palette: "true" },
  "tidegate.exportGraph": { title: "Export Graph…", icon: "export", palette: `activeWebviewPanelId == ${PANEL_TYPE}` },
  "tidegate.attest": { title: "Attest…", icon: "verified", palette: "tidegate.running" },
  "tidegate.recheck": { title: "Check Again", icon: "refresh", palette: "tidegate.running" },
  "tidegate.answer": { title: "Answer Question…", icon: "question", palette: "tidegate.running" },
  "tidegate.pauseRun": { title: "Pause Run…", icon: "debug-pause", palette: "tidegate.running" },
  "tidegate.resumeRun": { title: "Resume Run…", icon: "debug-continue", palette: "tidegate.running" },
  "tidegate.abortRun": { title: "Abort Run…", icon: "debug-stop", palette: "tidegate.running" },
  "tidegate.rollBackRun": { title: "Roll Back Run…", icon: "discard", palette: "tidegate.running" },
  "tidegate.checkReadiness": {
    title: "Check Readiness…",
    icon: "beaker",
    palette: `${TRUSTED} && workspaceFolderCount > 0`,
  },
  "tidegate.scaffold": { title: "Scaffold…", icon: "new-folder", palette: `${TRUSTED} && workspaceFolderCount > 0` },
  "tidegate.scaffoldWrite": { title: "Write Scaffolded Files", icon: "check", palette: PREVIEWING },
  "tidegate.scaffoldTakeAll": { title: "Take All", icon: "check-all", palette: PREVIEWING },
  "tidegate.scaffoldLeaveConflicts": { title: "Leave Conflicts", icon: "circle-slash", palette: PREVIEWING },
  "tidegate.scaffoldDiscard": { title: "Discard Scaffolding", icon: "close", palette: PREVIEWING },
  "tidegate.scaffoldCompare": { title: "Compare", icon: "diff", palette: HIDDEN },
  "tidegate.scaffoldTakeMine": { title: "Take Mine", icon: "account", palette: HIDDEN },
  "tidegate.scaffoldTakeGenerated": { title: "Take Generated", icon: "sparkle", palette: HIDDEN },
  "tidegate.scaffoldTakeBoth": { title: "Take Both With Markers", palette: HIDDEN },
  "tidegate.scaffoldLeave": { title: "Leave", palette: HIDDEN },
  "tidegate.showRule": { title: "Show Rule", palette: HIDDEN },
  "tidegate.checkFiles": { title: "Check Files", icon: "checklist", palette: `${TRUSTED} && workspaceFolderCount > 0` },
  "tidegate.assess": { title: "Refresh Readiness", icon: "refresh", palette: CONFIGURED },
  "tidegate.stopAssessing": { title: "Stop Assessing Readiness", icon: "debug-stop", palette: "tidegate.assessing" },
  "tidegate.chooseReadiness": { title: "Choose Environment…", icon: "server-environment", palette: HIDDEN },
  "tidegate.openReadiness": { title: "Open Readiness as Document", icon: "open-preview", palette: CONFIGURED },
  "tidegate.openEvidence": { title: "Open File", icon: "go-to-file", palette: HIDDEN },
  "tidegate.attestLine": { title: "Attest…", icon: "verified", palette: HIDDEN },
  "tidegate.compare": { title: "Compare Environments…", icon: "compare-changes", palette: CONFIGURED },
  "tidegate.startSandbox": { title: "Start Embedded Cluster", icon: "vm-running", palette: TRUSTED },
  "tidegate.stopSandbox": { title: "Stop Embedded Cluster", icon: "vm-outline", palette: "tidegate.sandbox" },
  "tidegate.showLog": { title: "Show Log", icon: "output", palette: "true" },
} as const satisfies Record<string, CommandSpec>;

export type CommandId = keyof typeof COMMANDS;
