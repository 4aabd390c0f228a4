import * as vscode from "vscode";
import { Fault } from "../../base/result.ts";
import type { Kind } from "../../core/rollout/kinds.ts";
import { KINDS } from "../../core/rollout/kinds.ts";
import type { KubeEvent, KubeObject, Pod, WorkloadKind } from "../../core/rollout/objects.ts";
import { restartsOf } from "../../core/rollout/pod.ts";
import { type Choice, pickOne } from "../ask/pick.ts";
import { eventsText } from "../documents/eventsText.ts";
import { shownObject } from "../documents/objectYaml.ts";
import { l10n } from "../l10n.ts";
import { sentences } from "../messages/messages.ts";
import type { Services } from "../services.ts";
import { setting } from "../settings/settings.ts";
import { plain } from "../text/plain.ts";
import { type Environment, environmentOf } from "./chooseEnvironment.ts";
import { choosePod } from "./choosePod.ts";
import { chooseWorkload } from "./chooseWorkload.ts";
import type { Handlers } from "./registry.ts";
import { targetOf } from "./subject.ts";

type Own =
  | "tidegate.showLogs"
  | "tidegate.showEvents"
  | "tidegate.openYaml"
  | "tidegate.copyName"
  | "tidegate.copyImage";

const KINDS_SHOWN = ["Deployment", "StatefulSet", "DaemonSet", "Job"] as const;

/** Commands that only look. */
export function lookCommands(services: Services): Pick<Handlers, Own> {
  return {
    "tidegate.showLogs": (subject) => showLogs(services, subject),
    "tidegate.showEvents": async (subject) => {
      const object = await chooseObject(services, subject, l10n.t("Show Events"));
      if (object !== undefined) await showEvents(services, object);
    },
    "tidegate.openYaml": async (subject) => {
      const object = await chooseObject(services, subject, l10n.t("Open YAML"));
      if (object !== undefined) await openYaml(services, object);
    },
    "tidegate.copyName": async (subject) => {
      const target = targetOf(subject);
      if (target === undefined || target.type === "note") return;
      const { name } = { name: "name" in target ? target.name : target.application };
      await copy(target.type === "environment" ? target.environment : name);
    },
    "tidegate.copyImage": async (subject) => {
      const target = targetOf(subject);
      if (target !== undefined && "image" in target && target.image !== undefined) await copy(target.image);
    },
  };
}

async function copy(text: string): Promise<void> {
  await vscode.env.clipboard.writeText(text);
  vscode.window.setStatusBarMessage(sentences.copied(text), 3000);
}

interface ChosenObject {
  readonly environment: Environment;
  readonly kind: Kind;
  readonly name: string;
}

async function chooseObject(services: Services, subject: unknown, title: string): Promise<ChosenObject | undefined> {
  const target = targetOf(subject);
  const environment = environmentOf(services, subject);
  if (target?.type === "pod" && environment !== undefined) return { environment, kind: KINDS.Pod, name: target.name };
  const chosen = await chooseWorkload(services, subject, title, KINDS_SHOWN);
  if (chosen === undefined) return undefined;
  const { workload } = chosen;
  return { environment: chosen.environment, kind: KINDS[workload.kind as WorkloadKind], name: workload.metadata.name };
}

async function openYaml(services: Services, { environment, kind, name }: ChosenObject): Promise<void> {
  const { context, namespace } = environment.config;
  const cluster = await services.pool.get(context);
  const object = await cluster.get<KubeObject>({ kind, namespace, name });
  if (object === undefined)
    throw new Fault("NotFound", l10n.t("{0} {1} is not there any more.", kind.kind, plain(name)));
  const { toYaml } = await services.parts.workspace();
  const text = toYaml(shownObject({ ...object, apiVersion: kind.apiVersion, kind: kind.kind }));
  await services.documents.show(`${context}/${namespace}/${kind.plural}/${name}.yaml`, text, "yaml");
}

async function showEvents(services: Services, { environment, kind, name }: ChosenObject): Promise<void> {
  const { context, namespace } = environment.config;
  const cluster = await services.pool.get(context);
  const fieldSelector = `involvedObject.kind=${kind.kind},involvedObject.name=${name}`;
  const events = await cluster.list<KubeEvent>(KINDS.Event, { namespace, fieldSelector });
  const text = eventsText(`${kind.kind} ${namespace}/${name}`, events, services.clock.now());
  await services.documents.show(`${context}/${namespace}/${name}.events`, text);
}

async function showLogs(services: Services, subject: unknown): Promise<void> {
  const chosen = await choosePod(services, subject, l10n.t("Show Logs"));
  if (chosen === undefined) return;
  const { environment, pod } = chosen;
  const container = await chooseContainer(pod);
  if (container === undefined) return;
  const { context, namespace } = environment.config;
  const cluster = await services.pool.get(context);
  const ref = { kind: KINDS.Pod, namespace, name: pod.metadata.name };
  const title = l10n.t("Logs: {0}", `${pod.metadata.name}/${container.name}${container.previous ? " (previous)" : ""}`);
  const tailLines = setting("tidegate.logTailLines");
  void services.logs.follow(title, (signal) =>
    cluster.logs(ref, {
      container: container.name,
      previous: container.previous,
      follow: !container.previous,
      tailLines,
      signal,
    }),
  );
}

interface ChosenContainer {
  readonly name: string;
  readonly previous: boolean;
}

/** Asks only where there is a choice: several containers, or one that was restarted. */
async function chooseContainer(pod: Pod): Promise<ChosenContainer | undefined> {
  const names = [...pod.spec.containers, ...(pod.spec.initContainers ?? [])].map(({ name }) => name);
  const statuses = [...(pod.status?.containerStatuses ?? []), ...(pod.status?.initContainerStatuses ?? [])];
  const choices = names.flatMap((name): Choice<ChosenContainer>[] => {
    const restarted = (statuses.find((status) => status.name === name)?.restartCount ?? 0) > 0;
    const now = { label: plain(name), value: { name, previous: false } };
    const before = {
      label: plain(name),
      description: l10n.t("before its last restart"),
      value: { name, previous: true },
    };
    return restarted ? [now, before] : [now];
  });
  if (choices.length === 1 && restartsOf(pod) === 0) return choices[0]?.value;
  const answer = await pickOne(
    { title: l10n.t("Logs of {0}", plain(pod.metadata.name)), placeholder: l10n.t("Container") },
    choices,
  );
  return answer.type === "next" ? answer.value : undefined;
}
