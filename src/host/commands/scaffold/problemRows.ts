import type { Evidence } from "../../../scaffold/facts/fact.ts";
import type { Problem } from "../../../scaffold/facts/detection.ts";
import { placeText } from "../../../core/place.ts";
import { plain } from "../../text/plain.ts";

/** A problem as an entry of a list: what is wrong, then why and what to do. */
export interface ProblemRow {
  readonly label: string;
  readonly description: string;
  readonly detail?: string;
  readonly place: Evidence | undefined;
}

/** The first sentence is the entry's name; the rest stands under it. */
export function problemRow({ message, evidence }: Problem): ProblemRow {
  const [place] = evidence;
  const end = /[.;:] (?=\S)/u.exec(message)?.index;
  const first = end === undefined ? message : message.slice(0, end + 1);
  const rest = message.slice(first.length).trim();
  return {
    label: `$(warning) ${plain(first, 300)}`,
    description: place === undefined ? "" : plain(placeText(place)),
    ...(rest === "" ? {} : { detail: plain(rest, 400) }),
    place,
  };
}
