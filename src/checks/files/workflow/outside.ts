/** What whoever opens a proposal, an issue or a comment writes: everything else of an event is a number or GitHub's. */
const TEXTS = [
  "head_ref",
  ...["issue", "pull_request", "discussion", "milestone"].flatMap((one) => [`event.${one}.title`, `event.${one}.body`]),
  "event.milestone.description",
  "event.comment.body",
  "event.review.body",
  "event.review_comment.body",
  ...["ref", "label", "repo.default_branch", "repo.description", "repo.homepage"].map(
    (one) => `event.pull_request.head.${one}`,
  ),
  "event.pages.*.page_name",
  ...["head_commit", "commits.*", "workflow_run.head_commit"].flatMap((one) =>
    ["message", "author.name", "author.email", "committer.name", "committer.email"].map(
      (member) => `event.${one}.${member}`,
    ),
  ),
  "event.workflow_run.head_branch",
  "event.workflow_run.display_title",
  "event.workflow_run.head_repository.description",
  "event.workflow_run.pull_requests.*.head.ref",
].map((one) => one.split("."));

/** `github.event.pages[0].page_name`, `github['event'].issue.title` and what is in between. */
const PATH = /\bgithub(?:\.[\w*-]+|\[(?:'[^'\]]*'|\d+|\*)\])*/giu;
/** Of these, only yes or no is left of what goes in. */
const BY_YES_OR_NO = /\b(?:contains|startsWith|endsWith)\((?:[^()']|'[^']*')*\)/giu;

/**
 * Whether an expression becomes a text that somebody from outside has written. See
 * https://docs.github.com/en/actions/concepts/security/script-injections.
 */
export function isFromOutside(expression: string): boolean {
  const plain = expression.replaceAll(BY_YES_OR_NO, "");
  const whole = /\btojson\s*\(/iu.test(plain);
  const paths = plain.match(PATH) ?? [];
  return paths.some((path) => {
    const steps = stepsOf(path);
    return TEXTS.some((text) => (whole ? overlaps(steps, text) : begins(text, steps) && text.length === steps.length));
  });
}

function stepsOf(path: string): readonly string[] {
  const steps = path.toLowerCase().match(/[\w*-]+/gu) ?? [];
  return steps.slice(1).map((step) => (/^\d+$/u.test(step) ? "*" : step));
}

function begins(text: readonly string[], steps: readonly string[]): boolean {
  return steps.every((step, index) => step === text[index] || step === "*");
}

/** A whole object holds the texts in it. */
function overlaps(steps: readonly string[], text: readonly string[]): boolean {
  return steps.length <= text.length && begins(text, steps);
}
