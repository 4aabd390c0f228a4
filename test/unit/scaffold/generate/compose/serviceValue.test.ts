import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import type { Application, Service } from "../../../../../src/scaffold/facts/application.ts";
import { testServices, testVariables } from "../../../../../src/scaffold/generate/pipeline/testServices.ts";
import { ownCatalogue } from "../../../../support/scaffold/catalogue.ts";
import { expressServer, fact } from "../../../../support/scaffold/sampleFacts.ts";
import { filesOf } from "../../../../support/scaffold/workflowFiles.ts";

const POSTGRES: Service = { name: "postgres" };

function variable(name: string): Application["environment"][number] {
  const secret = name.endsWith("PASSWORD");
  return fact({ name, required: false, secret, ...(name === "DB_HOST" && { default: "localhost" }) });
}

function reading(names: readonly string[], services: readonly Service[], more: Partial<Application> = {}): Application {
  return expressServer({
    environment: names.map((name) => variable(name)),
    services: services.map((one) => fact(one)),
    ...more,
  });
}

function composed(application: Application): Readonly<Record<string, unknown>> {
  const text = filesOf("compose", [application]).find(({ path }) => path === "compose.yaml")?.text ?? "";
  const { services } = parse(text) as { services: Record<string, { environment: Record<string, unknown> }> };
  return services[application.name]?.environment ?? {};
}

function tested(application: Application): Readonly<Record<string, string>> {
  return Object.fromEntries(testVariables(testServices([application], ownCatalogue()), () => "localhost", []));
}

const JAVA = {
  ecosystem: {
    kind: "java",
    root: ".",
    tool: "maven",
    wrapper: true,
    module: ".",
    artifact: "target/*.jar",
    packaging: "boot-jar",
  },
} as const satisfies Partial<Application>;

describe("a service that is told by its parts", () => {
  const application = reading(
    ["DB_HOST", "DB_NAME", "DB_PASSWORD", "DB_PORT", "DB_USER", "REDIS_HOST", "REDIS_PORT"],
    [POSTGRES, { name: "redis", variable: "REDIS_HOST" }],
  );

  test("is found by compose, whatever the code takes otherwise", () => {
    expect(composed(application)).toMatchObject({
      DB_HOST: "${DB_HOST:-postgres}",
      DB_NAME: "${DB_NAME:-shop}",
      DB_PASSWORD: "${DB_PASSWORD:-${POSTGRES_PASSWORD:?Set POSTGRES_PASSWORD in .env}}",
      DB_PORT: "${DB_PORT:-5432}",
      DB_USER: "${DB_USER:-shop}",
      REDIS_HOST: "${REDIS_HOST:-redis}",
      // This name of .env is the port of this machine.
      REDIS_PORT: "6379",
    });
    const example = filesOf("compose", [application]).find(({ path }) => path === ".env.example")?.text;
    expect(example).toContain("# DB_HOST=postgres\n");
    expect(example).not.toContain("localhost");
  });

  test("is found by tests", () => {
    expect(tested(application)).toEqual({
      DB_HOST: "localhost",
      DB_NAME: "test",
      DB_PASSWORD: "test",
      DB_PORT: "5432",
      DB_USER: "test",
      REDIS_HOST: "localhost",
      REDIS_PORT: "6379",
    });
  });
});

test("an address of PostgreSQL has the scheme that every library takes", () => {
  const application = reading(["DATABASE_URL"], [{ ...POSTGRES, variable: "DATABASE_URL" }]);
  expect(tested(application)).toEqual({ DATABASE_URL: "postgresql://test:test@localhost:5432/test" });
});

describe("Java", () => {
  test("takes addresses of its own form, with who signs in told apart", () => {
    const application = reading(["DB_URL", "DB_USER", "DB_PASSWORD"], [{ ...POSTGRES, variable: "DB_URL" }], JAVA);
    expect(composed(application)).toMatchObject({
      DB_URL: "${DB_URL:-jdbc:postgresql://postgres:5432/shop}",
      DB_USER: "${DB_USER:-shop}",
    });
    expect(tested(application)).toEqual({
      DB_URL: "jdbc:postgresql://localhost:5432/test",
      DB_USER: "test",
      DB_PASSWORD: "test",
    });
  });

  test("or behind the address, where no variable tells it", () => {
    const application = reading(["DB_URL"], [{ name: "mysql", variable: "DB_URL" }], JAVA);
    expect(tested(application)).toEqual({ DB_URL: "jdbc:mysql://localhost:3306/test?user=root&password=test" });
    expect(composed(application)["DB_URL"]).toBe(
      "${DB_URL:-jdbc:mysql://mysql:3306/shop?user=shop&password=${MYSQL_PASSWORD:?Set MYSQL_PASSWORD in .env}}",
    );
  });
});

test.each(["JDBC_URL", "SPRING_DATASOURCE_URL", "QUARKUS_DATASOURCE_JDBC_URL"])(
  "%s tells Java of its one database",
  (name) => {
    const value = "jdbc:postgresql://localhost:5432/test?user=test&password=test";
    expect(tested(reading([name], [POSTGRES], JAVA))).toEqual({ [name]: value });
  },
);

describe("a service that is told in another way than by an address of its own name", () => {
  test("is found as Celery, Kafka, NATS and S3 are told", () => {
    const names = ["CELERY_BROKER_URL", "CELERY_RESULT_BACKEND", "KAFKA_BROKERS", "NATS_SERVERS", "S3_ENDPOINT"];
    const services: readonly Service[] = [
      { name: "redis" },
      { name: "kafka", variable: "KAFKA_BROKERS" },
      { name: "nats", variable: "NATS_SERVERS" },
      { name: "minio" },
    ];
    expect(composed(reading(names, services))).toMatchObject({
      CELERY_BROKER_URL: "${CELERY_BROKER_URL:-redis://redis:6379}",
      CELERY_RESULT_BACKEND: "${CELERY_RESULT_BACKEND:-redis://redis:6379}",
      KAFKA_BROKERS: "${KAFKA_BROKERS:-kafka:9092}",
      NATS_SERVERS: "${NATS_SERVERS:-nats://nats:4222}",
      S3_ENDPOINT: "${S3_ENDPOINT:-http://minio:9000}",
    });
    expect(tested(reading(names, services))).toEqual({
      CELERY_BROKER_URL: "redis://localhost:6379",
      CELERY_RESULT_BACKEND: "redis://localhost:6379",
    });
  });

  test("goes to RabbitMQ before Redis where both are there", () => {
    const application = reading(["CELERY_BROKER_URL"], [{ name: "redis" }, { name: "rabbitmq" }]);
    expect(tested(application)).toEqual({ CELERY_BROKER_URL: "amqp://guest:guest@localhost:5672" });
  });

  test("mail goes to the server that runs here, which takes whoever signs in", () => {
    const values = composed(reading(["SMTP_HOST", "SMTP_PORT", "SMTP_USER", "EMAIL_HOST"], [{ name: "smtp" }]));
    expect(values).toMatchObject({
      SMTP_HOST: "${SMTP_HOST:-smtp}",
      SMTP_PORT: "1025",
      SMTP_USER: null,
      EMAIL_HOST: "${EMAIL_HOST:-smtp}",
    });
  });

  test("what holds a driver's name or a list of another form is left alone", () => {
    const names = ["DB_CONNECTION", "CACHE_SERVERS", "MINIO_ENDPOINT"];
    const application = reading(names, [{ ...POSTGRES, variable: "DB_CONNECTION" }, { name: "minio" }]);
    expect(tested(application)).toEqual({});
    expect(composed(application)).toMatchObject({ DB_CONNECTION: null, CACHE_SERVERS: null, MINIO_ENDPOINT: null });
  });
});

describe(".NET", () => {
  const ecosystem = {
    kind: "dotnet",
    root: ".",
    project: "Shop.csproj",
    assembly: "Shop",
    web: true,
    locked: false,
  } as unknown as Application["ecosystem"];

  test("takes words and values", () => {
    const name = "ConnectionStrings__Shop";
    const application = reading([name], [{ ...POSTGRES, variable: name }], { ecosystem });
    expect(tested(application)).toEqual({
      [name]: "Host=localhost;Port=5432;Database=test;Username=test;Password=test",
    });
    expect(composed(application)[name]).toBe(
      `\${${name}:-Host=postgres;Port=5432;Database=shop;Username=shop;Password=\${POSTGRES_PASSWORD:?Set POSTGRES_PASSWORD in .env}}`,
    );
  });

  test("and places without a scheme", () => {
    const name = "ConnectionStrings__Redis";
    const application = reading([name], [{ name: "redis", variable: name }], { ecosystem });
    expect(composed(application)[name]).toBe(`\${${name}:-redis:6379}`);
  });
});
