import type { Block } from "../../read/terraform.ts";
import type { Rule } from "../../rule.ts";
import { type Judged, verdictOfAll } from "../../verdict.ts";
import { resourcePlaces } from "../signs.ts";
import { allText, blockName, inner, literal, resources } from "./resources.ts";
import { each } from "../../words.ts";

/** What must be true for data in a resource to be encrypted. `platform`: the cloud always encrypts it. */
const ENCRYPTION: Readonly<Record<string, string>> = {
  aws_db_instance: "storage_encrypted",
  aws_rds_cluster: "storage_encrypted",
  aws_ebs_volume: "encrypted",
  aws_efs_file_system: "encrypted",
  aws_docdb_cluster: "storage_encrypted",
  aws_neptune_cluster: "storage_encrypted",
  aws_redshift_cluster: "encrypted",
  aws_elasticache_replication_group: "at_rest_encryption_enabled",
  aws_s3_bucket: "platform",
  aws_dynamodb_table: "platform",
  google_sql_database_instance: "platform",
  google_storage_bucket: "platform",
  google_compute_disk: "platform",
  azurerm_storage_account: "platform",
  azurerm_postgresql_flexible_server: "platform",
  azurerm_mssql_database: "platform",
  azurerm_managed_disk: "platform",
};

/** Whatever keeps data keeps it encrypted. */
export const encryption: Rule = (workspace) => {
  const judged = resources(workspace, /^/u).flatMap((block): readonly Judged[] => {
    const setting = ENCRYPTION[block.labels[0] ?? ""];
    return setting === undefined ? [] : [{ place: block.place, ...encryptionState(block, setting) }];
  });
  return verdictOfAll(
    { judged, unread: workspace.unread.terraform },
    {
      things: "databases, disks and buckets in Terraform",
      good: `${each(judged.length, "store")} is encrypted at rest.`,
      mend: "Switch encryption on; it often means making the store anew.",
    },
  );
};

function encryptionState(block: Block, setting: string): Pick<Judged, "problem" | "doubt"> {
  if (setting === "platform") return {};
  const attribute = block.attributes.get(setting);
  if (attribute === undefined) return { problem: `${blockName(block)} does not set ${setting}` };
  const value = literal(block, setting);
  if (value === "true") return {};
  if (value === undefined) return { doubt: `${blockName(block)} takes ${setting} from elsewhere` };
  return { problem: `${blockName(block)} has ${setting} switched off` };
}

/** The handbook's retention (safety-handbook.md:846), in days. */
const DAYS = 30;
const DATABASES =
  /^(?:aws_db_instance|aws_rds_cluster|aws_docdb_cluster|google_sql_database_instance|azurerm_(?:postgresql|mysql)_flexible_server)$/u;
const PLANS = /^(?:aws_backup_plan|azurerm_backup_policy_\w+|google_backup_dr_backup_plan)$/u;

/** Databases keep backups of 30 days, by themselves or by a plan. */
export const backups: Rule = (workspace) => {
  const plans = resourcePlaces(workspace, PLANS);
  const judged = resources(workspace, DATABASES).map((block): Judged => ({
    place: block.place,
    ...backupState(block, plans.length > 0),
  }));
  return verdictOfAll(
    { judged: [...judged, ...plans.map((place) => ({ place }))], unread: workspace.unread.terraform },
    {
      things: "databases and backup plans in Terraform",
      good: `${each(judged.length, "database")} keeps backups for ${DAYS} days or is in a plan.`,
      mend: `Keep them for ${DAYS} days.`,
    },
  );
};

function backupState(block: Block, planned: boolean): Pick<Judged, "problem" | "doubt"> {
  const name = blockName(block);
  const days = ["backup_retention_period", "backup_retention_days", "retained_backups"].find((key) =>
    allText(block).includes(`${key} =`),
  );
  if (days === undefined) return planned ? {} : { problem: `${name} sets no retention of backups` };
  const value = literalBelow(block, days);
  if (value === undefined) return { doubt: `${name} takes ${days} from elsewhere` };
  if (Number(value) >= DAYS || planned) return {};
  return { problem: `${name} keeps backups for ${value} d, under ${DAYS} d` };
}

function literalBelow(block: Block, name: string): string | undefined {
  if (block.attributes.has(name)) return literal(block, name);
  const below = block.blocks.find((one) => allText(one).includes(`${name} =`));
  return below === undefined ? undefined : literalBelow(below, name);
}

const ZONED: Readonly<Record<string, (block: Block) => boolean | undefined>> = {
  aws_db_instance: (block) => flag(block, "multi_az"),
  aws_rds_cluster: (block) => listed(block, "availability_zones") ?? true,
  aws_elasticache_replication_group: (block) => flag(block, "multi_az_enabled"),
  aws_autoscaling_group: (block) => listed(block, "vpc_zone_identifier") ?? listed(block, "availability_zones"),
  aws_lb: (block) => (inner(block, "subnet_mapping").length > 1 ? true : listed(block, "subnets")),
  aws_eks_node_group: (block) => listed(block, "subnet_ids"),
  google_container_cluster: (block) =>
    block.attributes.has("node_locations") ? listed(block, "node_locations") : isRegion(block),
  google_sql_database_instance: (block) =>
    /availability_type\s*=\s*"REGIONAL"/u.test(allText(block)) ? true : undefined,
  azurerm_kubernetes_cluster: (block) => (/\b(?:availability_)?zones\s*=/u.test(allText(block)) ? true : undefined),
};

/** What should stand in several zones does. */
export const zones: Rule = (workspace) => {
  const judged = resources(workspace, /^/u).flatMap((block): readonly Judged[] => {
    const [type = ""] = block.labels;
    const rule = Object.hasOwn(ZONED, type) ? ZONED[type] : undefined;
    if (rule === undefined) return [];
    const several = rule(block);
    const name = blockName(block);
    return [
      {
        place: block.place,
        problem: several === false ? `${name} stands in one zone` : undefined,
        doubt: several === undefined ? `${name} does not say how many zones it stands in` : undefined,
      },
    ];
  });
  return verdictOfAll(
    { judged, unread: workspace.unread.terraform },
    {
      things: "databases, groups, clusters and balancers in Terraform",
      good: `${each(judged.length, "part")} stands in several zones.`,
      mend: "Give it at least two zones.",
    },
  );
};

/** False where it is not there: these settings are off unless they are switched on. */
function flag(block: Block, name: string): boolean | undefined {
  if (!block.attributes.has(name)) return false;
  const value = literal(block, name);
  return value === undefined ? undefined : value === "true";
}

/** Whether a list has several entries; undefined where it is missing or comes from elsewhere. */
function listed(block: Block, name: string): boolean | undefined {
  const text = block.attributes.get(name)?.text.trim();
  if (text === undefined || !text.startsWith("["))
    return text !== undefined && /\[\*\]|subnets|zones/u.test(text) ? true : undefined;
  return text.split(",").filter((one) => /[\w"]/u.test(one)).length > 1;
}

function isRegion(block: Block): boolean | undefined {
  const location = literal(block, "location");
  return location === undefined ? undefined : !/-[a-z]$/u.test(location);
}
