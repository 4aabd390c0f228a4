import { type Block, literalText } from "../../read/terraform.ts";
import type { Workspace } from "../../workspace.ts";

/** Terraform resources whose type matches. */
export function resources({ terraform }: Workspace, pattern: RegExp): readonly Block[] {
  return terraform.filter((block) => block.type === "resource" && pattern.test(block.labels[0] ?? ""));
}

/** A block as people call it: `aws_lb.web`. */
export function blockName(block: Block): string {
  return block.type === "resource" ? block.labels.join(".") : [block.type, ...block.labels].join(" ");
}

/** An attribute's text, written out or not; undefined where it is not there. */
export function attributeText(block: Block, name: string): string | undefined {
  return block.attributes.get(name)?.text;
}

/** An attribute that is written out; undefined where it is missing or has to be worked out. */
export function literal(block: Block, name: string): string | undefined {
  return literalText(block.attributes.get(name));
}

/** The blocks inside a block, by their type. */
export function inner(block: Block, type: string): readonly Block[] {
  return block.blocks.filter((one) => one.type === type);
}

/** Everything that is written in a block, for rules that look for a word. */
export function allText(block: Block): string {
  const own = [...block.attributes].map(([name, attribute]) => `${name} = ${attribute.text}`);
  return [...own, ...block.blocks.map((one) => `${one.type} ${allText(one)}`)].join("\n");
}
