import type { Application } from "../../facts/application.ts";
import type { ServiceName } from "../../facts/services.ts";

/** How drivers of Java are told where a database is; who signs in is told beside it, or behind the address. */
const JDBC: Readonly<Partial<Record<ServiceName, { readonly address: string; readonly account: string }>>> = {
  postgres: {
    address: "jdbc:postgresql://{host}:5432/{database}",
    account: "?user={user}&password={password}",
  },
  mysql: { address: "jdbc:mysql://{host}:3306/{database}", account: "?user={user}&password={password}" },
  mariadb: { address: "jdbc:mariadb://{host}:3306/{database}", account: "?user={user}&password={password}" },
  sqlserver: {
    address: "jdbc:sqlserver://{host}:1433;trustServerCertificate=true",
    account: ";user={user};password={password}",
  },
};

/**
 * The address of a database as an application on Java takes it; undefined for any other. `told` says whether variables
 * of their own tell who signs in.
 */
export function jdbcAddress({ ecosystem }: Application, service: ServiceName, told: boolean): string | undefined {
  const known = ecosystem.kind === "java" ? JDBC[service] : undefined;
  return known && `${known.address}${told ? "" : known.account}`;
}
