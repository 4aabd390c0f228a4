import { broken, resolveReferences } from "./xmlText.ts";

const TAB = 9;
const NEWLINE = 10;
const RETURN = 13;
const SPACE = 32;
const QUOTE = 34;
const APOSTROPHE = 39;
const SLASH = 47;
const LESS = 60;
const EQUALS = 61;
const GREATER = 62;

/** The end of the text was met within the tag. */
export const UNFINISHED = -1;

/** A start tag. One object is used again for every tag: what it says holds until the reader goes on. */
export class XmlTag {
  name = "";
  /** `<a/>`. */
  selfClosing = false;
  /** Where in the document, from 1. */
  line: () => number;

  #text = "";
  /** Begin and end of the name, begin and end of the value, for each attribute. */
  readonly #places: number[] = [];
  #used = 0;
  /** The last name of each length: nearly all tags have the same few names, and a text need not be made anew. */
  readonly #names: string[] = [];

  constructor(line: () => number) {
    this.line = line;
  }

  /** The value of an attribute, references replaced. Throws a problem where it is there twice. */
  attribute(name: string): string | undefined {
    let found = -1;
    const places = this.#places;
    for (let index = 0; index < this.#used; index += 4) {
      const from = places[index] ?? 0;
      if ((places[index + 1] ?? 0) - from !== name.length || !this.#text.startsWith(name, from)) continue;
      if (found >= 0) throw broken("an attribute twice in one tag", this.line());
      found = index;
    }
    if (found < 0) return undefined;
    return resolveReferences(this.#text.slice(places[found + 2], places[found + 3]), this.line);
  }

  /** Reads the tag whose `<` is at `from`. The place after its `>`, or `UNFINISHED`. Throws a problem where it is none. */
  parse(text: string, from: number): number {
    this.#text = text;
    this.#used = 0;
    const nameEnd = endOfName(text, from + 1);
    if (nameEnd >= text.length) return UNFINISHED;
    if (nameEnd === from + 1) throw broken("a < that begins no tag", this.line());
    this.name = this.#nameAt(from + 1, nameEnd);
    const less = text.indexOf("<", nameEnd);
    return this.#parseAttributes(nameEnd, less < 0 ? text.length : less);
  }

  #nameAt(from: number, end: number): string {
    const known = this.#names[end - from];
    if (known !== undefined && this.#text.startsWith(known, from)) return known;
    const name = this.#text.slice(from, end);
    if (name.length <= 64) this.#names[name.length] = name;
    return name;
  }

  /** `less` is where the next `<` is: no value may go beyond it. */
  #parseAttributes(from: number, less: number): number {
    const text = this.#text;
    let at = from;
    for (;;) {
      const begin = skipSpace(text, at);
      if (begin >= text.length) return UNFINISHED;
      const code = text.charCodeAt(begin);
      if (code === GREATER || code === SLASH) return this.#close(begin, code === SLASH);
      if (begin === at) throw broken("attributes without a space between them", this.line());
      at = this.#parseAttribute(begin, less);
      if (at < 0) return UNFINISHED;
    }
  }

  #close(at: number, selfClosing: boolean): number {
    this.selfClosing = selfClosing;
    if (!selfClosing) return at + 1;
    if (at + 1 >= this.#text.length) return UNFINISHED;
    if (this.#text.charCodeAt(at + 1) !== GREATER) throw broken("a slash within a tag", this.line());
    return at + 2;
  }

  #parseAttribute(nameBegin: number, less: number): number {
    const text = this.#text;
    const nameEnd = endOfName(text, nameBegin);
    const equals = skipSpace(text, nameEnd);
    if (equals >= text.length) return UNFINISHED;
    if (nameEnd === nameBegin || text.charCodeAt(equals) !== EQUALS) {
      throw broken("an attribute without a value", this.line());
    }
    const open = skipSpace(text, equals + 1);
    if (open >= text.length) return UNFINISHED;
    const quote = text.charCodeAt(open);
    if (quote !== QUOTE && quote !== APOSTROPHE) throw broken("a value without quotes", this.line());
    const end = text.indexOf(quote === QUOTE ? '"' : "'", open + 1);
    if (end > less || (end < 0 && less < text.length)) throw broken("a < within a value", this.line());
    if (end < 0) return UNFINISHED;
    const places = this.#places;
    const used = this.#used;
    places[used] = nameBegin;
    places[used + 1] = nameEnd;
    places[used + 2] = open + 1;
    places[used + 3] = end;
    this.#used = used + 4;
    return end + 1;
  }
}

function endOfName(text: string, from: number): number {
  let at = from;
  while (at < text.length && isNamePart(text.charCodeAt(at))) at += 1;
  return at;
}

/** Generous: anything but what has a meaning of its own in a tag. */
function isNamePart(code: number): boolean {
  return (
    code > SPACE &&
    code !== EQUALS &&
    code !== GREATER &&
    code !== SLASH &&
    code !== QUOTE &&
    code !== APOSTROPHE &&
    code !== LESS
  );
}

/** Where what is not white begins. */
export function skipSpace(text: string, from: number): number {
  let at = from;
  for (let code = text.charCodeAt(at); isSpace(code); code = text.charCodeAt(at)) at += 1;
  return at;
}

function isSpace(code: number): boolean {
  return code === SPACE || code === NEWLINE || code === TAB || code === RETURN;
}
