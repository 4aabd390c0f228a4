import { DockerfileParser } from "dockerfile-ast";
import { parentOf, resolved } from "../../../base/treePath.ts";
import { at, listAt, mapAt, textAt } from "../../../core/read/value.ts";
import { parseImage } from "../../../core/rollout/image.ts";
import { AGREEMENT_RULES } from "../../../core/rules/agreementRules.ts";
import { rangeOf } from "../dockerfile/ranges.ts";
import type { FileFinding, RelatedPlace } from "../finding.ts";
import { readYamlText } from "../yaml/yamlText.ts";
import { disagreement, placeIn, titleOf, type TreeText } from "./objects.ts";
import { type PodOwner } from "./pods.ts";

const RULE = AGREEMENT_RULES["objects/exposed-port"];

/** The ports that the image of a Dockerfile says it listens on. */
interface Exposed {
  readonly ports: readonly number[];
  readonly place: RelatedPlace;
}

/** Something that runs an image, with the ports that it expects there. */
interface Expected {
  readonly title: string;
  readonly ports: readonly number[];
  readonly place: RelatedPlace;
}

/** Compose files and workloads that expect an image on other ports than its Dockerfile exposes. */
export function exposedPorts(texts: readonly TreeText[], owners: readonly PodOwner[]): readonly FileFinding[] {
  const exposed = new Map(
    texts.flatMap((text) => {
      const one = text.kind === "dockerfile" ? exposedBy(text) : undefined;
      return one === undefined ? [] : [[text.path, one] as const];
    }),
  );
  if (exposed.size === 0) return [];
  const services = texts.filter(({ kind }) => kind === "compose").flatMap(builtServices);
  const files = new Map(services.flatMap(({ image, dockerfile }) => (image === "" ? [] : [[image, dockerfile]])));
  const composed = services.flatMap(({ dockerfile, expected }) =>
    compared(exposed.get(dockerfile), expected, "Its Dockerfile exposes"),
  );
  const pods = owners.flatMap((owner) =>
    listAt(owner.object.value, ...owner.spec, "containers").flatMap((container, index) => {
      const dockerfile = files.get(repositoryOf(textAt(container, "image") ?? ""));
      const path = [...owner.spec, "containers", index];
      const ports = listAt(container, "ports").flatMap((port) => portOf(textAt(port, "containerPort")));
      const title = titleOf(owner.object);
      const expected = { title, ports, place: placeIn(owner.object, title, ...path, "ports") };
      return dockerfile === undefined
        ? []
        : compared(exposed.get(dockerfile), expected, "The image's Dockerfile exposes");
    }),
  );
  return [...composed, ...pods];
}

function compared(
  exposed: Exposed | undefined,
  { title, ports, place }: Expected,
  words: string,
): readonly FileFinding[] {
  if (exposed === undefined || ports.length === 0 || ports.some((one) => exposed.ports.includes(one))) return [];
  const message = `${title} expects port ${ports.join(", ")}. ${words} ${exposed.ports.join(", ")}.`;
  return [disagreement(RULE, "warning", place, message, [exposed.place])];
}

/** Of the last stage, which is what runs; undefined where it says nothing, or a variable does. */
function exposedBy({ path, text }: TreeText): Exposed | undefined {
  const instructions = DockerfileParser.parse(text).getInstructions();
  const last = instructions.findLastIndex((one) => one.getKeyword() === "FROM");
  const found = instructions.slice(last + 1).filter((one) => one.getKeyword() === "EXPOSE");
  const words = found.flatMap((one) => one.getArguments().map((argument) => argument.getValue()));
  const ports = words.flatMap((word) => portOf(word.replace(/\/tcp$/iu, "")));
  const [first] = found;
  if (first === undefined || ports.length === 0 || words.some((word) => word.includes("$"))) return undefined;
  return { ports, place: { file: path, range: rangeOf(first.getRange()), message: `exposes ${ports.join(", ")}` } };
}

interface Built {
  /** The repository that the image is built under; empty where nothing names one. */
  readonly image: string;
  /** From the root of the tree. */
  readonly dockerfile: string;
  readonly expected: Expected;
}

function builtServices({ path, text }: TreeText): readonly Built[] {
  return readYamlText(text).documents.flatMap((part) =>
    Object.keys(mapAt(part.value, "services")).flatMap((name) => {
      const service = at(part.value, "services", name);
      const context = textAt(service, "build") ?? textAt(service, "build", "context");
      const file = textAt(service, "build", "dockerfile") ?? "Dockerfile";
      const dockerfile = context === undefined ? undefined : joined(path, context, file);
      if (dockerfile === undefined) return [];
      const ports = [...listAt(service, "ports"), ...listAt(service, "expose")].flatMap(targetOf);
      const member = at(service, "ports") === undefined ? "expose" : "ports";
      const range = part.keyRange("services", name, member);
      const title = `Service ${name}`;
      return [
        {
          image: repositoryOf(textAt(service, "image") ?? ""),
          dockerfile,
          expected: { title, ports, place: { file: path, range, message: title } },
        },
      ];
    }),
  );
}

/** The port in the container: of `8080:3000`, `127.0.0.1:${PORT:-8080}:3000/tcp`, `3000` and the long form. */
function targetOf(port: unknown): readonly number[] {
  const text = textAt(port, "target") ?? textAt(port) ?? "";
  return portOf(/(?:^|:)(\d{1,5})(?:\/tcp)?$/iu.exec(text)?.[1]);
}

function portOf(text: string | undefined): readonly number[] {
  const number = /^\d{1,5}$/u.test(text ?? "") ? Number(text) : 0;
  return number > 0 && number < 65_536 ? [number] : [];
}

/** A path that a compose file names, from the root of the tree; undefined where it leads out, or is an address. */
function joined(file: string, context: string, dockerfile: string): string | undefined {
  if (/[:$]/u.test(context) || context.startsWith("/") || dockerfile.startsWith("/")) return undefined;
  const folder = resolved(parentOf(file), context);
  return folder === undefined ? undefined : resolved(folder, dockerfile);
}

/** Without tag and digest, also where variables stand for them; empty where it is none. */
function repositoryOf(image: string): string {
  const plain = image.replace(/[:@]\$.*$/su, "");
  const parsed = parseImage(plain);
  if (parsed === undefined) return "";
  return parsed.registry === undefined ? parsed.repository : `${parsed.registry}/${parsed.repository}`;
}
