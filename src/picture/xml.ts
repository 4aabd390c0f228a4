import { plainText } from "./plainText.ts";

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** A text from outside as XML character data or attribute value: it can end or begin nothing. */
export function xmlText(text: string): string {
  return plainText(text).replaceAll(/[&<>"']/gu, (sign) => ENTITIES[sign] ?? "");
}

/** Attributes with names and values of our own making. */
export function element(
  name: string,
  attributes: Readonly<Record<string, string | number | undefined>>,
  content = "",
): string {
  const list = Object.entries(attributes).flatMap(([key, value]) =>
    value === undefined ? [] : [` ${key}="${xmlText(typeof value === "number" ? tenths(value) : value)}"`],
  );
  return content === "" ? `<${name}${list.join("")}/>` : `<${name}${list.join("")}>${content}</${name}>`;
}

function tenths(value: number): string {
  return String(Math.round(value * 10) / 10);
}
