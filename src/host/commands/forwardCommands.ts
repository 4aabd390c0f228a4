import * as vscode from "vscode";
import { KINDS } from "../../core/rollout/kinds.ts";
import type { Pod } from "../../core/rollout/objects.ts";
import { items } from "../../core/rollout/read.ts";
import { askText, pickOne } from "../ask/pick.ts";
import type { Forwarded, Forwards } from "../clusters/forwards.ts";
import { l10n } from "../l10n.ts";
import { buttons, sentences } from "../messages/messages.ts";
import type { Services } from "../services.ts";
import { plain } from "../text/plain.ts";
import { choosePod } from "./choosePod.ts";
import type { Handlers } from "./registry.ts";

/** Opens and closes ways from this machine to a pod's port. */
export function forwardCommands(services: Services): Pick<Handlers, "tidegate.forwardPort" | "tidegate.stopForward"> {
  const { forwards } = services;
  return {
    "tidegate.forwardPort": async (subject) => {
      const chosen = await choosePod(services, subject, l10n.t("Forward Port"));
      if (chosen === undefined) return;
      const { pod, environment } = chosen;
      const { name } = pod.metadata;
      const port = await askPort(pod);
      if (port === undefined) return;
      const cluster = await services.pool.get(environment.config.context);
      const ref = { kind: KINDS.Pod, namespace: environment.config.namespace, name };
      const forwarded = { pod: name, port, forward: await cluster.forward(ref, port) };
      forwards.add(forwarded);
      await tell(forwarded, forwards);
    },
    "tidegate.stopForward": async () => {
      const choices = forwards.all.map((value) => ({
        label: String(value.forward.localPort),
        description: plain(`${value.pod}:${value.port}`),
        value,
      }));
      const answer = await pickOne({ title: l10n.t("Stop Forwarding Port"), placeholder: l10n.t("Port") }, choices);
      if (answer.type === "next") forwards.stop(answer.value);
    },
  };
}

async function tell(forwarded: Forwarded, forwards: Forwards): Promise<void> {
  const { forward, pod, port } = forwarded;
  const [open, stop] = [buttons.openInBrowser(), buttons.stop()];
  const answer = await vscode.window.showInformationMessage(
    sentences.forwarding(forward.localPort, pod, port),
    open,
    stop,
  );
  if (answer === stop) forwards.stop(forwarded);
  if (answer !== open) return;
  const local = vscode.Uri.parse(`http://127.0.0.1:${forward.localPort}`);
  await vscode.env.openExternal(await vscode.env.asExternalUri(local));
}

async function askPort(pod: Pod): Promise<number | undefined> {
  const named = pod.spec.containers.flatMap((container) =>
    items(container["ports"]).flatMap((port) => {
      const { containerPort, name } = port as { containerPort?: unknown; name?: unknown };
      return typeof containerPort === "number"
        ? [{ port: containerPort, name: typeof name === "string" ? name : container.name }]
        : [];
    }),
  );
  const title = l10n.t("Forward Port of {0}", plain(pod.metadata.name));
  if (named.length > 0) {
    const choices = named.map(({ port, name }) => ({ label: String(port), description: plain(name), value: port }));
    const answer = await pickOne({ title, placeholder: l10n.t("Port of the pod") }, choices, typedPort);
    return answer.type === "next" ? answer.value : undefined;
  }
  const answer = await askText({ title, placeholder: "8080", prompt: l10n.t("Port of the pod") }, (text) =>
    portOf(text) === undefined ? l10n.t("Type a port from 1 to 65535") : undefined,
  );
  return answer.type === "next" ? portOf(answer.value) : undefined;
}

function typedPort(text: string): { label: string; value: number } | undefined {
  const value = portOf(text);
  return value === undefined ? undefined : { label: String(value), value };
}

function portOf(text: string): number | undefined {
  const port = /^\d{1,5}$/u.test(text.trim()) ? Number(text) : 0;
  return port >= 1 && port <= 65_535 ? port : undefined;
}
