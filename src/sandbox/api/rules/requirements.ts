import { badRequest } from "../status.ts";
import { keyTrouble, valueTrouble } from "./validateLabels.ts";

/** One condition of a label selector. */
export interface Requirement {
  readonly key: string;
  readonly operator: "Exists" | "DoesNotExist" | "in" | "notin" | "=" | "==" | "!=" | ">" | "<";
  readonly values: readonly string[];
}

/** Symbols, and runs of what is neither a symbol nor blank; the longest symbol first. */
const TOKEN = /==|!=|[=!(),<>]|[^=!(),<>\s]+/g;
const SYMBOL = /^[=!(),<>]/;
const OPERATORS: ReadonlySet<string> = new Set(["in", "notin", "=", "==", "!=", ">", "<"]);

/** Reads `app=web,tier in (a,b),!legacy,age>3`. Throws a 400 in the real server's words where it cannot. */
export function parseRequirements(text: string): Requirement[] {
  const tokens = new Tokens(text.match(TOKEN) ?? []);
  const requirements: Requirement[] = [];
  if (tokens.next === "") return requirements;
  if (!tokens.isWord() && tokens.next !== "!") throw refusal(tokens.next, "!, identifier, or 'end of string'");
  for (;;) {
    requirements.push(readRequirement(tokens));
    const after = tokens.take();
    if (after === "") return requirements;
    if (after !== ",") throw refusal(after, "',' or 'end of string'");
    if (!tokens.isWord() && tokens.next !== "!") throw refusal(tokens.next, "identifier after ','");
  }
}

/** `""` stands for the end. */
class Tokens {
  readonly #tokens: readonly string[];
  #at = 0;

  constructor(tokens: readonly string[]) {
    this.#tokens = tokens;
  }

  get next(): string {
    return this.#tokens[this.#at] ?? "";
  }

  take(): string {
    const token = this.next;
    this.#at += 1;
    return token;
  }

  isWord(): boolean {
    return this.next !== "" && !SYMBOL.test(this.next);
  }
}

function refusal(found: string, expected: string, inside = ""): Error {
  return badRequest(`${inside}found '${found}', expected: ${expected}`);
}

const INSIDE = "unable to parse requirement: ";

function readRequirement(tokens: Tokens): Requirement {
  const isAbsent = tokens.next === "!";
  if (isAbsent) tokens.take();
  if (!tokens.isWord()) throw refusal(tokens.next, "identifier", INSIDE);
  const key = tokens.take();
  refuse("<nil>", key, keyTrouble(key));
  if (isAbsent) return { key, operator: "DoesNotExist", values: [] };
  if (tokens.next === "" || tokens.next === ",") return { key, operator: "Exists", values: [] };
  const operator = tokens.take();
  if (!isOperator(operator)) throw refusal(operator, "in, notin, =, ==, !=, gt, lt", INSIDE);
  const values = operator === "in" || operator === "notin" ? readList(tokens) : [readValue(tokens)];
  for (const [index, value] of values.entries()) {
    if (operator === ">" || operator === "<") {
      const why = "for 'Gt', 'Lt' operators, the value must be an integer";
      refuse(`values[${index}]`, value, /^[+-]?\d+$/.test(value) ? undefined : why);
    } else refuse(`values[${index}][${key}]`, value, valueTrouble(value));
  }
  return { key, operator, values };
}

function isOperator(text: string): text is Requirement["operator"] {
  return OPERATORS.has(text);
}

function refuse(field: string, value: string, why: string | undefined): void {
  if (why !== undefined) throw badRequest(`${INSIDE}${field}: Invalid value: ${JSON.stringify(value)}: ${why}`);
}

function readValue(tokens: Tokens): string {
  if (tokens.next === "" || tokens.next === ",") return "";
  if (!tokens.isWord()) throw refusal(tokens.next, "identifier", INSIDE);
  return tokens.take();
}

/** `(a,b)`; nothing between two commas is the empty value. */
function readList(tokens: Tokens): string[] {
  const opening = tokens.take();
  if (opening !== "(") throw badRequest(`${INSIDE}found '${opening}' expected: '('`);
  const values: string[] = [];
  for (;;) {
    values.push(tokens.isWord() ? tokens.take() : "");
    const after = tokens.take();
    if (after === ")") return values;
    if (after !== ",") throw refusal(after, "',' or ')'", INSIDE);
  }
}
