import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { connectionsOf, type Surroundings } from "../../../../src/core/readiness/connections.ts";
import { addressText, serviceAddresses } from "../../../../src/core/readiness/serviceAddress.ts";

const POSTGRES = { title: "PostgreSQL", port: 5432 };

function connections(over: Partial<Surroundings>) {
  return connectionsOf({ said: undefined, values: {}, services: [], ...over }).map(({ name, addresses, why }) => [
    name,
    why ?? addresses.map(addressText).join(", "),
  ]);
}

describe("addresses of services", () => {
  it.each([
    ["postgres://u:p@db:5433/shop?sslmode=require", "postgres at db:5433"],
    ["postgresql+psycopg2://u:p%40ss@db/shop", "postgresql at db:5432"],
    ["jdbc:mysql://db.internal:3307/shop", "mysql at db.internal:3307"],
    ["mongodb://u:p@a:27017,b:27018/shop", "mongodb at a:27017, mongodb at b:27018"],
    ["rediss://:pass@cache", "rediss at cache:6379"],
    ["amqps://[2001:db8::1]:5671/v", "amqps at [2001:db8::1]:5671"],
    ["https://pay.example.com/up?key=1", "https at pay.example.com:443"],
    ["tcp://queue:5672", "tcp at queue:5672"],
  ])("%s", (text, told) => {
    expect(serviceAddresses(text)?.map(addressText).join(", ")).toBe(told);
  });

  it.each([
    "postgres://u:pa/ss@db:5432/shop",
    "postgres://u:pa?ss@db/shop",
    "postgres://u:pa#ss@db/shop",
    "postgres:///shop",
    "tcp://queue",
    "redis://cache:99999",
    "mongodb+srv://u:p@cluster.example.net/shop",
    "sqlite:///data.db",
    "file:///etc/passwd",
    "javascript:alert(1)",
    "",
  ])("cannot be told for sure: %s", (text) => {
    expect(serviceAddresses(text)).toBeUndefined();
  });

  it("never hold anything of a password, however it is written", () => {
    const part = fc.stringMatching(/^[a-z0-9/?#:@,[\]%]{1,12}$/u);
    fc.assert(
      fc.property(part, part, (user, secret) => {
        const password = `zz${secret}zz`;
        const found = serviceAddresses(`postgres://${user}:${password}@db:5432/shop`);
        expect((found ?? []).map(addressText).join(" ")).not.toContain("zz");
      }),
    );
  });

  it("never throw on any text", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(() => serviceAddresses(text)).not.toThrow();
      }),
    );
  });
});

describe("what an application connects to", () => {
  it("is what tidegate.yaml says, and nothing else", () => {
    const values = { DATABASE_URL: "postgres://u:p@db/shop", CACHE_URL: "redis://cache" };
    expect(connections({ said: ["DATABASE_URL", "https://pay.example.com/up"], values, services: [POSTGRES] })).toEqual(
      [
        ["DATABASE_URL", "postgres at db:5432"],
        ["https://pay.example.com/up", "https at pay.example.com:443"],
      ],
    );
  });

  it("is what its variables hold, without what leads back to itself", () => {
    const values = {
      DATABASE_URL: "postgres://u:p@db/shop",
      PAYMENTS_API: "https://pay.example.com",
      PUBLIC_URL: "https://shop.example.com",
      CORS_ORIGIN: "https://shop.example.com",
      REDIS_HOST: "cache",
      REDIS_PORT: "6380",
      KAFKA_BROKERS: "a:9092,b:9092",
      KAFKA_PORT: "9092",
      HOST: "0.0.0.0",
      GREETING: "you",
    };
    expect(connections({ values })).toEqual([
      ["DATABASE_URL", "postgres at db:5432"],
      ["PAYMENTS_API", "https at pay.example.com:443"],
      ["REDIS_HOST", "service at cache:6380"],
      ["KAFKA_BROKERS", "service at a:9092, service at b:9092"],
    ]);
  });

  it("is what its code was seen to use, and in doubt where nobody says where that is", () => {
    const services = [POSTGRES, { title: "Redis", port: 6379, variable: "REDIS_URL" }];
    expect(connections({ services })).toEqual([
      ["PostgreSQL", "no variable is known that tells where it is"],
      ["REDIS_URL", "it has no value here"],
    ]);
    const known = { ...POSTGRES, variable: "PGHOST" };
    expect(connections({ services: [known], values: { PGHOST: "db" } })).toEqual([["PGHOST", "service at db:5432"]]);
  });

  it("shows no value that cannot be read", () => {
    const shown = JSON.stringify(
      connections({ said: ["A", "B"], values: { A: "correct horse", B: "postgres://x:ho/rse@db" } }),
    );
    expect(shown).not.toMatch(/horse|ho\/rse/u);
  });
});
