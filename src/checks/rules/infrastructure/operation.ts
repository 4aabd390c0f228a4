import type { Block } from "../../read/terraform.ts";
import type { Rule } from "../../rule.ts";
import { type Judged, verdictOfAll, verdictOfAny } from "../../verdict.ts";
import { resourcePlaces } from "../signs.ts";
import { allText, blockName, inner, literal, resources } from "./resources.ts";
import { each } from "../../words.ts";

/** Where each kind of group keeps its bounds. */
const BOUNDS: Readonly<Record<string, (block: Block) => readonly [string | undefined, string | undefined]>> = {
  aws_autoscaling_group: (block) => [literal(block, "min_size"), literal(block, "max_size")],
  aws_eks_node_group: (block) => nested(block, "scaling_config", "min_size", "max_size"),
  aws_appautoscaling_target: (block) => [literal(block, "min_capacity"), literal(block, "max_capacity")],
  google_container_node_pool: (block) => nested(block, "autoscaling", "min_node_count", "max_node_count"),
  google_compute_autoscaler: (block) => nested(block, "autoscaling_policy", "min_replicas", "max_replicas"),
  azurerm_kubernetes_cluster_node_pool: (block) => [literal(block, "min_count"), literal(block, "max_count")],
};

function nested(
  block: Block,
  type: string,
  least: string,
  most: string,
): readonly [string | undefined, string | undefined] {
  const [found] = inner(block, type);
  return found === undefined ? [undefined, undefined] : [literal(found, least), literal(found, most)];
}

/** Groups have room to grow. */
export const autoscaling: Rule = (workspace) => {
  const judged = resources(workspace, /^/u).flatMap((block): readonly Judged[] => {
    const [type = ""] = block.labels;
    const bounds = Object.hasOwn(BOUNDS, type) ? BOUNDS[type] : undefined;
    if (bounds === undefined) return [];
    const [least, most] = bounds(block);
    const name = blockName(block);
    if (least === undefined || most === undefined)
      return [{ place: block.place, doubt: `${name} has bounds that are set elsewhere` }];
    const fixed = Number(most) <= Number(least);
    return [
      { place: block.place, problem: fixed ? `${name} cannot grow: its bounds are ${least} and ${most}` : undefined },
    ];
  });
  return verdictOfAll(
    { judged, unread: workspace.unread.terraform },
    {
      things: "scaling groups and node pools in Terraform",
      good: `${each(judged.length, "group")} can grow.`,
      mend: "Raise its maximum.",
    },
  );
};

const POLICIES =
  /^(?:aws_iam_(?:policy|role_policy|user_policy|group_policy)|aws_s3_bucket_policy|google_project_iam_(?:member|binding)|azurerm_role_assignment|aws_iam_\w*policy_attachment)$/u;
const ADMINISTRATOR = /AdministratorAccess|roles\/(?:owner|editor)\b|role_definition_name = "(?:Owner|Contributor)"/u;
const EVERY_ACTION = /"?\b(?:Action|actions)\b"?\s*[:=]\s*\[?\s*"(?:\*|\*:\*)"/u;

/** No policy allows everything. */
export const iam: Rule = (workspace) => {
  const documents = workspace.terraform.filter(
    (block) => block.type === "data" && block.labels[0] === "aws_iam_policy_document",
  );
  const judged = [...resources(workspace, POLICIES), ...documents].map((block): Judged => {
    const text = allText(block);
    const statements = inner(block, "statement").filter((one) => (literal(one, "effect") ?? "Allow") === "Allow");
    const starred =
      statements.some((one) => EVERY_ACTION.test(allText(one))) || (statements.length === 0 && EVERY_ACTION.test(text));
    const name = blockName(block);
    if (ADMINISTRATOR.test(text)) return { place: block.place, problem: `${name} makes an administrator` };
    return { place: block.place, problem: starred ? `${name} allows every action` : undefined };
  });
  return verdictOfAll(
    { judged, unread: workspace.unread.terraform },
    {
      things: "policies and role bindings in Terraform",
      good: `None of ${judged.length} policies allows everything.`,
      mend: "Name the actions.",
    },
  );
};

/** Alarms and logs are made together with what they are about. */
export const monitoring: Rule = (workspace) =>
  verdictOfAny(
    {
      found: resourcePlaces(
        workspace,
        /^(?:aws_cloudwatch_(?:metric_alarm|log_group|dashboard|composite_alarm)|aws_flow_log|google_monitoring_\w+|google_logging_\w+|azurerm_monitor_\w+|azurerm_log_analytics_workspace|datadog_monitor\w*|grafana_\w+)$/u,
      ),
      unread: workspace.unread.terraform,
    },
    { things: "alarms and log groups in Terraform", good: "Infrastructure is watched." },
  );
