import type { KubeObject } from "../../read/manifests.ts";
import type { Rule } from "../../rule.ts";
import { listAt, textAt, textsAt } from "../../../core/read/value.ts";
import { type Judged, verdictOfAll } from "../../verdict.ts";
import { each } from "../../words.ts";

const GROUP = "rbac.authorization.k8s.io";
/** Verbs by which a role can be widened. */
const WIDENING = new Set(["escalate", "bind", "impersonate"]);
/** Subjects that are everybody, or above every rule. */
const TOO_MANY = new Set(["system:anonymous", "system:unauthenticated", "system:authenticated", "system:masters"]);

/** Roles name what they allow, and no binding makes somebody an administrator of the whole cluster. */
export const rbac: Rule = (workspace) => {
  const judged = workspace.objects
    .filter((one) => one.group === GROUP)
    .flatMap((object): readonly Judged[] => {
      if (object.kind === "Role" || object.kind === "ClusterRole") return [roleState(object)];
      const binding = object.kind === "RoleBinding" || object.kind === "ClusterRoleBinding";
      return binding ? [{ place: object.place(), problem: bindingProblem(object) }] : [];
    });
  return verdictOfAll(
    { judged, unread: workspace.unread.manifests },
    {
      things: "Roles and bindings in manifests",
      good: `${each(judged.length, "role or binding", "roles and bindings")} names what it allows.`,
      mend: "Name the resources and verbs that are needed.",
    },
  );
};

function roleState(object: KubeObject): Judged {
  const rules = listAt(object.value, "rules");
  for (const [index, rule] of rules.entries()) {
    const place = object.place("rules", index);
    const starred = ["verbs", "resources", "apiGroups", "nonResourceURLs"].find((key) =>
      listAt(rule, key).includes("*"),
    );
    if (starred !== undefined) return { place, problem: `${object.kind} ${object.name} allows all ${starred}` };
    const widening = textsAt(rule, "verbs").find((verb) => WIDENING.has(verb));
    if (widening !== undefined) return { place, problem: `${object.kind} ${object.name} allows ${widening}` };
  }
  return { place: object.place() };
}

function bindingProblem({ kind, name, value }: KubeObject): string | undefined {
  if (textAt(value, "roleRef", "name") === "cluster-admin") return `${kind} ${name} gives away cluster-admin`;
  const all = listAt(value, "subjects").map((subject) => textAt(subject, "name") ?? "");
  const many = all.find((subject) => TOO_MANY.has(subject));
  return many === undefined ? undefined : `${kind} ${name} is for ${many}`;
}
