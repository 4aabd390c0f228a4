import type { Place } from "../../core/place.ts";

/** A block of Terraform's language: `resource "aws_lb" "web" { ... }`. */
export interface Block {
  readonly type: string;
  readonly labels: readonly string[];
  readonly place: Place;
  readonly attributes: ReadonlyMap<string, Attribute>;
  readonly blocks: readonly Block[];
}

/** An attribute's expression as it is written. */
export interface Attribute {
  readonly text: string;
  readonly place: Place;
}

/** The blocks of a file, or a clause that says why it could not be read. */
export type TerraformFile =
  | { readonly ok: true; readonly blocks: readonly Block[]; readonly attributes: ReadonlyMap<string, Attribute> }
  | { readonly ok: false; readonly why: string };

/** How deeply blocks may be nested. */
const DEEPEST = 24;

/**
 * Reads the block structure of Terraform (HCL native syntax): blocks, labels and attributes with their lines.
 * Expressions are kept as text and are not evaluated. In doubt it says that the file could not be read. Never throws.
 */
export function readTerraform(file: string, text: string): TerraformFile {
  const scanner = new Scanner(file, text);
  try {
    const body = scanner.body(0);
    return { ok: true, ...body };
  } catch (error) {
    if (!(error instanceof NotUnderstood)) throw error;
    return { ok: false, why: `line ${scanner.line()} was not understood` };
  }
}

/** A text that is written out in full; undefined where it has to be worked out. */
export function literalText(attribute: Attribute | undefined): string | undefined {
  const text = attribute?.text.trim() ?? "";
  if (/^(?:true|false|-?\d+(?:\.\d+)?)$/u.test(text)) return text;
  const quoted = /^"((?:[^"\\$%]|\\.|[$%](?!\{))*)"$/su.exec(text);
  return quoted?.[1];
}

class NotUnderstood extends Error {}

interface Body {
  readonly blocks: readonly Block[];
  readonly attributes: ReadonlyMap<string, Attribute>;
}

const SPACE = /(?:\s+|#[^\n]*|\/\/[^\n]*|\/\*[\s\S]*?\*\/)*/uy;
const INLINE_SPACE = /(?:[^\S\n]+|\/\*[^\n]*?\*\/)*/uy;
const NAME = /[\p{L}_][\p{L}\p{N}_-]*/uy;
const LABEL = /"((?:[^"\\\n]|\\.)*)"/uy;
const HEREDOC = /<<-?([\p{L}_][\p{L}\p{N}_-]*)[^\S\n]*\r?\n/uy;
const PLAIN = /[^"{}()[\]\n#/<]+/uy;
const LINE_COMMENT = /(?:#|\/\/)[^\n]*/uy;
const BLOCK_COMMENT = /\/\*[\s\S]*?\*\//uy;

class Scanner {
  readonly #file: string;
  readonly #text: string;
  #index = 0;

  constructor(file: string, text: string) {
    this.#file = file;
    this.#text = text;
  }

  /** The line where the scanner stands, from 1. */
  line(): number {
    return this.#lineAt(this.#index);
  }

  /** Attributes and blocks up to the closing brace, or to the end at depth 0. */
  body(depth: number): Body {
    if (depth > DEEPEST) throw new NotUnderstood();
    const blocks: Block[] = [];
    const attributes = new Map<string, Attribute>();
    for (;;) {
      this.#take(SPACE);
      if (this.#index >= this.#text.length && depth === 0) return { blocks, attributes };
      if (depth > 0 && this.#skip("}")) return { blocks, attributes };
      const place = { file: this.#file, line: this.line() };
      const name = this.#need(NAME);
      this.#take(INLINE_SPACE);
      if (this.#text[this.#index] === "=" && this.#text[this.#index + 1] !== "=") {
        this.#index += 1;
        attributes.set(name, { text: this.#expression(), place });
      } else blocks.push(this.#block(name, place, depth));
    }
  }

  #block(type: string, place: Place, depth: number): Block {
    const labels: string[] = [];
    while (!this.#skip("{")) {
      const quoted = this.#take(LABEL);
      labels.push(quoted === undefined ? this.#need(NAME) : quoted.slice(1, -1));
      this.#take(INLINE_SPACE);
    }
    return { type, labels, place, ...this.body(depth + 1) };
  }

  /** The text up to the end of the line, beyond it while brackets are open, or up to the brace that ends the block. */
  #expression(): string {
    const start = this.#index;
    let open = 0;
    while (this.#index < this.#text.length) {
      const character = this.#text[this.#index] ?? "";
      if (open === 0 && (character === "\n" || character === "}")) break;
      if (this.#quotedOrComment(character)) continue;
      if ("{([".includes(character)) open += 1;
      if ("})]".includes(character)) open -= 1;
      if (open < 0) throw new NotUnderstood();
      if (this.#take(PLAIN) === undefined) this.#index += 1;
    }
    if (open > 0) throw new NotUnderstood();
    const text = this.#text.slice(start, this.#index).trim();
    if (text === "") throw new NotUnderstood();
    return text;
  }

  #quotedOrComment(character: string): boolean {
    if (character === '"') this.#quoted();
    else if (character === "<") return this.#heredoc();
    else if (character === "#" || character === "/") {
      return (this.#take(LINE_COMMENT) ?? this.#take(BLOCK_COMMENT)) !== undefined;
    } else return false;
    return true;
  }

  /** A text in quotes, with what is put into it. */
  #quoted(depth = 0): void {
    if (depth > DEEPEST) throw new NotUnderstood();
    this.#index += 1;
    while (this.#index < this.#text.length) {
      const two = this.#text.slice(this.#index, this.#index + 2);
      if (two.startsWith('"')) {
        this.#index += 1;
        return;
      }
      if (two.startsWith("\n")) throw new NotUnderstood();
      const skipped = two.startsWith("\\") || two === "$$" || two === "%%";
      this.#index += skipped || two === "${" || two === "%{" ? 2 : 1;
      if (two === "${" || two === "%{") this.#inserted(depth);
    }
    throw new NotUnderstood();
  }

  /** An expression inside of a text, up to its closing brace; it may hold texts again. */
  #inserted(depth: number): void {
    for (let open = 1; open > 0;) {
      const character = this.#text[this.#index];
      if (character === undefined) throw new NotUnderstood();
      if (character === '"') {
        this.#quoted(depth + 1);
        continue;
      }
      if (character === "{") open += 1;
      if (character === "}") open -= 1;
      this.#index += 1;
    }
  }

  #heredoc(): boolean {
    HEREDOC.lastIndex = this.#index;
    const found = HEREDOC.exec(this.#text);
    if (found === null) return false;
    const end = new RegExp(String.raw`^[^\S\n]*${found[1]}[^\S\n]*\r?$`, "mu");
    const rest = this.#text.slice(HEREDOC.lastIndex);
    const at = end.exec(rest);
    if (at === null) throw new NotUnderstood();
    this.#index = HEREDOC.lastIndex + at.index + at[0].length;
    return true;
  }

  #take(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#index;
    const found = pattern.exec(this.#text)?.[0];
    if (found === undefined) return undefined;
    this.#index += found.length;
    return found;
  }

  #need(pattern: RegExp): string {
    const found = this.#take(pattern);
    if (found === undefined) throw new NotUnderstood();
    return found;
  }

  #skip(character: string): boolean {
    if (this.#text[this.#index] !== character) return false;
    this.#index += 1;
    return true;
  }

  #lines: readonly number[] | undefined;

  #lineAt(index: number): number {
    this.#lines ??= [...this.#text.matchAll(/\n/gu)].map((one) => one.index);
    const lines = this.#lines;
    let [low, high] = [0, lines.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((lines[middle] ?? 0) < index) low = middle + 1;
      else high = middle;
    }
    return low + 1;
  }
}
