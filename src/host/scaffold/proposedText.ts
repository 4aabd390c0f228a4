import type { MergedFile } from "../../scaffold/merge/mergedFile.ts";
import type { FileChoices } from "./fileChoices.ts";

/**
 * What is shown beside a file as it is: what would be written by the choice made. Without a choice it is what there is
 * to choose: for a conflict both sides with marks around them, else the generated text.
 */
export function proposedText(file: MergedFile, choices: FileChoices): string {
  const choice = choices.choice(file);
  if (choice !== "leave") return file.outcome(choice).text ?? file.current ?? "";
  const open = file.outcome(file.state === "conflict" ? "markers" : "generated").text;
  return open ?? file.current ?? file.generated;
}
