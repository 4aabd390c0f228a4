import { at, isMap, listAt, mapAt, type Step, textAt, textsAt } from "../../../core/read/value.ts";
import { imagePin } from "../../../core/rollout/image.ts";
import { MISTAKE_RULES } from "../../../core/rules/mistakeRules.ts";
import type { FileFinding } from "../finding.ts";
import { found } from "../found.ts";
import { readYamlText, type YamlPart } from "../yaml/yamlText.ts";
import { misshapen } from "./misshapen.ts";
import type { TextRange } from "../textEdit.ts";
import { isPlainLogin, isPlainSecret } from "../plainSecret.ts";

interface ServiceText {
  readonly file: string;
  readonly part: YamlPart;
  readonly name: string;
  readonly value: unknown;
}

/** What rules say about a compose file. Never throws, whatever the text is. */
export function inspectCompose(file: string, text: string): readonly FileFinding[] {
  const { documents, problem } = readYamlText(text);
  if (problem !== undefined) {
    return [found(MISTAKE_RULES["compose/readable"], "error", { file, range: problem.range }, problem.message)];
  }
  return documents.flatMap((part) => [
    ...version(file, part),
    ...misshapen(file, part),
    ...Object.entries(mapAt(part.value, "services")).flatMap(([name, value]) => {
      const service: ServiceText = { file, part, name, value };
      return [...privileges(service), ...plainSecrets(service), ...openPorts(service), ...latest(service)];
    }),
  ]);
}

function version(file: string, part: YamlPart): readonly FileFinding[] {
  if (at(part.value, "version") === undefined) return [];
  const key = part.keyRange("version");
  const line: TextRange = { line: key.line, column: 1, endLine: key.line + 1, endColumn: 1 };
  const message = "Compose ignores version and warns about it at every start.";
  const fix = { title: "Take version out", edits: [{ range: line, text: "" }] };
  return [found(MISTAKE_RULES["compose/no-version"], "info", { file, range: key }, message, fix)];
}

function privileges({ file, part, name, value }: ServiceText): readonly FileFinding[] {
  const rule = MISTAKE_RULES["compose/no-privileges"];
  const path: readonly Step[] = ["services", name];
  const findings: FileFinding[] = [];
  if (at(value, "privileged") === true) {
    const range = part.keyRange(...path, "privileged");
    findings.push(found(rule, "error", { file, range }, `Service ${name} is root on the host. Take privileged out.`));
  }
  const socket = listAt(value, "volumes").findIndex((volume) =>
    (textAt(volume, "source") ?? textAt(volume) ?? "").includes("/docker.sock"),
  );
  if (socket >= 0) {
    const range = part.keyRange(...path, "volumes", socket);
    const message = `Service ${name} can start anything on the host by the engine's socket.`;
    findings.push(found(rule, "warning", { file, range }, message));
  }
  return [...findings, ...shared({ file, part, name, value })];
}

/** What of the host is the service's, too, and what lets it out of its container. */
function shared({ file, part, name, value }: ServiceText): readonly FileFinding[] {
  const members = { pid: "processes", ipc: "shared memory", network_mode: "network", userns_mode: "users" };
  const hosts = Object.entries(members).flatMap(([member, what]) =>
    textAt(value, member) === "host"
      ? [{ step: [member], message: `Service ${name} shares the host's ${what}. Leave ${member}: host out.` }]
      : [],
  );
  const added = listAt(value, "cap_add").flatMap((one, index) => {
    const capability = String(one).replace(/^CAP_/iu, "").toUpperCase();
    const message = `With ${capability}, service ${name} can take over the host. Take it out.`;
    return capability === "ALL" || capability === "SYS_ADMIN" ? [{ step: ["cap_add", index], message }] : [];
  });
  return [...hosts, ...added].map(({ step, message }) =>
    found(
      MISTAKE_RULES["compose/no-privileges"],
      "warning",
      { file, range: part.keyRange("services", name, ...step) },
      message,
    ),
  );
}

/** Compose puts variables in; `$$` is a dollar sign. */
function isFilledIn(value: string): boolean {
  return /\$[\w{]/u.test(value.replaceAll("$$", ""));
}

function plainSecrets({ file, part, name, value }: ServiceText): readonly FileFinding[] {
  const environment = at(value, "environment");
  const set: readonly (readonly [Step, string, string])[] = isMap(environment)
    ? Object.keys(environment).map((key) => [key, key, textAt(environment, key) ?? ""])
    : textsAt(environment).map((line, index) => [index, line.split("=")[0] ?? "", line.split("=").slice(1).join("=")]);
  return set.flatMap(([step, variable, said]) => {
    if (!(isPlainSecret(variable, said) || isPlainLogin(said)) || isFilledIn(said)) return [];
    const range = part.keyRange("services", name, "environment", step);
    const message = `${variable} has its value in the file. Take it from the environment (\${${variable}}) or from secrets:.`;
    return [found(MISTAKE_RULES["compose/no-plain-secret"], "error", { file, range }, message)];
  });
}

/** A proxy in front of the others is meant to be reached. */
function openPorts({ file, part, name, value }: ServiceText): readonly FileFinding[] {
  return listAt(value, "ports").flatMap((port, index) => {
    if (isMap(port)) return longPort({ file, part, name, value }, port, index);
    if (typeof port !== "string" || !/^(?:\$\{[^}]*\}|[\d-]+):\d/u.test(port) || /:(?:80|443)$/u.test(port)) return [];
    const range = part.valueRange("services", name, "ports", index);
    const message = `${port} is open on every network of the machine.`;
    const fix = { title: "Publish on 127.0.0.1", edits: [{ range, text: JSON.stringify(`127.0.0.1:${port}`) }] };
    return [found(MISTAKE_RULES["compose/loopback"], "info", { file, range }, message, fix)];
  });
}

function longPort({ file, part, name }: ServiceText, port: unknown, index: number): readonly FileFinding[] {
  const [published, target] = [textAt(port, "published"), textAt(port, "target") ?? ""];
  if (published === undefined || at(port, "host_ip") !== undefined || /^(?:80|443)$/u.test(target)) return [];
  const range = part.keyRange("services", name, "ports", index, "published");
  const message = `${published} is open on every network of the machine. Add host_ip: 127.0.0.1.`;
  return [found(MISTAKE_RULES["compose/loopback"], "info", { file, range }, message)];
}

function latest({ file, part, name, value }: ServiceText): readonly FileFinding[] {
  const image = textAt(value, "image") ?? "";
  if (image === "" || !["moving", "none"].includes(imagePin(image))) return [];
  const range = part.valueRange("services", name, "image");
  const message = `${image} is whatever is newest on the day of the start. Name an exact version.`;
  return [found(MISTAKE_RULES["compose/pinned-image"], "warning", { file, range }, message)];
}
