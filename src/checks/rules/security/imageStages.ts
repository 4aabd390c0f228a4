import type { Place } from "../../../core/place.ts";
import type { Rule } from "../../rule.ts";
import { type Judged, verdictOfAll } from "../../verdict.ts";

/** What is called after a Dockerfile and tells of one is none. */
const DOCKERFILE = /(?:^|\/)(?:[^/]*Dockerfile(?:[.-](?!(?:md|txt|[^/]*dockerignore)$)[^/]*)?|Containerfile)$/u;
const FROM = /^[ \t]*FROM[ \t]/iu;
const RUN = /^[ \t]*RUN[ \t]/iu;

/** Images that something is run for are built in one stage and kept in another. Source: safety-handbook.md:1278. */
export const imageStages: Rule = ({ texts, unread }) => {
  const judged = [...texts].flatMap(([file, text]) => (DOCKERFILE.test(file) ? (judge(file, text) ?? []) : []));
  return verdictOfAll(
    { judged, unread: judged.length > 0 ? [] : unread.other },
    {
      things: "Dockerfiles",
      good: "Images are built in several stages.",
      mend: "Build in a first stage, and copy into the last one only what runs.",
    },
  );
};

/** Undefined for a file that begins no image, such as a template. */
function judge(file: string, text: string): Judged | undefined {
  const lines = text.split("\n");
  const first = lines.findIndex((line) => FROM.test(line));
  if (first < 0) return undefined;
  const place: Place = { file, line: first + 1 };
  const stages = lines.filter((line) => FROM.test(line)).length;
  if (stages > 1 || !lines.some((line) => RUN.test(line))) return { place };
  return { place, problem: "an image is built in a single stage, with all that building needed" };
}
