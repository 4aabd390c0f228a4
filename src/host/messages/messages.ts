import type { InboxItem } from "../../core/inbox/inboxItem.ts";
import { releaseName } from "../../core/run/release.ts";
import { l10n } from "../l10n.ts";
import { headingOf, placeOf, type RunView } from "../runs/runView.ts";
import { plain } from "../text/plain.ts";
import { timeOfDay } from "../text/time.ts";

/** Buttons of notifications and dialogs: verbs. */
export const buttons = {
  review: () => l10n.t("Review"),
  approve: () => l10n.t("Approve"),
  reject: () => l10n.t("Reject"),
  answer: () => l10n.t("Answer"),
  override: () => l10n.t("Override"),
  withdraw: () => l10n.t("Withdraw"),
  showLog: () => l10n.t("Show Log"),
  showRun: () => l10n.t("Show Run"),
  open: () => l10n.t("Open"),
  openInBrowser: () => l10n.t("Open in Browser"),
  stop: () => l10n.t("Stop"),
  deploy: () => l10n.t("Deploy"),
  write: () => l10n.t("Write"),
  replace: () => l10n.t("Replace"),
  showNextSteps: () => l10n.t("Show Next Steps"),
  startSandbox: () => l10n.t("Start Embedded Cluster"),
  signIn: () => l10n.t("Sign In"),
} as const;

/** Sentences for people: what happened, why, what to do. Names that come in are made plain here and nowhere else. */
export const sentences = {
  untrusted: () => l10n.t("This workspace is not trusted, so Tidegate runs nothing in it. Trust it first."),
  signInRefused: () => l10n.t("GitHub does not take your sign-in any more. What waits there is not known."),
  noFolder: () => l10n.t("No folder is open. Open the folder whose application is to be shipped."),
  noFile: () => l10n.t("There is no tidegate.yaml that could be read. Run Tidegate: Initialize, or mend the file."),
  noEnvironments: () => l10n.t("tidegate.yaml names no environments. Add one, or run Tidegate: Initialize."),
  noContexts: () => l10n.t("Your kubeconfig has no contexts. Add a cluster to it, or start the embedded one."),
  noWorkloads: (environment: string) =>
    l10n.t("{0} has no workload for this. Check namespace and workloads in tidegate.yaml.", plain(environment)),
  noPods: (name: string) => l10n.t("{0} has no pods now. Wait for them, or look at its events.", plain(name)),
  noRuns: () => l10n.t("There is no run for this."),
  notAllowed: (verb: string, name: string, reason?: string) =>
    l10n.t(
      "Your user may not {0} {1}{2}. Ask the cluster's owner for the permission.",
      verb,
      plain(name),
      reason === undefined || reason === "" ? "" : ` (${plain(reason)})`,
    ),
  failed: (title: string, message: string) => l10n.t("{0}: {1}", title, plain(message, 600)),
  blocked: (run: RunView, message: string) =>
    l10n.t("{0} is blocked. {1}", plain(headingOf(run.state)), plain(message, 600)),
  confirmTitle: (verb: string, environment: string) => l10n.t("{0} in {1}", verb, environment),
  typeName: (sentence: string, environment: string) =>
    l10n.t("{0} This is production: type {1} to go on.", sentence, environment),
  typeNameProblem: (environment: string) => l10n.t("Type {0}", environment),
  restart: (name: string, environment: string) =>
    l10n.t("All pods of {0} in {1} are replaced, a few at a time.", plain(name), plain(environment)),
  scale: (name: string, environment: string, from: number, to: number) =>
    l10n.t("{0} in {1} goes from {2} to {3} pods.", plain(name), plain(environment), from, to),
  scaleToZero: (name: string, environment: string, from: number) =>
    l10n.t("{0} in {1} goes from {2} pods to none and serves nobody.", plain(name), plain(environment), from),
  pause: (name: string, environment: string) =>
    l10n.t("The rollout of {0} in {1} stops where it is until it is resumed.", plain(name), plain(environment)),
  resume: (name: string, environment: string) =>
    l10n.t("The rollout of {0} in {1} goes on.", plain(name), plain(environment)),
  rollBack: (name: string, environment: string, revision: number, version: string) =>
    l10n.t(
      "{0} in {1} goes back to revision {2}, version {3}.",
      plain(name),
      plain(environment),
      revision,
      plain(version),
    ),
  deploy: (version: string, names: string, place: string) =>
    l10n.t("{0} gets version {1} of {2}.", plain(place), plain(version), plain(names)),
  walkPath: (place: string) => l10n.t("{0} walks the decision path. Nothing is released.", plain(place)),
  walkPathWith: (version: string, names: string, place: string) =>
    l10n.t(
      "{0} walks the decision path. Where it deploys, {2} gets version {1}.",
      plain(place),
      plain(version),
      plain(names),
    ),
  walkGraph: (title: string, place: string) =>
    l10n.t("{0} walks {1}. Nothing is released and no workload is changed.", plain(place), plain(title)),
  suggestedType: (type: string, because: string) =>
    l10n.t("Suggested kind of deployment: {0}. {1}", plain(type), plain(because, 300)),
  deployApproval: (required: number) =>
    required === 1
      ? l10n.t("Nothing is changed before one person has approved.")
      : l10n.t("Nothing is changed before {0} people have approved.", required),
  reviewedDiff: () => l10n.t("Going on says that you have read the diff."),
  forwarding: (port: number, pod: string, remote: number) =>
    l10n.t("Port {0} on this machine leads to port {1} of {2}.", port, remote, plain(pod)),
  copied: (text: string) => l10n.t("Copied {0}", plain(text, 80)),
  runStarted: (run: string, place: string) => l10n.t("Run #{0} to {1} has begun.", run, plain(place)),
  answered: () => l10n.t("It was answered already."),
  needsApproval: (name: string) =>
    l10n.t("{0} has changed meanwhile, and what you asked for now needs somebody's yes. Ask again.", plain(name)),
  attestation: () => l10n.t("Kept in this workspace: an attestation, not a proof."),
  requestsWait: (count: number) => l10n.t("{0} requests wait for an answer.", count),
  requestWaits: ({ heading, message, until }: InboxItem) =>
    until === undefined
      ? l10n.t("{0} waits for an answer. {1}", plain(heading), plain(message, 300))
      : l10n.t("{0} waits for an answer until {1}. {2}", plain(heading), timeOfDay(until), plain(message, 300)),
  approvalsWait: (count: number) => l10n.t("{0} approvals wait.", count),
  approvalWaits: ({ state }: RunView, deadline: number, risk: string) =>
    l10n.t(
      "{0} {1} waits for approval until {2}. Risk: {3}.",
      plain(placeOf(state)),
      plain(releaseName(state.release)),
      timeOfDay(deadline),
      risk,
    ),
  decisionWaits: ({ state }: RunView, question: string) =>
    l10n.t("{0}: {1}", plain(headingOf(state)), plain(question, 400)),
  refusedAnswer: (message: string) => l10n.t("Your answer would not count: {0}", plain(message, 300)),
  refusedRequest: (message: string) => l10n.t("The run would not follow this: {0}", plain(message, 300)),
  sandboxRuns: (context: string) =>
    l10n.t("The embedded cluster runs. Its context is {0}; it ends with this window.", context),
  nothingDeployable: () =>
    l10n.t("Nothing was found here that could be deployed. Open the folder of an application and try again."),
  noPreview: () => l10n.t("No preview is open. Run Tidegate: Scaffold first."),
  nothingTaken: () => l10n.t("Nothing is taken, so there is nothing to write. Tick a file, or discard the preview."),
  losesLines: (paths: readonly string[]) =>
    l10n.t(
      "Lines of yours are replaced in {0}. The files are in no other place than your history.",
      plain(paths.join(", "), 400),
    ),
  writeExample: () => l10n.t("Write an example tidegate.yaml for it into the empty folder?"),
} as const;
