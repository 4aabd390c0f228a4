import type { CommitPerson } from "../ports/github.ts";

/** A message longer than this is no message: its end, where trailers stand, is what is read. */
const MOST_LENGTH = 20_000;
const TRAILER = /^co-authored-by:\s*([^<>\n]{0,200})<([^<>\s]{1,320})>/iu;
/** Programs that sign what they helped with; a person has an address that takes answers. */
const NO_PERSON = /^(?:no-?reply|bot)@|\[bot\]@/iu;

/** Those whom a commit's message names as having written it, too. */
export function coAuthorsIn(message: string): readonly CommitPerson[] {
  return message
    .slice(-MOST_LENGTH)
    .split("\n")
    .flatMap((line) => {
      const [, name = "", email] = TRAILER.exec(line.trim()) ?? [];
      if (email === undefined || NO_PERSON.test(email)) return [];
      return [{ name: name.trim(), email, account: undefined }];
    });
}
