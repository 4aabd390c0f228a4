import { SaxesParser } from "saxes";

/** An element of an XML text. Names are without their prefix. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlElement[];
  /** Its own text, trimmed. */
  readonly text: string;
  /** From 1. */
  readonly line: number;
}

const DEEPEST = 200;

interface Open extends XmlElement {
  readonly children: Open[];
  text: string;
}

/** Reads XML into its root element; undefined where it is broken. Reads no other file, whatever it names. Never throws. */
export function readXml(text: string): XmlElement | undefined {
  const parser = new SaxesParser({ position: true, xmlns: false });
  const document: Open = { name: "", attributes: {}, children: [], text: "", line: 1 };
  const open: Open[] = [document];
  let broken = false;
  parser.on("error", () => {
    broken = true;
  });
  parser.on("opentag", ({ name, attributes }) => {
    const element: Open = {
      name: local(name),
      attributes: { ...attributes },
      children: [],
      text: "",
      line: parser.line,
    };
    if (open.length > DEEPEST) broken = true;
    else open.at(-1)?.children.push(element);
    open.push(element);
  });
  const addText = (part: string): void => {
    const element = open.at(-1);
    if (element !== undefined) element.text += part;
  };
  parser.on("text", addText);
  parser.on("cdata", addText);
  parser.on("closetag", () => {
    const element = open.pop();
    if (element !== undefined) element.text = element.text.trim();
  });
  try {
    parser.write(text).close();
  } catch {
    return undefined;
  }
  return broken ? undefined : document.children[0];
}

/** The elements that a path of names leads to. */
export function elementsAt(element: XmlElement | undefined, ...path: readonly string[]): readonly XmlElement[] {
  let found = element === undefined ? [] : [element];
  for (const step of path) found = found.flatMap(({ children }) => children.filter(({ name }) => name === step));
  return found;
}

/** The text of the first element that a path of names leads to; undefined where there is none or it is empty. */
export function elementText(element: XmlElement | undefined, ...path: readonly string[]): string | undefined {
  return elementsAt(element, ...path).find(({ text }) => text !== "")?.text;
}

function local(name: string): string {
  return name.slice(name.indexOf(":") + 1);
}
