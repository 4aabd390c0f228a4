import { type Container, containerName, type Workload } from "../../read/workloads.ts";
import type { Rule } from "../../rule.ts";
import { at, numberAt, textsAt } from "../../../core/read/value.ts";
import { type Judged, verdictOfAll, type Words } from "../../verdict.ts";
import type { Workspace } from "../../workspace.ts";
import { each } from "../../words.ts";

type Problem = (workload: Workload, container: Container) => string | undefined;

/** No container runs as root. The container's own setting wins over the pod's. */
export const nonRoot: Rule = (workspace) =>
  everyContainer(workspace, rootProblem, {
    good: "runs as a user that is not root",
    mend: "Set runAsNonRoot: true and a numeric runAsUser.",
  });

function rootProblem({ pod }: Workload, { value }: Container): string | undefined {
  const setting = (key: string): unknown => at(value, "securityContext", key) ?? at(pod, "securityContext", key);
  if (setting("runAsUser") === 0) return "runs as root";
  const user = numberAt({ user: setting("runAsUser") }, "user");
  const safe = setting("runAsNonRoot") === true || (user !== undefined && user > 0);
  return safe ? undefined : "may run as root";
}

/** No container can gain privileges. */
export const privileges: Rule = (workspace) =>
  everyContainer(workspace, privilegeProblem, {
    good: "has no privileges",
    mend: "Set allowPrivilegeEscalation: false and drop all capabilities.",
  });

function privilegeProblem({ pod }: Workload, { value }: Container): string | undefined {
  const context = at(value, "securityContext");
  const host = ["hostNetwork", "hostPID", "hostIPC"].find((key) => at(pod, key) === true);
  if (host !== undefined) return `shares its node's namespace by ${host}`;
  if (at(context, "privileged") === true) return "is privileged";
  if (at(context, "allowPrivilegeEscalation") !== false) return "may gain privileges";
  const added = textsAt(context, "capabilities", "add").filter((name) => name !== "NET_BIND_SERVICE");
  if (added.length > 0) return `adds the capability ${added[0]}`;
  const dropped = textsAt(context, "capabilities", "drop").some((name) => name.toUpperCase() === "ALL");
  return dropped ? undefined : "does not drop all capabilities";
}

/** No container can change its own image's files. */
export const readOnlyRoot: Rule = (workspace) =>
  everyContainer(
    workspace,
    (_, { value }) =>
      at(value, "securityContext", "readOnlyRootFilesystem") === true ? undefined : "can write its root file system",
    {
      good: "has a read-only root file system",
      mend: "Set readOnlyRootFilesystem: true and mount what must be written.",
    },
  );

function everyContainer(workspace: Workspace, problemOf: Problem, words: Pick<Words, "good" | "mend">) {
  const judged = workspace.workloads.flatMap((workload) =>
    workload.containers.map((container): Judged => {
      const problem = problemOf(workload, container);
      const said = problem === undefined ? undefined : `${containerName(workload, container)} ${problem}`;
      return { place: container.place("securityContext"), problem: said };
    }),
  );
  return verdictOfAll(
    { judged, unread: workspace.unread.manifests },
    { things: "containers in manifests", good: `${each(judged.length, "container")} ${words.good}.`, mend: words.mend },
  );
}
