import type { Generator } from "../generator.ts";
import { GITLAB_PATH, gitlabModel } from "./gitlabModel.ts";

/** One pipeline that integrates changes and delivers them. None without applications. */
export const gitlabCiGenerator: Generator = (input, render) =>
  input.applications.length === 0
    ? []
    : [{ path: GITLAB_PATH, kind: "gitlab-ci", ...render("gitlab-ci/gitlab-ci.yml", "yaml", gitlabModel(input)) }];
