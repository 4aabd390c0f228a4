import { agentFor, type Blocked, markOf } from "./blocked.ts";
import { failureLines } from "./failureLines.ts";
import { code, plainMarkdown, withSection } from "./markdownText.ts";

/**
 * `deployment-failures.md` with one more failure, behind all that it has: for whoever looks back. Source:
 * release-gatekeeper.md:109-113 and 124.
 */
export function withFailure(text: string | undefined, blocked: Blocked): string {
  const { what, run, gate, environment, requestedBy, at, failures } = blocked;
  const files = failures.flatMap((one) => one.files);
  const sources = [...new Set(failures.map((one) => one.source))];
  return withSection(text, "Deployment failures", [
    `## ${at.slice(0, 10)}: ${plainMarkdown(what)}, run ${plainMarkdown(run)}`,
    "",
    `<!-- ${markOf(blocked)} -->`,
    "",
    `- **What:** the quality gate "${plainMarkdown(gate)}" did not open; nothing was changed`,
    `- **When:** ${at}`,
    `- **Who asked:** ${plainMarkdown(requestedBy)}`,
    `- **What it blocks:** every change of ${plainMarkdown(environment)} by this run, from the editor and the command line`,
    "",
    "### Evidence",
    "",
    ...failureLines(failures),
    ...(files.length === 0 ? [`- Read: ${sources.map(code).join(", ")}`] : []),
    ...files.map(({ path, sha256 }) => `- Read: ${code(path)}, SHA-256 ${code(sha256)}`),
    "",
    "### Next steps",
    "",
    `1. ${agentFor(failures)} mends what did not pass; the fix task names it.`,
    "2. The product owner weighs risk and delay in the escalation.",
    `3. Somebody asks for ${plainMarkdown(environment)} again: the gate measures anew.`,
  ]);
}
