import type { Source } from "../shared/sources.ts";
import { evidence } from "../shared/evidence.ts";
import { hitsIn } from "../shared/hits.ts";
import { type ServiceSign, serviceOfPackage, serviceOfUrl } from "../shared/services.ts";
import type { ServiceName } from "../../facts/services.ts";
import type { Dependency } from "./pythonDependencies.ts";

/** Packages that Celery brings with it, whichever broker it talks to. */
const OF_CELERY: ReadonlySet<string> = new Set(["kombu", "amqp"]);
const ENGINES: Readonly<Record<string, ServiceName>> = { postgresql: "postgres", postgis: "postgres", mysql: "mysql" };

/** What dependencies, addresses in the code and Django's engines say about services. */
export function pythonServices(
  dependencies: readonly Dependency[],
  sources: readonly Source[],
): readonly ServiceSign[] {
  const hasCelery = dependencies.some(({ name }) => name === "celery");
  const asked = dependencies.flatMap((one): readonly ServiceSign[] => {
    if (hasCelery && OF_CELERY.has(one.name)) return [];
    const names = [one.name, ...one.extras.map((extra) => `${one.name}[${extra}]`)].flatMap(
      (name) => serviceOfPackage("python", name) ?? [],
    );
    return names.map((name) => ({
      name,
      confidence: "certain",
      at: evidence(one.file, one.line, `asks for ${one.name}`),
    }));
  });
  const addressed = hitsIn(sources, /["']([a-z][a-z0-9+]{2,30}:\/\/)/gu).flatMap((hit): readonly ServiceSign[] => {
    const name = serviceOfUrl(hit.group(1));
    return name === undefined ? [] : [{ name, confidence: "likely", at: hit.at("holds an address of it") }];
  });
  const engines = hitsIn(sources, /\bdjango\.(?:contrib\.gis\.)?db\.backends\.(\w+)/gu).flatMap(
    (hit): readonly ServiceSign[] => {
      const name = Object.hasOwn(ENGINES, hit.group(1)) ? ENGINES[hit.group(1)] : undefined;
      return name === undefined ? [] : [{ name, confidence: "certain", at: hit.at("is the database's engine") }];
    },
  );
  return [...asked, ...addressed, ...engines];
}
