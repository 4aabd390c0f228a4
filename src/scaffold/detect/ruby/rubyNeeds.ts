import type { Evidence, Fact } from "../../facts/fact.ts";
import { fact } from "../shared/evidence.ts";
import { hitsIn } from "../shared/hits.ts";
import { serviceOfPackage, serviceOfUrl, type ServiceSign } from "../shared/services.ts";
import type { VariableReading } from "../shared/variables.ts";
import { railsOf } from "./rubyServer.ts";
import type { RubyProject } from "./rubyProject.ts";
import type { ServiceName } from "../../facts/services.ts";

const ADAPTERS: Readonly<Record<string, ServiceName>> = {
  postgresql: "postgres",
  postgis: "postgres",
  mysql2: "mysql",
  trilogy: "mysql",
  sqlserver: "sqlserver",
};
/** Gems that bring C to be compiled, or a library of the system. */
const NATIVE = [
  "bcrypt",
  "bigdecimal",
  "bootsnap",
  "charlock_holmes",
  "commonmarker",
  "curb",
  "ffi",
  "grpc",
  "hiredis",
  "image_processing",
  "json",
  "libv8-node",
  "mini_racer",
  "msgpack",
  "mysql2",
  "nio4r",
  "nokogiri",
  "oj",
  "pg",
  "psych",
  "puma",
  "racc",
  "rdkafka",
  "redcarpet",
  "rmagick",
  "ruby-vips",
  "sassc",
  "snappy",
  "sqlite3",
  "therubyracer",
  "tiny_tds",
  "trilogy",
  "unf_ext",
  "unicorn",
  "websocket-driver",
  "yajl-ruby",
];
const ASSETS = [
  "sprockets-rails",
  "sprockets",
  "propshaft",
  "jsbundling-rails",
  "cssbundling-rails",
  "tailwindcss-rails",
  "dartsass-rails",
  "importmap-rails",
  "vite_rails",
  "shakapacker",
  "webpacker",
];

/** Gems among all that are locked (or named) that are compiled on installation. */
export function nativeGems({ gemfile, lock }: RubyProject): readonly string[] {
  const names = lock === undefined ? gemfile.gems.map(({ name }) => name) : [...lock.versions.keys()];
  return NATIVE.filter((name) => names.includes(name));
}

/** The gem that builds assets for browsers. */
export function assetsOf({ gem }: RubyProject): Evidence | undefined {
  return gem(...ASSETS);
}

/** Gems of drivers, adapters and addresses that say what it talks to. */
export function rubySigns({ gemfile, sources, at }: RubyProject): readonly ServiceSign[] {
  const gems = gemfile.gems.flatMap(({ name, line, runs }) => {
    const service = runs ? serviceOfPackage("ruby", name) : undefined;
    return service === undefined
      ? []
      : [{ name: service, confidence: "likely" as const, at: at("Gemfile", line, `depends on ${name}`) }];
  });
  const adapters = hitsIn(sources, /^[ \t]*adapter:[ \t]*["']?(\w{1,30})/gmu).flatMap((hit) => {
    const service = ADAPTERS[hit.group(1)];
    return service === undefined
      ? []
      : [{ name: service, confidence: "certain" as const, at: hit.at(`uses ${hit.group(1)}`) }];
  });
  const addresses = hitsIn(sources, /["'](\w{2,20}:\/\/[^"'\s]{1,100})["']/gu).flatMap((hit) => {
    const service = serviceOfUrl(hit.group(1));
    return service === undefined
      ? []
      : [{ name: service, confidence: "likely" as const, at: hit.at("holds an address of it") }];
  });
  return [...gems, ...adapters, ...addresses];
}

/** What Rails reads in production without its code saying so: its key, and the address of its database. */
export function railsVariables(project: RubyProject): readonly VariableReading[] {
  const because = railsOf(project);
  if (because === undefined) return [];
  const { folder, sources, at } = project;
  const credentials = ["config/credentials/production.yml.enc", "config/credentials.yml.enc"].find((path) =>
    folder.has(path),
  );
  const key =
    credentials === undefined
      ? { name: "SECRET_KEY_BASE", at: { ...because, says: "signs cookies with SECRET_KEY_BASE" } }
      : { name: "RAILS_MASTER_KEY", at: at(credentials, 1, "is opened with RAILS_MASTER_KEY") };
  const database = sources.find(({ path }) => path === "config/database.yml");
  const readsNone =
    database !== undefined &&
    !/ENV\b|^[ \t]*host:/mu.test(database.text) &&
    /adapter:[ \t]*["']?(?:postgresql|postgis|mysql2|trilogy)/u.test(database.text);
  const address = readsNone
    ? [
        {
          name: "DATABASE_URL",
          optional: false,
          at: at("config/database.yml", 1, "names no host, so DATABASE_URL must"),
        },
      ]
    : [];
  return [{ ...key, optional: false }, ...address];
}

/** Folders that Rails writes to: its temporary files and log, what is uploaded, SQLite's files. */
export function rubyWrites(project: RubyProject): readonly Fact<string>[] {
  const because = railsOf(project);
  const { folder, sources } = project;
  const sqlite = hitsIn(sources, /^[ \t]*database:[ \t]*["']?([\w-]{1,40})\/[\w./-]{1,80}\.sqlite3/gmu)
    .slice(-1)
    .map((hit) => fact(hit.group(1), "certain", hit.at("keeps its database there")));
  if (because === undefined) return sqlite;
  const disk =
    folder.has("config/storage.yml") && hitsIn(sources, /^[ \t]*config\.active_storage\.service\s*=\s*:local/gmu)[0];
  const uploads = disk ? [fact("storage", "certain", disk.at("keeps uploads on disk"))] : [];
  const own = ["tmp", "log"].map((path) => fact(path, "likely", { ...because, says: `writes to ${path}` }));
  return [...new Map([...own, ...sqlite, ...uploads].map((one) => [one.value, one])).values()];
}
