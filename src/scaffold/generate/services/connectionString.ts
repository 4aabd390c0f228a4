import type { ServiceName } from "../../facts/services.ts";

/** How drivers of .NET are told where something is: not by an address, but by words and values. */
const FORMS: Readonly<Partial<Record<ServiceName, string>>> = {
  postgres: "Host={host};Port=5432;Database={database};Username={user};Password={password}",
  mysql: "Server={host};Port=3306;Database={database};User ID={user};Password={password}",
  mariadb: "Server={host};Port=3306;Database={database};User ID={user};Password={password}",
  sqlserver: "Server={host},1433;Database=master;User ID=sa;Password={password};TrustServerCertificate=True",
  redis: "{host}:6379",
};

/** A service's connection string as .NET takes it; undefined for one whose address .NET takes like everybody else. */
export function connectionString(service: ServiceName): string | undefined {
  return FORMS[service];
}
