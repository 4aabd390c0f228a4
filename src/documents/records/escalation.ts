import { type Blocked, markOf } from "./blocked.ts";
import { failureLines } from "./failureLines.ts";
import { plainMarkdown, withSection } from "./markdownText.ts";

/**
 * `human-requests.md` with one more question to the product owner, behind all that it has. Source:
 * release-gatekeeper.md:121 and 142.
 */
export function withEscalation(text: string | undefined, blocked: Blocked): string {
  const { what, run, gate, environment, requestedBy, at } = blocked;
  const name = plainMarkdown(what);
  return withSection(text, "Human requests", [
    `## Blocked: ${name}, run ${plainMarkdown(run)}`,
    "",
    `<!-- ${markOf(blocked)} -->`,
    "",
    "- **Status:** open",
    "- **Priority:** high",
    "- **To:** Product-Manager (product owner)",
    `- **From:** ${plainMarkdown(requestedBy)}, who asked for it`,
    `- **Asked:** ${at}`,
    `- **Blocks:** every change of ${plainMarkdown(environment)} by this run, at "${plainMarkdown(gate)}"`,
    "",
    "### What happened",
    "",
    ...failureLines(blocked.failures),
    "",
    "### What is asked",
    "",
    "Weigh the risk and the delay: mend it first, ship less, or ship later. No answer here opens the gate: it opens when its checks pass.",
    "",
    "### Answer",
    "",
    "",
  ]);
}
