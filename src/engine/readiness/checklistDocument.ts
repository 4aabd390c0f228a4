import { escapeMarkdown } from "../../base/escapeMarkdown.ts";
import type { AssessedCheck, AssessedLine, AssessedList, Count, LineState } from "../../core/checklists/assess.ts";
import type { Evidence } from "../../core/evidence/evidence.ts";
import { measureText } from "../../core/evidence/measureText.ts";
import type { Assessment } from "./assessEnvironment.ts";

/** What a document says beside what was found: in the reader's language, its times in the reader's zone. */
export interface DocumentWords {
  readonly met: string;
  readonly missing: string;
  readonly open: string;
  readonly counted: (count: Count) => string;
  readonly seenAt: (ms: number) => string;
  readonly attested: (name: string, until: number) => string;
}

const MARKS: Readonly<Record<LineState, string>> = { met: "✓", missing: "✗", open: "○" };

/** An assessment as Markdown, with the evidence below each line. What comes from outside is escaped. */
export function checklistDocument({ application, environment, lists }: Assessment, words: DocumentWords): string {
  const title = `# ${e(application)} → ${e(environment)}`;
  return `${[title, ...lists.map((list) => listText(list, words))].join("\n\n")}\n`;
}

function listText({ list, groups, count }: AssessedList, words: DocumentWords): string {
  const parts = groups.map(({ group, lines, count: own }) => {
    const heading = `### ${e(group.label)} (${own.met}/${own.total})`;
    return [heading, lines.map((line) => lineText(line, words)).join("\n")].join("\n\n");
  });
  return [`## ${e(list.title)}`, `${e(list.when)} ${words.counted(count)}`, ...parts].join("\n\n");
}

function lineText({ line, state, checks }: AssessedLine, words: DocumentWords): string {
  const head = `- ${MARKS[state]} **${e(line.label)}** (${words[state]}; ${e(line.source)})`;
  return [head, ...checks.map((check) => checkText(check, words))].join("\n");
}

function checkText({ label, state, sentence, evidence }: AssessedCheck, words: DocumentWords): string {
  const said = [e(sentence), ...(evidence === undefined ? [] : evidenceParts(evidence, words))];
  // Some sentences begin with what they are about.
  const about = sentence.startsWith(`${label}:`) ? "" : `${e(label)}: `;
  return `  - ${MARKS[state]} ${about}${said.join(" ")}`;
}

function evidenceParts(
  { measure, places = [], source, collectedAt, attested }: Evidence,
  words: DocumentWords,
): string[] {
  const shown = places.slice(0, 3).map(({ path, line }) => (line === undefined ? path : `${path}:${line}`));
  const parts = [
    ...(measure === undefined ? [] : [`${e(measureText(measure))}.`]),
    ...(shown.length === 0 ? [] : [`${shown.map((one) => code(one)).join(", ")}.`]),
    `*${e(source)}, ${e(words.seenAt(collectedAt))}.*`,
  ];
  return attested === undefined ? parts : [...parts, e(words.attested(attested.by.name, attested.expiresAt))];
}

/** Backticks cannot be escaped inside of code. */
function code(text: string): string {
  return `\`${text.replaceAll(/[`\r\n]/gu, "")}\``;
}

const e = escapeMarkdown;
