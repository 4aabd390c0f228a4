import { dirname } from "node:path";
import * as vscode from "vscode";
import { Fault } from "../../base/result.ts";
import { comparisonDocument } from "../../engine/profiles/comparisonDocument.ts";
import { pickOne } from "../ask/pick.ts";
import { l10n } from "../l10n.ts";
import { sentences } from "../messages/messages.ts";
import type { Services } from "../services.ts";
import { plain } from "../text/plain.ts";
import type { ShownConfigFile } from "../workspace/configFiles.ts";
import { comparisonWords } from "./readinessWords.ts";

interface Subject {
  readonly file: ShownConfigFile;
  readonly application: string;
}

/** Asks which application and whether clusters are asked, and opens the table as a Markdown preview. */
export async function compareEnvironmentsCommand(services: Services): Promise<void> {
  const subject = await chooseApplication(services);
  const live = subject === undefined ? undefined : await chooseDepth();
  if (subject === undefined || live === undefined) return;
  const { file, application } = subject;
  const title = l10n.t("Comparing environments of {0}", application);
  const options = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
  const comparison = await vscode.window.withProgress(options, async (_progress, token) => {
    const controller = new AbortController();
    token.onCancellationRequested(() => controller.abort());
    const { openReadiness } = await services.parts.readiness();
    const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(file.uri));
    const connect = live ? { connect: (context: string) => unowned(services, context) } : {};
    const readiness = openReadiness(dirname(file.uri.fsPath));
    const compared = readiness.compare({ application, config: file.config, text, ...connect }, controller.signal);
    return await Promise.race([compared, cancelled(token)]);
  });
  if (comparison === undefined) return;
  await services.documents.preview(
    `compare/${fileName(application)}.md`,
    comparisonDocument(comparison, comparisonWords()),
  );
}

async function chooseApplication({ files }: Services): Promise<Subject | undefined> {
  const subjects = files.shown.flatMap((file) =>
    Object.keys(file.config.applications).map((application): Subject => ({ file, application })),
  );
  const [only, ...others] = subjects;
  if (only === undefined) {
    throw new Fault("NoEnvironments", files.shown.length === 0 ? sentences.noFile() : sentences.noEnvironments());
  }
  if (others.length === 0) return only;
  const question = { title: l10n.t("Compare Environments"), placeholder: l10n.t("Application") };
  const choices = subjects.map((value) => ({
    label: plain(value.application),
    description: plain(vscode.workspace.asRelativePath(value.file.uri)),
    value,
  }));
  const answer = await pickOne(question, choices);
  return answer.type === "next" ? answer.value : undefined;
}

async function chooseDepth(): Promise<boolean | undefined> {
  const question = { title: l10n.t("Compare Environments"), placeholder: l10n.t("Where values come from") };
  const answer = await pickOne(question, [
    { label: l10n.t("Files"), description: l10n.t("tidegate.yaml and manifests"), value: false, active: true },
    { label: l10n.t("Files and Clusters"), description: l10n.t("lists what is there now, too"), value: true },
  ]);
  return answer.type === "next" ? answer.value : undefined;
}

/** The pool keeps its clusters: whoever compares must not close them. */
async function unowned({ pool }: Services, context: string) {
  const cluster = await pool.get(context);
  return new Proxy(cluster, {
    get: (target, key) => {
      if (key === "dispose") return () => undefined;
      const member: unknown = Reflect.get(target, key);
      return typeof member === "function" ? (member.bind(target) as unknown) : member;
    },
  });
}

function cancelled(token: vscode.CancellationToken): Promise<undefined> {
  const { promise, resolve } = Promise.withResolvers<undefined>();
  token.onCancellationRequested(() => resolve(undefined));
  return promise;
}

/** A name as a part of an address. */
export function fileName(name: string): string {
  return name.replaceAll(/[^\p{L}\p{N} ._→-]+/gu, "-");
}
