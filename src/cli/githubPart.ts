import type { Github, GithubPlace } from "../core/ports/github.ts";
import type { ReadGitOrigin } from "../core/ports/gitOrigin.ts";

/** GitHub, for the commands that ask it. */
export interface GithubPart {
  /** A server of somebody's own, as `GH_HOST` names it. */
  readonly host: string | undefined;
  readonly originOf: (folder: string) => ReadGitOrigin;
  /** Undefined where the environment holds no token for the place. */
  readonly open: (place: GithubPlace) => Github | undefined;
}
