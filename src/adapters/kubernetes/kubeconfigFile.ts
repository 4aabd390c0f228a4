import { dirname, isAbsolute, resolve } from "node:path";
import { parseDocument } from "yaml";
import { clusterFault } from "./fault.ts";

type Tree = Record<string, unknown>;

/**
 * The content of a kubeconfig file as plain data, with what client-node would drop or misread put into words it knows:
 * a user's `tokenFile`, and a credential command that is relative to the file. Throws `KubeconfigInvalid` with file and
 * line, and never quotes the text, which may hold credentials.
 */
export function normalizeKubeconfig(file: string, text: string): Tree {
  const document = parseDocument(text, { prettyErrors: true, logLevel: "silent" });
  const [error] = document.errors;
  if (error) {
    const line = error.linePos?.[0].line;
    throw invalid(file, line === undefined ? "it is not YAML" : `line ${line} is not YAML`);
  }
  const tree: unknown = document.toJS({ maxAliasCount: 100 });
  if (!isTree(tree)) throw invalid(file, "it holds no configuration");
  return { ...tree, users: asList(tree["users"]).map((entry) => normalizeUser(entry, dirname(file))) };
}

function normalizeUser(entry: unknown, folder: string): unknown {
  if (!isTree(entry) || !isTree(entry["user"])) return entry;
  const { tokenFile, exec, ...user } = entry["user"];
  return {
    ...entry,
    user: {
      ...user,
      ...(typeof tokenFile === "string" && {
        "auth-provider": { name: "tokenFile", config: { tokenFile: resolve(folder, tokenFile) } },
      }),
      ...(isTree(exec) && { exec: { ...exec, command: commandPath(exec["command"], folder) } }),
    },
  };
}

/** A bare name is looked up on PATH; a relative path starts from the kubeconfig's folder. */
function commandPath(command: unknown, folder: string): unknown {
  if (typeof command !== "string" || isAbsolute(command) || !/[/\\]/u.test(command)) return command;
  return resolve(folder, command);
}

function invalid(file: string, why: string): Error {
  return clusterFault("KubeconfigInvalid", `The kubeconfig ${file} cannot be used: ${why}. Correct it, then retry.`, {
    facts: { file },
  });
}

function isTree(value: unknown): value is Tree {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function asList(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}
