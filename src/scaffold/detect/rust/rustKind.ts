import type { Evidence, Fact } from "../../facts/fact.ts";
import type { ServiceName } from "../../facts/services.ts";
import { evidence, fact } from "../shared/evidence.ts";
import { hitsIn } from "../shared/hits.ts";
import { type ServiceSign, serviceOfPackage, serviceOfUrl } from "../shared/services.ts";
import type { Source } from "../shared/sources.ts";
import type { Crate } from "./cargoManifest.ts";

/** Frameworks by their crate, those before others that they stand on. */
const FRAMEWORKS = [
  "axum",
  "actix-web",
  "rocket",
  "warp",
  "poem",
  "salvo",
  "loco-rs",
  "tide",
  "gotham",
  "tonic",
  "hyper",
];
/** What keeps a program without a port going. */
const WORKS =
  /\bctrl_c\(\)|\bSignalKind::|\btime::interval\(|\binterval\.tick\(\)|\bJobScheduler::|\.basic_consume\(|\bStreamConsumer\b|\bBaseConsumer\b|\bloop\s*\{|\bpending::<\s*\(\)\s*>\(\)|\.subscribe\(/gu;
/** Crates that talk to one of several databases, by the feature that is chosen. */
const BY_FEATURE: readonly (readonly [RegExp, RegExp, ServiceName])[] = [
  [/^(?:sqlx|sea-orm|diesel|diesel-async|rbatis)$/u, /postgres/u, "postgres"],
  [/^(?:sqlx|sea-orm|diesel|diesel-async|rbatis)$/u, /mysql/u, "mysql"],
];

/** The framework among a package's crates. */
export function rustFramework(crates: readonly Crate[], file: string): Fact<string> | undefined {
  const name = FRAMEWORKS.find((one) => crates.some((crate) => crate.name === one));
  const crate = crates.find((one) => one.name === name);
  return crate && fact(crate.name, "certain", evidence(file, crate.line, `asks for ${crate.name}`));
}

/** What says that a program without a port goes on working; undefined for one that does its task and ends. */
export function rustWork(sources: readonly Source[]): Evidence | undefined {
  return hitsIn(sources, WORKS)[0]?.at("goes on until it is stopped");
}

/** Services that crates and addresses in the code are there for. */
export function rustServices(
  crates: readonly Crate[],
  file: string,
  sources: readonly Source[],
): readonly ServiceSign[] {
  const asked = crates.flatMap((crate): readonly ServiceSign[] => {
    const at = evidence(file, crate.line, `asks for ${crate.name}`);
    const own = serviceOfPackage("rust", crate.name);
    const chosen = BY_FEATURE.filter(
      ([name, feature]) => name.test(crate.name) && crate.features.some((one) => feature.test(one)),
    );
    const names = [...(own === undefined ? [] : [own]), ...chosen.map(([, , name]) => name)];
    return names.map((name) => ({ name, confidence: "certain", at }));
  });
  const addressed = hitsIn(sources, /"([a-z][a-z0-9+]{2,20}:\/\/)/gu).flatMap((hit): readonly ServiceSign[] => {
    const name = serviceOfUrl(hit.group(1));
    return name === undefined ? [] : [{ name, confidence: "likely", at: hit.at("holds an address of it") }];
  });
  return [...asked, ...addressed];
}
