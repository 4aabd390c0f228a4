import { at, isMap, listAt, numberAt, textAt } from "../../../core/read/value.ts";
import { AGREEMENT_RULES } from "../../../core/rules/agreementRules.ts";
import type { FileFinding } from "../finding.ts";
import { disagreement, type KubeObject, mayMeet, placeIn, titleOf } from "./objects.ts";
import { type PodOwner, type PodPort, portsOf, selects, textsOf } from "./pods.ts";

const RULE = AGREEMENT_RULES["objects/service-port"];

/**
 * Services that send to ports which none of their pods have. A number that a container does not list may be open all
 * the same, a name that none has cannot.
 */
export function servicePorts(objects: readonly KubeObject[], owners: readonly PodOwner[]): readonly FileFinding[] {
  return objects.flatMap((service) => {
    const selector = at(service.value, "spec", "selector");
    if (service.kind !== "Service" || !isMap(selector) || Object.keys(selector).length === 0) return [];
    const wanted = textsOf(selector);
    const behind = owners.filter(({ object, labels }) => mayMeet(object, service) && selects(wanted, labels));
    const known = behind.flatMap((owner) => portsOf(owner).map((port) => ({ owner, port })));
    // Labels that a patch adds leave part of an object alone: what lists no port at all says nothing.
    if (known.length === 0 || behind.some((owner) => portsOf(owner).length === 0)) return [];
    return listAt(service.value, "spec", "ports").flatMap((port, index) => {
      const target = at(port, "targetPort") ?? at(port, "port");
      if (known.some((one) => isPort(one.port, target))) return [];
      const path = ["spec", "ports", index, ...(at(port, "targetPort") === undefined ? ["port"] : ["targetPort"])];
      const named = typeof target === "string" && !/^\d+$/u.test(target);
      const [first] = known;
      const listed = [...new Set(known.map((one) => wordsOf(one.port)))].join(", ");
      const whose = first === undefined ? "its pods" : titleOf(first.owner.object);
      const message = `${titleOf(service)} sends to port ${textOf(target)}, and ${whose} has ${listed}.`;
      const related = known.slice(0, 3).map((one) => placeIn(one.owner.object, wordsOf(one.port), ...one.port.path));
      const { file, part } = service;
      return [
        disagreement(RULE, named ? "error" : "warning", { file, range: part.valueRange(...path) }, message, related),
      ];
    });
  });
}

function isPort({ name, number }: PodPort, target: unknown): boolean {
  if (target === undefined) return true;
  const text = textOf(target);
  return text === name || (number !== undefined && text === String(number));
}

function textOf(target: unknown): string {
  return typeof target === "string" ? target : String(numberAt(target) ?? textAt(target) ?? "");
}

function wordsOf({ name, number }: PodPort): string {
  return name === undefined ? String(number ?? "none") : `${name} (${number ?? "without a number"})`;
}
