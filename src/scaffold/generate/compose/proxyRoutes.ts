import type { GenerateInput } from "../generator.ts";
import type { ComposeService } from "./composeModel.ts";

/** A path that the proxy hands on. */
export interface Route {
  /** With a slash at both ends. */
  readonly path: string;
  readonly service: string;
  readonly port: number;
}

/** The first site, or else the first application, is at the root; the others are at their names. */
export function routesOf(
  applications: readonly ComposeService[],
  { applications: facts }: GenerateInput,
): readonly Route[] {
  const answering = applications.flatMap(({ key, port }) => (port === undefined ? [] : [{ service: key, port }]));
  const site = facts.find(({ role }) => role.value === "site")?.name;
  const root = answering.find(({ service }) => service === site) ?? answering[0];
  const others = answering.filter((route) => route !== root).map((route) => ({ ...route, path: `/${route.service}/` }));
  return [...others, ...(root ? [{ ...root, path: "/" }] : [])];
}
