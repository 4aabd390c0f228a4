import { problem } from "./problem.ts";
import { broken, LONGEST_REFERENCE, resolveReferences } from "./xmlText.ts";
import { skipSpace, UNFINISHED, XmlTag } from "./xmlTag.ts";

/** What XML 1.0 allows nowhere, not even as a reference. */
// oxlint-disable-next-line no-control-regex -- these are what is looked for
const FORBIDDEN = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/u;
const DEEPEST = 256;
/** Characters: a message in an attribute may be long, but memory is not for one tag. */
const LONGEST_TAG = 2 * 1024 * 1024;

const SLASH = 47;
const BANG = 33;
const QUESTION = 63;
const COMMENT = "<!--";
const CDATA = "<![CDATA[";
const DOCTYPE = "<!DOCTYPE";

/** Takes the elements of a document as they come. Tags hold only during the call. */
export interface XmlHandler {
  open(tag: XmlTag): void;
  /** Also called for an element that closes itself. */
  close(name: string): void;
  /** A part of the text that stands in the innermost open element; only while `wantsText`. */
  text(part: string): void;
  readonly wantsText: boolean;
}

/** What the next characters belong to, and what ends it. */
type Within = "content" | "-->" | "]]>" | "?>";

/**
 * Reads XML from pieces of text, in memory that does not depend on its size, and refuses what is not well-formed.
 * Declares nothing, expands nothing, fetches nothing: a document type with declarations of its own is refused.
 * It is looser than the standard where counts cannot change: which characters names have, where `]]>` stands.
 */
export class XmlStream {
  readonly #handler: XmlHandler;
  readonly #tag: XmlTag;
  readonly #open: string[] = [];
  #within: Within = "content";
  #text = "";
  /** What of the last piece is not read yet. */
  #rest = "";
  #line = 1;
  /** Newlines up to here, in `#text`, are in `#line`. */
  #counted = 0;
  /** What is being read, in `#text`. */
  #at = 0;
  /** The first ampersand from `#at` on. */
  #ampersand = -1;
  #rootSeen = false;

  constructor(handler: XmlHandler) {
    this.#handler = handler;
    this.#tag = new XmlTag(() => this.#lineAt(this.#at));
  }

  /** Throws a problem where this cannot be a part of well-formed XML, and whatever the handler throws. */
  write(piece: string): void {
    this.#text = [this.#rest, piece].join("");
    this.#at = 0;
    this.#counted = 0;
    this.#ampersand = -2;
    this.#refuseForbidden(piece);
    while (this.#at < this.#text.length) {
      const next = this.#within === "content" ? this.#content() : this.#enclosed(this.#within);
      if (next < 0) break;
      this.#at = next;
    }
    this.#lineAt(this.#at);
    this.#rest = this.#text.slice(this.#at);
    if (this.#rest.length > LONGEST_TAG) {
      throw problem("TooLarge", "This report has a tag of more than 2 MB, which no test tool writes.", this.#line);
    }
  }

  /** No more text comes. Throws a problem where the document is not complete. */
  end(): void {
    const innermost = this.#open.at(-1);
    if (innermost !== undefined) {
      throw problem(
        "CutOff",
        `This report ends before its <${innermost.slice(0, 80)}> does. It was cut off, or is still being written; make it again.`,
        this.#line,
      );
    }
    if (this.#rest !== "" || this.#within !== "content") throw broken("markup that does not end", this.#line);
    if (!this.#rootSeen) throw problem("Empty", "This report has no content. Make it again.", this.#line);
  }

  /** Reads text up to the next markup, or markup. */
  #content(): number {
    const less = this.#text.indexOf("<", this.#at);
    if (less === this.#at) return this.#markup();
    const end = less < 0 ? this.#endOfWholeText() : less;
    if (end === this.#at) return UNFINISHED;
    this.#passText(end);
    return end;
  }

  /** Where text ends that is not followed by markup yet: before a reference that has not come whole. */
  #endOfWholeText(): number {
    const { length } = this.#text;
    const ampersand = this.#text.lastIndexOf("&");
    const isCut = ampersand >= Math.max(this.#at, length - LONGEST_REFERENCE);
    return isCut && !this.#text.includes(";", ampersand) ? ampersand : length;
  }

  #passText(end: number): void {
    if (this.#open.length === 0) {
      if (skipSpace(this.#text, this.#at) < end) throw broken("text outside of its element", this.#lineAt(this.#at));
      return;
    }
    if (this.#ampersand < this.#at && this.#ampersand !== -1) this.#ampersand = this.#text.indexOf("&", this.#at);
    const hasReference = this.#ampersand >= 0 && this.#ampersand < end;
    if (!hasReference && !this.#handler.wantsText) return;
    const raw = this.#text.slice(this.#at, end);
    const text = hasReference ? resolveReferences(raw, this.#tag.line) : raw;
    if (this.#handler.wantsText) this.#handler.text(text);
  }

  #markup(): number {
    const code = this.#text.charCodeAt(this.#at + 1);
    if (code === SLASH) return this.#closeTag();
    if (code === BANG) return this.#declaration();
    if (code === QUESTION) return this.#enter("?>", 2);
    return this.#at + 1 < this.#text.length ? this.#openTag() : UNFINISHED;
  }

  #openTag(): number {
    const tag = this.#tag;
    const next = tag.parse(this.#text, this.#at);
    if (next < 0) return UNFINISHED;
    if (this.#open.length === 0) {
      if (this.#rootSeen) throw broken("more than one root element", this.#lineAt(this.#at));
      this.#rootSeen = true;
    }
    const { name, selfClosing } = tag;
    if (this.#open.length >= DEEPEST) {
      throw problem("TooDeep", "This report nests elements deeper than 256, which no tool writes.", tag.line());
    }
    this.#handler.open(tag);
    if (selfClosing) this.#handler.close(name);
    else this.#open.push(name);
    return next;
  }

  #closeTag(): number {
    const greater = this.#text.indexOf(">", this.#at);
    if (greater < 0) return UNFINISHED;
    const name = this.#open.pop();
    const begin = this.#at + 2;
    if (name === undefined || !this.#text.startsWith(name, begin)) throw this.#notClosed(name);
    if (skipSpace(this.#text, begin + name.length) !== greater) throw this.#notClosed(name);
    this.#handler.close(name);
    return greater + 1;
  }

  #notClosed(name: string | undefined): Error {
    const what = name === undefined ? "an end tag too many" : `another end tag where <${name.slice(0, 80)}> should end`;
    return broken(what, this.#lineAt(this.#at));
  }

  #declaration(): number {
    const text = this.#text;
    if (text.startsWith(COMMENT, this.#at)) return this.#enter("-->", COMMENT.length);
    if (text.startsWith(CDATA, this.#at)) {
      if (this.#open.length === 0) throw broken("text outside of its element", this.#lineAt(this.#at));
      return this.#enter("]]>", CDATA.length);
    }
    if (text.startsWith(DOCTYPE, this.#at)) return this.#documentType();
    const begun = text.slice(this.#at, this.#at + CDATA.length);
    if ([COMMENT, CDATA, DOCTYPE].some((mark) => mark.startsWith(begun))) return UNFINISHED;
    throw broken("a declaration outside of a document type", this.#lineAt(this.#at));
  }

  /** One that only names where its declarations lie is passed over: nothing is fetched, and entities stay unknown. */
  #documentType(): number {
    const greater = this.#text.indexOf(">", this.#at);
    const bracket = this.#text.indexOf("[", this.#at);
    if (bracket >= 0 && (greater < 0 || bracket < greater)) {
      throw problem(
        "Entities",
        "This report declares things in its document type, and such declarations are not read: they can hide or " +
          "multiply what a report says. Have the tool write plain XML.",
        this.#lineAt(this.#at),
      );
    }
    if (greater < 0) return UNFINISHED;
    if (this.#rootSeen) throw broken("a document type after its root element", this.#lineAt(this.#at));
    return greater + 1;
  }

  #enter(within: Within, length: number): number {
    this.#within = within;
    return this.#at + length;
  }

  /** Within something that only a mark ends. */
  #enclosed(mark: string): number {
    const end = this.#text.indexOf(mark, this.#at);
    const until = end < 0 ? Math.max(this.#at, this.#text.length - mark.length + 1) : end;
    if (mark === "]]>" && until > this.#at && this.#handler.wantsText) {
      this.#handler.text(this.#text.slice(this.#at, until));
    }
    if (end >= 0) {
      this.#within = "content";
      return end + mark.length;
    }
    return until > this.#at ? until : UNFINISHED;
  }

  #refuseForbidden(piece: string): void {
    const at = piece.search(FORBIDDEN);
    if (at >= 0) throw broken("a character that XML does not allow", this.#lineAt(this.#rest.length + at));
  }

  /** The line of a place in `#text` that is not before one asked for earlier. */
  #lineAt(place: number): number {
    let line = this.#line;
    let from = this.#counted;
    for (let at = this.#text.indexOf("\n", from); at >= 0 && at < place; at = this.#text.indexOf("\n", from)) {
      line += 1;
      from = at + 1;
    }
    this.#line = line;
    this.#counted = Math.max(from, Math.min(place, this.#text.length));
    return line;
  }
}
