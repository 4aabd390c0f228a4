import type { ServiceName } from "../../facts/services.ts";
import { evidence, lineAt } from "../shared/evidence.ts";
import { serviceOfPackage, type ServiceSign, serviceOfUrl } from "../shared/services.ts";
import type { Source } from "../shared/sources.ts";
import type { VariableReading } from "../shared/variables.ts";
import { dependencyLine, type PackageJson } from "./packageJson.ts";

/** What settings of Prisma, Drizzle, TypeORM, Knex, Sequelize and MikroORM call a kind of database. */
const KINDS: Readonly<Record<string, ServiceName>> = {
  postgresql: "postgres",
  postgres: "postgres",
  pg: "postgres",
  cockroachdb: "postgres",
  mysql: "mysql",
  mysql2: "mysql",
  mariadb: "mariadb",
  mongodb: "mongodb",
  mongo: "mongodb",
  sqlserver: "sqlserver",
  mssql: "sqlserver",
  "aurora-mysql": "mysql",
  "aurora-postgres": "postgres",
};
const ORM = /\b(?:type|dialect|client|driver|provider)\s*:\s*["'`]([\w-]+)["'`]/gu;
const USES_ORM = /typeorm|drizzle|knex|sequelize|mikro-orm|TypeOrmModule|DataSource\b/iu;
const ADDRESS = /["'`]((?:[a-z][a-z0-9]*)(?:\+\w+)?:\/\/[^"'`\s]{1,200})["'`]/giu;

/** The services that packages are there for. */
export function packageSigns(manifest: PackageJson): readonly ServiceSign[] {
  return Object.keys(manifest.dependencies).flatMap((name) => {
    const service = serviceOfPackage("node", name);
    const says = `depends on ${name}`;
    return service === undefined
      ? []
      : [
          {
            name: service,
            confidence: "likely" as const,
            at: evidence(manifest.file, dependencyLine(manifest, name), says),
          },
        ];
  });
}

/** The services that settings of ORMs and addresses in code name. `sources` are without comments. */
export function codeSigns(sources: readonly Source[]): readonly ServiceSign[] {
  return sources.flatMap(({ text, file }) => {
    const orms = USES_ORM.test(text) ? [...text.matchAll(ORM)] : [];
    const kinds = orms.flatMap((match) => signOf(kindOf(match[1]), "certain", file, text, match.index));
    const addresses = [...text.matchAll(ADDRESS)].flatMap((match) =>
      signOf(serviceOfUrl(match[1] ?? ""), "likely", file, text, match.index),
    );
    return [...kinds, ...addresses];
  });
}

function signOf(
  name: ServiceName | undefined,
  confidence: ServiceSign["confidence"],
  file: string,
  text: string,
  index: number,
): readonly ServiceSign[] {
  return name === undefined ? [] : [{ name, confidence, at: evidence(file, lineAt(text, index), `talks to ${name}`) }];
}

function kindOf(written: string | undefined): ServiceName | undefined {
  return written !== undefined && Object.hasOwn(KINDS, written) ? KINDS[written] : undefined;
}

/** What a Prisma schema says: the database, the variable of its address, and the file of SQLite's. */
export interface PrismaFound {
  readonly signs: readonly ServiceSign[];
  readonly variables: readonly VariableReading[];
  readonly sqlite?: string;
}

/** Reads the datasource of a Prisma schema. `file` is from the root of the tree. */
export function readPrisma(file: string, text: string): PrismaFound {
  const start = /^datasource\s+\w+\s*\{/mu.exec(text)?.index;
  if (start === undefined) return { signs: [], variables: [] };
  const block = text.slice(start, text.indexOf("}", start) + 1 || undefined);
  const provider = /\bprovider\s*=\s*"([\w-]+)"/u.exec(block);
  const address = /\burl\s*=\s*env\(\s*"(\w+)"\s*\)/u.exec(block);
  const name = kindOf(provider?.[1]);
  const at = (index: number): number => lineAt(text, start + index);
  const sqlite = /\burl\s*=\s*"file:([^"]+)"/u.exec(block)?.[1];
  const variable = address?.[1];
  const others = [...block.matchAll(/\b(?:directUrl|shadowDatabaseUrl)\s*=\s*env\(\s*"(\w+)"\s*\)/gu)];
  return {
    signs:
      name === undefined
        ? []
        : [
            {
              name,
              confidence: "certain",
              at: evidence(file, at(provider?.index ?? 0), `names ${name} as its database`),
              ...(variable !== undefined && { variable }),
            },
          ],
    variables: [...(address === null ? [] : [address]), ...others].map((match) => ({
      name: match[1] ?? "",
      // Only migrations in development ask for the shadow database.
      optional: match[0].startsWith("shadow"),
      at: evidence(file, at(match.index), `reads ${match[1] ?? ""}`),
      confidence: "certain",
    })),
    ...(provider?.[1] === "sqlite" && sqlite !== undefined && { sqlite }),
  };
}
