import {
  type Context,
  type Emitter,
  type Liquid,
  type Parser,
  Tag,
  type TagToken,
  type Template,
  type TopLevelToken,
} from "liquidjs";
import type { GeneratedBlock } from "../generate/generated.ts";
import type { Rendered } from "./render.ts";

/** Marks in rendered text, from the private use area: taken out again with the places they stood at. */
const BEGIN = "\uE000";
const NAMED = "\uE001";
const END = "\uE002";
const MARKS = /[\uE000-\uE002]/gu;
const MARK = /\uE000([a-z0-9/-]*)\uE001|\uE002/gu;

/** A value without what would be taken for a mark. */
export function clean(value: unknown): unknown {
  return typeof value === "string" ? value.replace(MARKS, "") : value;
}

/** `{% rule "dockerfile/numeric-user" %} … {% endrule %}`: the lines within stand there for that rule. */
export class RuleTag extends Tag {
  readonly #rule: string;
  readonly #templates: Template[] = [];

  constructor(token: TagToken, remaining: TopLevelToken[], liquid: Liquid, parser: Parser) {
    super(token, remaining, liquid);
    const named = /^\s*"([a-z0-9-]+\/[a-z0-9-]+)"\s*$/u.exec(token.args);
    if (named?.[1] === undefined) throw new Error(`rule needs the id of a rule in quotes, not ${token.args}`);
    this.#rule = named[1];
    const stream = parser
      .parseStream(remaining)
      .on("tag:endrule", () => stream.stop())
      .on("template", (template: Template) => this.#templates.push(template))
      .on("end", () => {
        throw new Error(`rule ${token.args} is not closed by endrule`);
      });
    stream.start();
  }

  *render(context: Context, emitter: Emitter): Generator<unknown, void> {
    emitter.write(`${BEGIN}${this.#rule}${NAMED}`);
    yield this.liquid.renderer.renderTemplates(this.#templates, context, emitter);
    emitter.write(END);
  }
}

/** Takes the marks out of a rendered text and tells the lines that stood between them. */
export function takeBlocks(marked: string): Rendered {
  const open: { rule: string; from: number; order: number }[] = [];
  const blocks: (GeneratedBlock & { order: number })[] = [];
  let text = "";
  let last = 0;
  let order = 0;
  for (const mark of marked.matchAll(MARK)) {
    text += marked.slice(last, mark.index);
    last = mark.index + mark[0].length;
    if (mark[1] !== undefined) open.push({ rule: mark[1], from: text.length, order: order++ });
    else {
      const begun = open.pop();
      const lines = begun && linesOf(text, begun.from);
      if (begun && lines) blocks.push({ rule: begun.rule, ...lines, order: begun.order });
    }
  }
  text += marked.slice(last);
  const sorted = blocks.toSorted((a, b) => a.order - b.order);
  return { text, blocks: sorted.map(({ rule, from, to }) => ({ rule, from, to })) };
}

/** The lines that were written since a place; undefined where there are none. */
function linesOf(text: string, start: number): { from: number; to: number } | undefined {
  const within = text.slice(start);
  if (within.trim() === "") return undefined;
  const from = lineBreaks(text.slice(0, start)) + 1;
  const ended = within.endsWith("\n") ? within.slice(0, -1) : within;
  return { from, to: from + lineBreaks(ended) };
}

function lineBreaks(text: string): number {
  return text.split("\n").length - 1;
}
