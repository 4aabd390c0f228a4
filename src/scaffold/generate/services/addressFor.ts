import type { Application } from "../../facts/application.ts";
import type { ServiceName } from "../../facts/services.ts";
import { connectionString } from "./connectionString.ts";
import { jdbcAddress } from "./jdbc.ts";
import { signsInApart } from "./told.ts";

const ADDRESS = /(?:_|^)(?:URL|URI|DSN|CONNECTION_?STRING|RESULT_BACKEND)$|_ENDPOINT_URL(?:_S3)?$/iu;
/** .NET reads `ConnectionStrings:Default` from this. */
const CONNECTION_STRING = /^ConnectionStrings__|(?:_|^)CONNECTION_?STRING$/iu;
/** Texts of several places; one place is such a text, too, where each is written like the address. */
const PLACES = /(?:BROKERS?|BROKER_?LIST|SERVERS?|HOSTS|NODES?|ADDR(?:ESS(?:ES)?)?|ENDPOINTS?)$/u;
const LISTED: ReadonlySet<ServiceName> = new Set(["kafka", "elasticsearch", "nats"]);

/**
 * What a variable holds that tells an application where a service is: `url`, or another form where the language or the
 * variable's name asks for one. Host, database and account stay open, as `{host}`, `{database}`, `{user}` and
 * `{password}`. Undefined for a name that does not say which form it takes.
 */
export function addressFor(
  name: string,
  application: Application,
  service: ServiceName,
  url: string,
): string | undefined {
  const dotnet = application.ecosystem.kind === "dotnet" && CONNECTION_STRING.test(name);
  if (dotnet) return connectionString(service) ?? url;
  if (ADDRESS.test(name)) return jdbcAddress(application, service, signsInApart(application, service)) ?? url;
  if (service === "minio") return name.endsWith("S3_ENDPOINT") ? url : undefined;
  return LISTED.has(service) && PLACES.test(name) ? url : undefined;
}
