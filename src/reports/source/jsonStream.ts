import { ownText } from "../values/ownText.ts";
import { problem } from "./problem.ts";
import { endOfContainer } from "./jsonSkip.ts";
import { brokenJson, jsonNumber, jsonString } from "./jsonText.ts";

/** A value of JSON without parts. */
export type Scalar = string | number | boolean | null;

/** Takes the parts of a document that it wants; the rest is only checked. */
export interface JsonHandler {
  /** A member of the innermost object begins: whether its value is wanted. */
  key(name: string): boolean;
  /** An element of the innermost array begins: whether it is wanted. */
  element(): boolean;
  /** A wanted value without parts. Texts are cut to 4,096 characters. */
  scalar(value: Scalar): void;
  /** A wanted object or array begins. */
  open(isArray: boolean): void;
  /** The innermost wanted object or array ends. */
  close(): void;
}

const DEEPEST = 512;
const LONGEST_TEXT = 4096;
const LONGEST_NUMBER = 512;

const NEWLINE = 10;
const SPACE = 32;
const QUOTE = 34;
const COMMA = 44;
const MINUS = 45;
const ZERO = 48;
const NINE = 57;
const COLON = 58;
const OPEN_ARRAY = 91;
const BACKSLASH = 92;
const CLOSE_ARRAY = 93;
const LETTER_F = 102;
const LETTER_N = 110;
const LETTER_T = 116;
const LETTER_U = 117;
const OPEN_OBJECT = 123;
const CLOSE_OBJECT = 125;

/** What may come next. */
type Expects = "value" | "value or ]" | "key" | "key or }" | "colon" | "comma" | "nothing" | "rest of string";

/**
 * Reads JSON (RFC 8259) from pieces of text in memory that depends neither on its size nor on the length of its
 * strings, checks all of it, and makes values only of what the handler wants. It is looser than the standard where
 * nothing changes by it: line breaks and other control characters may stand in strings as they are.
 */
export class JsonStream {
  readonly #handler: JsonHandler;
  #expects: Expects = "value";
  #text = "";
  #at = 0;
  #rest = "";
  #line = 1;
  /** Newlines before this place, in `#text`, are in `#line`. */
  #counted = 0;
  /** Whether each open container is an array. */
  readonly #arrays: boolean[] = [];
  /** How many containers were open when an unwanted value began; 0 where all is wanted. One is added, so never 0. */
  #skipping = 0;
  /** The string that is being read: whether it is a key, and what of it is there. Undefined where it is not wanted. */
  #isKey = false;
  #string: string | undefined;
  #isEscaped = false;
  /** The first backslash in `#text` from where strings are read. */
  #backslash = -1;
  /** Names that came before, by length and first letter: a document has few, and they need not be made anew. */
  readonly #names: string[] = [];

  constructor(handler: JsonHandler) {
    this.#handler = handler;
  }

  /** The line of what was read last. */
  get line(): number {
    const upTo = this.#text.slice(0, this.#at);
    let line = this.#line;
    for (let at = upTo.indexOf("\n", this.#counted); at >= 0; at = upTo.indexOf("\n", at + 1)) line += 1;
    return line;
  }

  /** Throws a problem where this cannot be a part of JSON, and whatever the handler throws. */
  write(piece: string): void {
    this.#text = this.#rest === "" ? piece : [this.#rest, piece].join("");
    this.#at = 0;
    this.#counted = 0;
    this.#backslash = -1;
    if (piece.includes("\0")) throw brokenJson("zero bytes, as a disk leaves them that was not written to", this.#line);
    while (this.#at < this.#text.length && this.#step());
    this.#line = this.line;
    this.#rest = this.#text.slice(this.#at);
    this.#text = "";
    this.#at = 0;
    this.#counted = 0;
  }

  /** No more text comes. Throws a problem where the document is not complete. */
  end(): void {
    if (this.#expects === "nothing" && this.#rest === "") return;
    throw problem(
      "CutOff",
      "This report ends before its JSON does: it was cut off, or is still being written. Make it again.",
      this.#line,
    );
  }

  /** Reads the next part. Whether it was there whole. */
  #step(): boolean {
    if (this.#expects === "rest of string") return this.#readString();
    const text = this.#text;
    let at = this.#at;
    let code = text.charCodeAt(at);
    while (code === SPACE || code === NEWLINE || code === 13 || code === 9) {
      at += 1;
      code = text.charCodeAt(at);
    }
    this.#at = at;
    if (at >= text.length) return false;
    switch (this.#expects) {
      case "comma":
        return this.#afterValue(code);
      case "colon":
        return this.#colon(code);
      case "key":
      case "key or }":
        return this.#keyOrEnd(code);
      case "value":
      case "value or ]":
        return this.#value(code);
      case "nothing":
        throw brokenJson("something after its end", this.line);
    }
  }

  #afterValue(code: number): boolean {
    const isArray = this.#arrays[this.#arrays.length - 1] === true;
    if (code === COMMA) {
      this.#at += 1;
      this.#expects = isArray ? "value" : "key";
      return true;
    }
    if (code === (isArray ? CLOSE_ARRAY : CLOSE_OBJECT)) return this.#close();
    throw brokenJson(isArray ? "no comma between two elements" : "no comma between two members", this.line);
  }

  #colon(code: number): boolean {
    if (code !== COLON) throw brokenJson("no colon after a name", this.line);
    this.#at += 1;
    this.#expects = "value";
    return true;
  }

  #keyOrEnd(code: number): boolean {
    if (code === CLOSE_OBJECT && this.#expects === "key or }") return this.#close();
    if (code !== QUOTE) throw brokenJson("no name where a member begins", this.line);
    this.#beginString(true, this.#skipping === 0);
    return this.#readString();
  }

  #value(code: number): boolean {
    if (code === CLOSE_ARRAY && this.#expects === "value or ]") return this.#close();
    if (code === QUOTE) {
      this.#beginElement();
      this.#beginString(false, this.#skipping === 0);
      return this.#readString();
    }
    if (code === OPEN_OBJECT || code === OPEN_ARRAY) {
      this.#beginElement();
      return this.#open(code === OPEN_ARRAY);
    }
    if (code === MINUS || (code >= ZERO && code <= NINE)) return this.#number();
    return this.#literal(code);
  }

  /** Asks about an element of a wanted array; members were asked about with their key. */
  #beginElement(): void {
    if (this.#skipping > 0 || this.#arrays[this.#arrays.length - 1] !== true) return;
    if (!this.#handler.element()) this.#skipping = this.#arrays.length + 1;
  }

  #endValue(): void {
    const depth = this.#arrays.length;
    if (this.#skipping === depth + 1) this.#skipping = 0;
    if (depth > 0 && this.#text.charCodeAt(this.#at) === COMMA) {
      // The same as `#afterValue`, without another step: nearly always the comma follows at once.
      this.#at += 1;
      this.#expects = this.#arrays[depth - 1] === true ? "value" : "key";
    } else this.#expects = depth === 0 ? "nothing" : "comma";
  }

  #open(isArray: boolean): boolean {
    const end = this.#skipping === 0 ? -1 : endOfContainer(this.#text, this.#at);
    if (end >= 0) {
      this.#at = end;
      this.#endValue();
      return true;
    }
    if (this.#arrays.length >= DEEPEST) {
      throw problem("TooDeep", "This report nests values deeper than 512, which no tool writes.", this.line);
    }
    this.#at += 1;
    this.#arrays.push(isArray);
    this.#expects = isArray ? "value or ]" : "key or }";
    if (this.#skipping === 0) this.#handler.open(isArray);
    return true;
  }

  #close(): boolean {
    this.#at += 1;
    this.#arrays.pop();
    if (this.#skipping === 0) this.#handler.close();
    this.#endValue();
    return true;
  }

  #number(): boolean {
    const text = this.#text;
    let end = this.#at;
    let whole = 0;
    for (let code = text.charCodeAt(end); code >= ZERO && code <= NINE; code = text.charCodeAt(end)) {
      whole = whole * 10 + code - ZERO;
      end += 1;
    }
    const digits = end - this.#at;
    while (isNumberPart(text.charCodeAt(end))) end += 1;
    if (end - this.#at > LONGEST_NUMBER) throw brokenJson("a number of more than 500 digits", this.line);
    if (end >= text.length) return false;
    const isPlain = end - this.#at === digits && digits < 16 && (digits === 1 || text.charCodeAt(this.#at) !== ZERO);
    const value = isPlain ? whole : jsonNumber(text.slice(this.#at, end));
    if (value === undefined) throw brokenJson("a number that is none", this.line);
    return this.#scalar(value, end);
  }

  #literal(code: number): boolean {
    const word = code === LETTER_T ? "true" : code === LETTER_F ? "false" : "null";
    if (this.#text.startsWith(word, this.#at)) {
      return this.#scalar(code === LETTER_N ? null : code === LETTER_T, this.#at + word.length);
    }
    if (word.startsWith(this.#text.slice(this.#at, this.#at + word.length))) return false;
    throw brokenJson("something that is no value", this.line);
  }

  #scalar(value: Scalar, end: number): boolean {
    this.#beginElement();
    if (this.#skipping === 0) this.#handler.scalar(value);
    this.#at = end;
    this.#endValue();
    return true;
  }

  #beginString(isKey: boolean, isWanted: boolean): void {
    this.#at += 1;
    this.#isKey = isKey;
    this.#string = isWanted ? "" : undefined;
    this.#expects = "rest of string";
  }

  /** Reads on to the closing quote. */
  #readString(): boolean {
    const text = this.#text;
    const begin = this.#at;
    let quote = text.indexOf('"', begin);
    if (this.#nextBackslash(begin) < (quote < 0 ? text.length : quote)) quote = this.#quoteAfterEscapes(begin);
    const end = quote < 0 ? this.#wholeUntil(begin) : quote;
    if (this.#string !== undefined) this.#keep(begin, end);
    this.#at = end;
    if (quote < 0) return false;
    this.#at = end + 1;
    this.#endString();
    return true;
  }

  #nextBackslash(from: number): number {
    if (this.#backslash < from) {
      const at = this.#text.indexOf("\\", from);
      this.#backslash = at < 0 ? Number.POSITIVE_INFINITY : at;
    }
    return this.#backslash;
  }

  /** The quote that no escape belongs to; -1 where it is not there yet. */
  #quoteAfterEscapes(from: number): number {
    let at = from;
    let quote = this.#text.indexOf('"', at);
    for (;;) {
      if (quote >= 0 && quote < at) quote = this.#text.indexOf('"', at);
      const backslash = this.#nextBackslash(at);
      if (backslash >= (quote < 0 ? this.#text.length : quote)) return quote;
      at = this.#escape(backslash);
      if (at < 0) return -1;
    }
  }

  /** Up to where the string can be kept while it goes on: an escape may not have come whole. */
  #wholeUntil(begin: number): number {
    let at = begin;
    for (let backslash = this.#nextBackslash(at); backslash < this.#text.length; backslash = this.#nextBackslash(at)) {
      at = this.#escape(backslash);
      if (at < 0) return backslash;
    }
    return this.#text.length;
  }

  /** The place after an escape that begins here; -1 where it is not there whole. */
  #escape(at: number): number {
    const code = this.#text.charCodeAt(at + 1);
    const end = at + (code === LETTER_U ? 6 : 2);
    this.#isEscaped = true;
    if (end > this.#text.length) return -1;
    if (code === LETTER_U ? isHex(this.#text, at + 2, end) : isEscaped(code)) return end;
    this.#at = at;
    throw brokenJson("an escape that is none in a string", this.line);
  }

  #keep(from: number, end: number): void {
    const part = this.#string ?? "";
    if (part.length > LONGEST_TEXT) return;
    const more = this.#isKey ? this.#nameAt(from, end) : this.#text.slice(from, Math.min(end, from + LONGEST_TEXT + 1));
    this.#string = part === "" ? more : part + more;
  }

  #nameAt(from: number, end: number): string {
    const length = Math.min(end - from, LONGEST_TEXT + 1);
    if (length > 32) return this.#text.slice(from, from + length);
    const slot = (this.#text.charCodeAt(from) & 31) * 33 + length;
    const known = this.#names[slot];
    if (known?.length === length && this.#text.startsWith(known, from)) return known;
    const name = this.#text.slice(from, from + length);
    this.#names[slot] = name;
    return name;
  }

  #endString(): void {
    const raw = this.#string;
    const isPlain = raw === undefined || (!this.#isEscaped && raw.length <= LONGEST_TEXT);
    const value = isPlain ? raw : jsonString(raw, LONGEST_TEXT);
    this.#string = undefined;
    this.#isEscaped = false;
    if (!this.#isKey) {
      if (value !== undefined) this.#handler.scalar(ownText(value));
      this.#endValue();
      return;
    }
    if (this.#text.charCodeAt(this.#at) === COLON) {
      this.#at += 1;
      this.#expects = "value";
    } else this.#expects = "colon";
    if (value !== undefined && !this.#handler.key(value)) this.#skipping = this.#arrays.length + 1;
  }
}

function isNumberPart(code: number): boolean {
  return (code >= ZERO && code <= NINE) || code === 46 || code === 101 || code === 69 || code === 43 || code === MINUS;
}

/** One of `"\/bfnrt`. */
function isEscaped(code: number): boolean {
  return (
    code === QUOTE ||
    code === BACKSLASH ||
    code === 47 ||
    code === 98 ||
    code === 102 ||
    code === 110 ||
    code === 114 ||
    code === 116
  );
}

function isHex(text: string, from: number, end: number): boolean {
  for (let at = from; at < end; at += 1) {
    const code = text.charCodeAt(at);
    const letter = code | 32;
    if ((code < ZERO || code > NINE) && (letter < 97 || letter > 102)) return false;
  }
  return true;
}
