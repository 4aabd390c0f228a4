import { isSecretName } from "../../../core/secretName.ts";
import type { Ways } from "../../../core/readiness/ways.ts";

/**
 * What every program of a machine needs: where programs, homes and temporary files are, languages, proxies and
 * certificates. No token, no kubeconfig, no agent's socket.
 */
const HANDED_ON =
  /^(?:PATH|PATHEXT|HOME|USER|LOGNAME|LANG|LC_\w+|TZ|TMPDIR|TEMP|TMP|SYSTEMROOT|SYSTEMDRIVE|WINDIR|COMSPEC|USERNAME|USERPROFILE|HOMEDRIVE|HOMEPATH|PROGRAMDATA|PROGRAMFILES|APPDATA|LOCALAPPDATA|(?:https?|all|no)_proxy|SSL_CERT_\w+|NODE_EXTRA_CA_CERTS|JAVA_HOME|DOTNET_ROOT|GOROOT)$/iu;

/** No prompts, no colours; builds take warnings as their pipelines do. */
const ALWAYS = { CI: "true", NO_COLOR: "1", TERM: "dumb" } as const;

/** Values of variables, and which of them must not show. */
export interface Variables {
  readonly values: Readonly<Record<string, string>>;
  readonly secrets: readonly string[];
}

/**
 * The variables that an application is given. From this process only those that `tidegate.yaml` names: a plan was
 * looked at with their names. From files of the workspace also those that its code asks for.
 */
export function givenVariables(
  said: readonly string[],
  { variables, optional }: Ways,
  own: Readonly<Record<string, string>>,
  environment: Readonly<Record<string, string | undefined>>,
): Variables {
  const names = new Set([...variables.map(({ name }) => name), ...optional]);
  const values: Record<string, string> = {};
  for (const name of names) {
    const value =
      (said.includes(name) ? environment[name] : undefined) ?? (Object.hasOwn(own, name) ? own[name] : undefined);
    if (value !== undefined) values[name] = value;
  }
  const secrets = Object.entries(values).flatMap(([name, value]) => (isSecretName(name) ? [value] : []));
  return { values, secrets };
}

/** The whole environment of a program. `folders` are found before those of the machine. */
export function programEnvironment(
  environment: Readonly<Record<string, string | undefined>>,
  folders: readonly string[],
  delimiter: string,
): Readonly<Record<string, string>> {
  const kept = Object.entries(environment).filter(
    (entry): entry is [string, string] => entry[1] !== undefined && HANDED_ON.test(entry[0]),
  );
  const [name = "PATH", path = ""] = kept.find(([one]) => one.toUpperCase() === "PATH") ?? [];
  const paths = [...folders, ...(path === "" ? [] : [path])].join(delimiter);
  return { ...Object.fromEntries(kept), ...ALWAYS, [name]: paths };
}
