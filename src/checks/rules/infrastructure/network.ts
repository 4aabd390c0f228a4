import type { Block } from "../../read/terraform.ts";
import type { Rule } from "../../rule.ts";
import { type Judged, verdictOfAll, verdictOfAny } from "../../verdict.ts";
import { resourcePlaces } from "../signs.ts";
import { allText, attributeText, blockName, inner, literal, resources } from "./resources.ts";
import { each } from "../../words.ts";

const EVERYBODY = /"(?:0\.0\.0\.0\/0|::\/0|\*|Internet|Any)"/u;
const WEB = new Set(["80", "443"]);

/** Nothing but web ports is open to everybody. */
export const openIngress: Rule = (workspace) => {
  const judged = workspace.terraform.flatMap(rulesOf);
  return verdictOfAll(
    { judged, unread: workspace.unread.terraform },
    {
      things: "security groups and firewall rules in Terraform",
      good: `None of ${judged.length} rules opens more than ports 80 and 443 to everybody.`,
      mend: "Name the networks that need it.",
    },
  );
};

function rulesOf(block: Block): readonly Judged[] {
  if (block.type !== "resource") return [];
  const [type = ""] = block.labels;
  const name = blockName(block);
  switch (type) {
    case "aws_security_group":
    case "aws_default_security_group":
      if (attributeText(block, "ingress") !== undefined)
        return [{ place: block.place, doubt: `${name} has its rules as a list` }];
      return [
        { place: block.place },
        ...inner(block, "ingress").map((rule) => portState(rule, name, "from_port", "to_port")),
      ];
    case "aws_security_group_rule":
      return literal(block, "type") === "egress" ? [] : [portState(block, name, "from_port", "to_port")];
    case "aws_vpc_security_group_ingress_rule":
      return [portState(block, name, "from_port", "to_port")];
    case "google_compute_firewall":
      if (literal(block, "direction") === "EGRESS") return [];
      return inner(block, "allow").map((allow) => portListState(block, allow, name));
    case "azurerm_network_security_rule":
      return [azureState(block, name)];
    case "azurerm_network_security_group":
      return [{ place: block.place }, ...inner(block, "security_rule").map((rule) => azureState(rule, name))];
    default:
      return [];
  }
}

function portState(rule: Block, name: string, from: string, to: string): Judged {
  const { place } = rule;
  if (!EVERYBODY.test(allText(rule))) return { place };
  const [first, last] = [literal(rule, from), literal(rule, to)];
  if (literal(rule, "protocol") === "-1" || literal(rule, "ip_protocol") === "-1") {
    return { place, problem: `${name} opens every port to everybody` };
  }
  if (first === undefined || last === undefined)
    return { place, doubt: `${name} opens ports to everybody that are set elsewhere` };
  const web = first === last && WEB.has(first);
  const ports = first === last ? `port ${first}` : `ports ${first} to ${last}`;
  return { place, problem: web ? undefined : `${name} opens ${ports} to everybody` };
}

function portListState(firewall: Block, allow: Block, name: string): Judged {
  const { place } = allow;
  if (!EVERYBODY.test(attributeText(firewall, "source_ranges") ?? '"0.0.0.0/0"')) return { place };
  const ports = attributeText(allow, "ports");
  if (ports === undefined) return { place, problem: `${name} opens every port to everybody` };
  const named = [...ports.matchAll(/"([^"]*)"/gu)].map(([, port = ""]) => port);
  if (named.length === 0) return { place, doubt: `${name} opens ports to everybody that are set elsewhere` };
  const bad = named.find((port) => !WEB.has(port));
  return { place, problem: bad === undefined ? undefined : `${name} opens port ${bad} to everybody` };
}

function azureState(rule: Block, name: string): Judged {
  const { place } = rule;
  const incoming = literal(rule, "direction") === "Inbound" && literal(rule, "access") === "Allow";
  const source = `${attributeText(rule, "source_address_prefix") ?? ""} ${attributeText(rule, "source_address_prefixes") ?? ""}`;
  if (!incoming || !EVERYBODY.test(source)) return { place };
  const ports = `${attributeText(rule, "destination_port_range") ?? ""} ${attributeText(rule, "destination_port_ranges") ?? ""}`;
  const named = [...ports.matchAll(/"([^"]*)"/gu)].map(([, port = ""]) => port);
  if (named.length === 0) return { place, doubt: `${name} opens ports to everybody that are set elsewhere` };
  const bad = named.find((port) => !WEB.has(port));
  return { place, problem: bad === undefined ? undefined : `${name} opens port ${bad} to everybody` };
}

/** Networks and their walls are code. */
export const network: Rule = (workspace) =>
  verdictOfAny(
    {
      found: resourcePlaces(
        workspace,
        /^(?:aws_(?:vpc|subnet|security_group|network_acl)|google_compute_(?:network|subnetwork|firewall)|azurerm_(?:virtual_network|subnet|network_security_group))$/u,
      ),
      unread: workspace.unread.terraform,
    },
    { things: "networks, subnets and security groups in Terraform", good: "Networks and their rules are code." },
  );

/** Load balancers end TLS, and ask their targets for their health. */
export const loadBalancer: Rule = (workspace) => {
  const listeners = resources(workspace, /^(?:aws_(?:lb|alb)_listener)$/u).map((block): Judged => {
    const protocol = literal(block, "protocol") ?? "HTTP";
    const safe = ["HTTPS", "TLS"].includes(protocol) || /redirect/u.test(allText(block));
    return { place: block.place, problem: safe ? undefined : `${blockName(block)} listens to ${protocol} without TLS` };
  });
  const targets = resources(workspace, /^aws_(?:lb|alb)_target_group$/u).map((block): Judged => {
    const asked = inner(block, "health_check").length > 0;
    return { place: block.place, problem: asked ? undefined : `${blockName(block)} has no health check` };
  });
  const others = resources(
    workspace,
    /^(?:google_compute_(?:target_https_proxy|region_target_https_proxy)|azurerm_application_gateway|digitalocean_loadbalancer)$/u,
  ).map((block): Judged => ({ place: block.place }));
  const judged = [...listeners, ...targets, ...others];
  return verdictOfAll(
    { judged, unread: workspace.unread.terraform },
    {
      things: "load balancers in Terraform",
      good: `${each(judged.length, "listener or target group", "listeners and target groups")} has TLS or a health check.`,
      mend: "Listen to HTTPS, and add a health_check.",
    },
  );
};

/** Something near the reader caches. */
export const cdn: Rule = (workspace) =>
  verdictOfAny(
    {
      found: resourcePlaces(
        workspace,
        /^(?:aws_cloudfront_distribution|google_compute_backend_bucket|azurerm_cdn_\w+|azurerm_frontdoor\w*|fastly_service_\w+|aws_elasticache_\w+|google_redis_instance|azurerm_redis_cache)$/u,
      ),
      unread: workspace.unread.terraform,
    },
    { things: "content delivery and caches in Terraform", good: "A CDN or a cache is configured." },
  );
