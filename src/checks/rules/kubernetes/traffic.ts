import type { KubeObject } from "../../read/manifests.ts";
import type { Rule } from "../../rule.ts";
import { at, listAt, mapAt, textAt } from "../../../core/read/value.ts";
import { type Judged, lacking, verdictOfAll, verdictOfAny } from "../../verdict.ts";
import type { Workspace } from "../../workspace.ts";
import { ofKind, selectedBy } from "./select.ts";
import { each } from "../../words.ts";

/** Every Service with a selector selects pods of the workspace, and its named ports are theirs. */
export const services: Rule = (workspace) => {
  const selecting = ofKind(workspace, "Service", "").filter(
    (one) => Object.keys(mapAt(one.value, "spec", "selector")).length > 0,
  );
  const judged = selecting.map((service) => ({
    place: service.place("spec", "selector"),
    ...serviceState(workspace, service),
  }));
  return verdictOfAll(
    { judged, unread: workspace.unread.manifests },
    {
      things: "Services with a selector",
      good: `${each(judged.length, "Service")} selects pods and names ports of theirs.`,
      mend: "Make selector and ports those of the pod template.",
    },
  );
};

function serviceState(workspace: Workspace, { name, namespace, value }: KubeObject): Omit<Judged, "place"> {
  const selector = { matchLabels: mapAt(value, "spec", "selector") };
  const reached = selectedBy(workspace, namespace, selector);
  if (reached.length === 0) {
    // Without any workload, the pods come from somewhere else.
    if (workspace.workloads.length === 0) return { doubt: `The pods of ${name} are not in the workspace` };
    return lacking(`${name} selects no pod`, workspace.unread.manifests);
  }
  const ports = new Set(
    reached.flatMap((one) =>
      one.containers.flatMap((container) => listAt(container.value, "ports").map((port) => at(port, "name"))),
    ),
  );
  const lost = listAt(value, "spec", "ports")
    .map((port) => textAt(port, "targetPort"))
    .find((target) => target !== undefined && !/^\d+$/u.test(target) && !ports.has(target));
  return lost === undefined ? {} : { problem: `${name} sends to the port ${lost}, which its pods do not name` };
}

/** Every Ingress and every Gateway ends TLS for all of its hosts. */
export const ingressTls: Rule = (workspace) => {
  const judged = workspace.objects.flatMap((object): readonly Judged[] => {
    if (object.kind === "Ingress" && object.group === "networking.k8s.io") {
      return [{ place: object.place("spec"), problem: ingressProblem(object) }];
    }
    if (object.kind === "Gateway" && object.group === "gateway.networking.k8s.io") {
      return [{ place: object.place("spec", "listeners"), problem: gatewayProblem(object) }];
    }
    return [];
  });
  return verdictOfAll(
    { judged, unread: workspace.unread.manifests },
    {
      things: "Ingresses and Gateways",
      good: `${each(judged.length, "way in", "ways in")} has TLS for all of its hosts.`,
      mend: "Add TLS with a certificate for every host.",
    },
  );
};

/** Annotations by which a cloud's controller brings the certificate. */
const CERTIFICATE =
  /^(?:alb\.ingress\.kubernetes\.io\/certificate-arn|networking\.gke\.io\/managed-certificates|ingress\.gcp\.kubernetes\.io\/pre-shared-cert|appgw\.ingress\.kubernetes\.io\/appgw-ssl-certificate)$/u;

function ingressProblem({ name, value }: KubeObject): string | undefined {
  const annotations = Object.keys(mapAt(value, "metadata", "annotations"));
  if (annotations.some((key) => CERTIFICATE.test(key))) return undefined;
  const tls = listAt(value, "spec", "tls");
  if (tls.length === 0) return `Ingress ${name} has no TLS`;
  const covered = tls.flatMap((one) => listAt(one, "hosts"));
  const hosts = listAt(value, "spec", "rules").flatMap((rule) => textAt(rule, "host") ?? []);
  const bare = hosts.find((host) => !covered.includes(host) && !covered.includes(host.replace(/^[^.]+/u, "*")));
  return bare === undefined ? undefined : `Ingress ${name} has no TLS for ${bare}`;
}

function gatewayProblem({ name, value }: KubeObject): string | undefined {
  const listeners = listAt(value, "spec", "listeners");
  const secure = listeners.filter((one) => ["HTTPS", "TLS"].includes(textAt(one, "protocol") ?? ""));
  if (secure.length === 0) return `Gateway ${name} has no listener with TLS`;
  const bare = secure.find(
    (one) =>
      textAt(one, "tls", "mode") !== "Passthrough" &&
      listAt(one, "tls", "certificateRefs").length === 0 &&
      Object.keys(mapAt(one, "tls", "options")).length === 0,
  );
  return bare === undefined
    ? undefined
    : `Gateway ${name} has no certificate for ${textAt(bare, "name") ?? "a listener"}`;
}

const MESH_GROUPS = /(?:^|\.)(?:istio\.io|linkerd\.io|cilium\.io|consul\.hashicorp\.com|kuma\.io)$/u;

/** Objects or annotations of a service mesh. */
export const serviceMesh: Rule = (workspace) => {
  const objects = workspace.objects.filter(
    (one) =>
      (MESH_GROUPS.test(one.group) && one.group !== "cilium.io") ||
      (one.kind === "Namespace" && textAt(one.labels, "istio-injection") === "enabled") ||
      mapAt(one.value, "metadata", "annotations")["linkerd.io/inject"] === "enabled",
  );
  const workloads = workspace.workloads.filter(
    ({ podAnnotations, podLabels }) =>
      podAnnotations["linkerd.io/inject"] === "enabled" || podLabels["sidecar.istio.io/inject"] === "true",
  );
  const found = [...objects, ...workloads.map((one) => one.object)].map((one) => one.place());
  return verdictOfAny(
    { found, unread: workspace.unread.manifests },
    { things: "objects and annotations of a service mesh", good: "A service mesh is set up." },
  );
};
