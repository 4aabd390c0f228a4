/** A statement of a Gradle script in Groovy or Kotlin, without comments. */
export interface GradleStatement {
  readonly text: string;
  /** Where it begins, from 1. */
  readonly line: number;
  /** The headers of the blocks it stands in, the outermost first, such as `["subprojects", "dependencies"]`. */
  readonly blocks: readonly string[];
}

/** Blocks deeper than this are read as if they stood in the one above: no build is written like that. */
const DEEPEST = 40;

/** What is left of a longer statement: no setting is that long. */
const LONGEST_STATEMENT = 2000;

/** What stands at a place and is read as one: a comment, a string, spaces, a bracket, any other character. */
const TOKEN =
  /\/\/[^\n]*|\/\*[\s\S]*?(?:\*\/|$)|"""[\s\S]*?(?:"""|$)|'''[\s\S]*?(?:'''|$)|"(?:[^"\\\n]|\\.)*"?|'(?:[^'\\\n]|\\.)*'?|[ \t\r]+|[^"'/ \t\r\n{}()[\];]+|[\s\S]/gu;

/** What goes on in the next line. */
const GOES_ON = /[=,+.&|?:]/u;

/** The statements of a script, in order; a block's header is one, too. Linear in the text, never throws. */
export function gradleStatements(script: string): readonly GradleStatement[] {
  const reader = new StatementReader();
  for (const [token] of script.matchAll(TOKEN)) reader.take(token);
  reader.end();
  return reader.statements;
}

class StatementReader {
  readonly statements: GradleStatement[] = [];
  #line = 1;
  #start = 1;
  #text = "";
  /** The last character that is no space. */
  #last = "";
  /** Round and square brackets that are open in the statement. */
  #depth = 0;
  readonly #outer: { readonly blocks: readonly string[]; readonly depth: number }[] = [];
  #blocks: readonly string[] = [];

  take(token: string): void {
    const isComment = token.startsWith("//") || token.startsWith("/*");
    if (token === "{") this.#open();
    else if (token === "}") this.#close();
    else if (token === "\n" || token === ";") this.#breakLine(token);
    else if (!isComment) this.#add(token);
    this.#line += linesIn(token);
  }

  end(): void {
    const text = this.#text.trim();
    if (text !== "") this.statements.push({ text, line: this.#start, blocks: this.#blocks });
    this.#text = "";
    this.#last = "";
  }

  #add(token: string): void {
    if (this.#text === "" && token.trim() === "") return;
    if (this.#text === "") this.#start = this.#line;
    if (token === "(" || token === "[") this.#depth += 1;
    else if (token === ")" || token === "]") this.#depth = Math.max(0, this.#depth - 1);
    const isSpace = token.trim() === "";
    if (this.#text.length < LONGEST_STATEMENT && !(isSpace && this.#text.endsWith(" "))) {
      this.#text += isSpace ? " " : token.slice(0, LONGEST_STATEMENT);
    }
    if (!isSpace) this.#last = token.slice(-1);
  }

  #breakLine(token: string): void {
    const goesOn = token === "\n" && (this.#depth > 0 || GOES_ON.test(this.#last));
    if (goesOn) this.#add(" ");
    else this.end();
  }

  #open(): void {
    const header = this.#text.trim();
    this.end();
    this.#outer.push({ blocks: this.#blocks, depth: this.#depth });
    if (this.#blocks.length < DEEPEST) this.#blocks = [...this.#blocks, header];
    this.#depth = 0;
  }

  #close(): void {
    this.end();
    const outer = this.#outer.pop();
    this.#blocks = outer?.blocks ?? [];
    this.#depth = outer?.depth ?? 0;
  }
}

function linesIn(token: string): number {
  let lines = 0;
  for (let at = token.indexOf("\n"); at !== -1; at = token.indexOf("\n", at + 1)) lines += 1;
  return lines;
}
