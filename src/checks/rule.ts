import type { Finding } from "../core/gates/finding.ts";
import type { Workspace } from "./workspace.ts";

/** What one check makes of the workspace. Pure; never throws, whatever the files hold. */
export type Rule = (workspace: Workspace) => Finding;
