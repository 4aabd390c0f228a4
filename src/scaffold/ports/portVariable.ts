/** The environment variable that sets on which port of the machine a service is published: `WEB_PORT` for `web`. */
export function portVariableOf(service: string): string {
  const name = service.toUpperCase().replaceAll(/[^A-Z0-9]/gu, "_");
  return `${/^\d/u.test(name) ? "APP_" : ""}${name}_PORT`;
}
