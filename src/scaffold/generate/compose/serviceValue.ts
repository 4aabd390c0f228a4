import type { Application, Variable } from "../../facts/application.ts";
import { SERVICES, type ServiceName } from "../../facts/services.ts";
import { portVariableOf } from "../../ports/portVariable.ts";
import { addressFor } from "../services/addressFor.ts";
import { type ToldOf, toldOf } from "../services/told.ts";
import { backingService } from "./backingServices.ts";
import { required } from "./interpolation.ts";

/**
 * What a variable says of a service that runs here, such as its name for `DB_HOST`: it stands in for what the code
 * would take otherwise, which is mostly this very machine. `keys` are the services by name. Undefined for any other
 * variable.
 */
export function serviceValue(
  { name }: Variable,
  application: Application,
  keys: ReadonlyMap<ServiceName, string>,
  project: string,
): string | undefined {
  const told = toldOf(name, application);
  const key = told && keys.get(told.service);
  if (told === undefined || key === undefined) return undefined;
  const text = textOf(name, told, application);
  if (text === undefined) return undefined;
  const value = filled(text, key, project);
  // The name of a service's own password, or of the port of this machine, is taken: what it holds is the service's.
  if (value.startsWith(`\${${name}:?`)) return value;
  return name === portVariableOf(key) ? value : `\${${name}:-${value}}`;
}

function textOf(name: string, { service, told }: ToldOf, application: Application): string | undefined {
  const { url, account } = backingService(service, "");
  if (told === "address") return addressFor(name, application, service, url);
  if (told === "host") return "{host}";
  return told === "port" ? String(SERVICES[service].port) : account?.[told];
}

/** A text about a service with what it is called here; its password stays a variable. */
export function filled(text: string, key: string, project: string): string {
  const name = project.replaceAll(/[^a-z0-9]/gu, "_");
  return text
    .replaceAll("{user}", name)
    .replaceAll("{database}", name)
    .replaceAll("{host}", key)
    .replaceAll("{password}", required(`${portVariableOf(key).replace(/_PORT$/u, "")}_PASSWORD`));
}
