const MOST_LINES = 6;
const MOST_CHARACTERS = 800;
/** What terminals make colours of, and move with. */
// oxlint-disable-next-line no-control-regex -- these are the control characters that are taken out
const CONTROL = /\u001B\[[0-9;?]*[A-Za-z]|[\u0000-\u0008\u000B-\u001F\u007F]/gu;

/** Lines of a stack, and what runtimes add of themselves: the reason stands above. */
const NOISE = /^(?:at .+[:)]|Node\.js v\d|\^+$|[{}]$)/u;

/** Text of a terminal as it is read: no colours, no carriage returns. */
export function plainText(output: string): string {
  return output.replaceAll(CONTROL, "");
}

/** The end of what a program printed, where it says what is wrong; a clause that begins with a colon, or a full stop. */
export function saidAtLast(output: string): string {
  const lines = plainText(output)
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "" && !NOISE.test(line));
  return clause(lines.slice(-MOST_LINES));
}

/** Lines as a clause: after a colon, cut where they are long; a full stop where there are none. */
export function clause(lines: readonly string[]): string {
  const text = lines.join(" | ");
  if (text === "") return ".";
  return `: ${text.length > MOST_CHARACTERS ? `…${text.slice(-MOST_CHARACTERS)}` : text}`;
}
