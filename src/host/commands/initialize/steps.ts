import * as vscode from "vscode";
import { Fault } from "../../../base/result.ts";
import { askText, pickMany } from "../../ask/pick.ts";
import type { Step } from "../../ask/steps.ts";
import { l10n } from "../../l10n.ts";
import { sentences } from "../../messages/messages.ts";
import type { ContextInfo } from "../../ports.ts";
import type { Services } from "../../services.ts";
import { plain } from "../../text/plain.ts";
import {
  environmentNames,
  type Gathered,
  type PickedWorkload,
  soundsLikeProduction,
} from "../../../engine/initialize/choices.ts";
import { findNamespaces, findWorkloads, type FoundNamespace } from "../../../engine/initialize/findPlaces.ts";

const TITLE = (): string => l10n.t("Initialize");

/** The questions of Initialize. `found` takes what was seen, so that what was left out can be told from what was not there. */
export function initializeSteps(
  services: Services,
  contexts: readonly ContextInfo[],
  suggestion: string,
  found: PickedWorkload[],
): readonly Step<Gathered>[] {
  return [
    applicationStep(suggestion),
    contextsStep(contexts),
    namespacesStep(services, contexts),
    workloadsStep(services, found),
    productionStep(),
  ];
}

function applicationStep(suggestion: string): Step<Gathered> {
  return {
    async ask(state, position) {
      const question = {
        title: TITLE(),
        placeholder: suggestion,
        value: state.application ?? suggestion,
        prompt: l10n.t("Name of the application"),
        position,
      };
      const answer = await askText(question, (text) =>
        /^[\p{L}\p{N}][\p{L}\p{N} ._-]{0,62}$/u.test(text.trim())
          ? undefined
          : l10n.t("Letters, digits, blanks, dots, dashes and underscores; at most 63"),
      );
      return answer.type === "next" ? { type: "next", value: { ...state, application: answer.value.trim() } } : answer;
    },
  };
}

function contextsStep(contexts: readonly ContextInfo[]): Step<Gathered> {
  return {
    skip: (state) => (contexts.length === 1 ? { ...state, contexts: contexts.map(({ name }) => name) } : undefined),
    async ask(state, position) {
      const choices = contexts.map(({ name, cluster, current }) => ({
        label: plain(name),
        description: plain(cluster),
        picked: state.contexts?.includes(name) ?? current,
        value: name,
      }));
      const answer = await pickMany({ title: TITLE(), placeholder: l10n.t("Kubeconfig contexts"), position }, choices);
      return answer.type === "next" ? { type: "next", value: { ...state, contexts: answer.value } } : answer;
    },
  };
}

function namespacesStep(services: Services, contexts: readonly ContextInfo[]): Step<Gathered> {
  return {
    async ask(state, position) {
      const chosen = contexts.filter(({ name }) => state.contexts?.includes(name));
      const connect = services.pool.get.bind(services.pool);
      const found = await reading(l10n.t("Reading namespaces"), () =>
        Promise.all(chosen.map((context) => findNamespaces(context, connect, services.clock))),
      );
      const choices = found.flat().map((place) => ({
        label: plain(place.namespace),
        description: plain(place.context),
        ...(place.guessed === undefined ? {} : { detail: l10n.t("From the kubeconfig: {0}", plain(place.guessed)) }),
        picked: place.namespace.startsWith(`${state.application ?? ""}-`) || place.namespace === state.application,
        value: place,
      }));
      const placeholder = l10n.t("Namespaces; each becomes an environment");
      const answer = await pickMany({ title: TITLE(), placeholder, position }, choices);
      return answer.type === "next" ? { type: "next", value: { ...state, namespaces: answer.value } } : answer;
    },
  };
}

function workloadsStep(services: Services, found: PickedWorkload[]): Step<Gathered> {
  return {
    async ask(state, position) {
      const places = state.namespaces ?? [];
      const seen = await reading(l10n.t("Reading workloads"), () =>
        Promise.all(places.map((place) => workloadsIn(services, place))),
      );
      found.splice(0, found.length, ...seen.flat());
      if (found.length === 0) return { type: "next", value: { ...state, workloads: [] } };
      const choices = found.map((value) => ({
        label: plain(value.workload),
        description: plain(`${value.place.context} · ${value.place.namespace}`),
        picked: true,
        value,
      }));
      const answer = await pickMany(
        { title: TITLE(), placeholder: l10n.t("Workloads of the application"), position },
        choices,
      );
      return answer.type === "next" ? { type: "next", value: { ...state, workloads: answer.value } } : answer;
    },
  };
}

async function workloadsIn(services: Services, place: FoundNamespace): Promise<PickedWorkload[]> {
  const cluster = await services.pool.get(place.context);
  const names = await findWorkloads(cluster, place.namespace);
  return names.map((workload) => ({ place, workload }));
}

function productionStep(): Step<Gathered> {
  return {
    async ask(state, position) {
      const { application = "", namespaces = [] } = state;
      const names = environmentNames(namespaces, application);
      if (names.length === 0) throw new Fault("NoEnvironments", sentences.noEnvironments());
      const choices = names.map((name, index) => ({
        label: plain(name),
        description: plain(`${namespaces[index]?.context ?? ""} · ${namespaces[index]?.namespace ?? ""}`),
        picked: soundsLikeProduction(`${namespaces[index]?.context ?? ""}/${name}`),
        value: name,
      }));
      const placeholder = l10n.t("Which of these are production? They are marked and ask for approval; none is fine");
      const answer = await pickMany({ title: TITLE(), placeholder, position, none: true }, choices);
      return answer.type === "next" ? { type: "next", value: { ...state, production: answer.value } } : answer;
    },
  };
}

async function reading<T>(title: string, work: () => Promise<T>): Promise<T> {
  return await vscode.window.withProgress({ location: vscode.ProgressLocation.Window, title }, work);
}
