import { expect, test } from "vitest";
import { toldBy } from "../../../../../src/scaffold/generate/services/told.ts";

test.each([
  ["DB_HOST", "host"],
  ["DATABASE_NAME", "database"],
  ["DB_DATABASE", "database"],
  ["SPRING_DATASOURCE_USERNAME", "user"],
  ["PGPASSWORD", "password"],
  ["POSTGRES_DB", "database"],
  ["POSTGRES_PORT", "port"],
  ["DATABASE_URL", "address"],
])("%s tells the one database's %s", (name, told) => {
  expect(toldBy(name, ["postgres", "redis"])).toEqual({ service: "postgres", told });
});

test("a name that goes with two databases tells of none, and one of a service tells of that", () => {
  expect(toldBy("DB_HOST", ["postgres", "mysql"])).toBeUndefined();
  expect(toldBy("MYSQL_HOST", ["postgres", "mysql"])).toEqual({ service: "mysql", told: "host" });
  expect(toldBy("REDIS_HOST", ["postgres", "redis"])).toEqual({ service: "redis", told: "host" });
});

test.each(["PORT", "HOST", "DB_POOL_SIZE", "MY_DB_HOST", "REDIS_TTL", "API_USER", "LOG_LEVEL", "SMTP_HOST"])(
  "%s tells nothing of them",
  (name) => {
    expect(toldBy(name, ["postgres", "redis"])).toBeUndefined();
  },
);
