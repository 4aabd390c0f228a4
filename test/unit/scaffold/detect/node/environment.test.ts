import { describe, expect, test } from "vitest";
import { valuesOf } from "../../../../support/scaffold/detectedNode.ts";

async function found(code: string, more: Readonly<Record<string, unknown>> = {}) {
  const files = { "package.json": { name: "shop", scripts: { start: "node index.js" } }, "index.js": code, ...more };
  return valuesOf(files);
}

const plain = { required: false, secret: false };

describe("an environment variable", () => {
  test.each([
    [`connect(process.env.QUEUE_NAME)`, "QUEUE_NAME", { ...plain, required: true }],
    [`const level = process.env.LOG_LEVEL || "info";`, "LOG_LEVEL", { ...plain, default: "info" }],
    [`const level = process.env["LOG_LEVEL"] ?? 'warn'`, "LOG_LEVEL", { ...plain, default: "warn" }],
    [`const n = Number(process.env.POOL ?? 1_000);`, "POOL", { ...plain, default: "1000" }],
    [`const n = parseInt(process.env.POOL || "10", 10);`, "POOL", { ...plain, default: "10" }],
    [`const key = process.env.API_KEY || "dev-key";`, "API_KEY", { required: false, secret: true }],
    [`const { REGION, CACHE_TTL = "60", ZONE: zone } = process.env;`, "REGION", { ...plain, required: true }],
    [`const { REGION, CACHE_TTL = "60" } = process.env;`, "CACHE_TTL", { ...plain, default: "60" }],
    [`const n = process.env.POOL ? Number(process.env.POOL) : 5;`, "POOL", { ...plain, default: "5" }],
    [`const n = process.env.POOL && parse(process.env.POOL);`, "POOL", plain],
    [`if (process.env.TRACING === "on") trace();`, "TRACING", plain],
    [`if (!process.env.SITE_ID) { throw new Error("no"); }`, "SITE_ID", { ...plain, required: true }],
    [`const url = process.env.CDN ?? fallback();`, "CDN", plain],
    [`config.getOrThrow("BUCKET")`, "BUCKET", { ...plain, required: true }],
    [`this.configService.get<string>('BUCKET', 'media')`, "BUCKET", { ...plain, default: "media" }],
    [
      `import { z } from "zod";\nconst env = z.object({\n  REGION: z.string().min(2),\n  POOL: z.coerce.number().default(5),\n}).parse(process.env);`,
      "POOL",
      { ...plain, default: "5" },
    ],
    [
      `import { z } from "zod";\nz.object({ REGION: z.enum(["a", "b"]), OTHER: z.string().optional() }).parse(process.env)`,
      "REGION",
      { ...plain, required: true },
    ],
    [
      `import { z } from "zod";\nz.object({ REGION: z.string(), OTHER: z.string().optional() }).parse(process.env)`,
      "OTHER",
      plain,
    ],
    [
      `import { cleanEnv, str, port } from "envalid";\ncleanEnv(process.env, { MAIL_FROM: str(), PORT: port({ default: 3000 }) });`,
      "MAIL_FROM",
      { ...plain, required: true },
    ],
    [
      `const Joi = require("joi");\nvalidationSchema: Joi.object({ STAGE: Joi.string().required(), OTHER: Joi.string() })`,
      "STAGE",
      { ...plain, required: true },
    ],
    [`const region = Bun.env.REGION;`, "REGION", { ...plain, required: true }],
  ])("in %s", async (code, name, expected) => {
    const { environment } = await found(code);
    expect(environment[name]).toEqual({ name, ...expected });
  });

  test("is none that is commented out, given, built in or set by the system", async () => {
    const code = `// process.env.OLD\n/* process.env.OLDER */\nprocess.env.GIVEN = "1";\nprocess.env.NODE_ENV; process.env.HOME; import.meta.env.DEV; x["http://a/"] = process.env.KEPT`;
    expect(Object.keys((await found(code)).environment)).toEqual(["KEPT"]);
  });

  test("that only an example lists is optional, and none of its values is kept", async () => {
    const { environment, port } = await found("app.listen(process.env.PORT)", {
      ".env.example": '# Where\nPORT=4100\nSENTRY_DSN="https://k@x"\n',
      ".env": "REAL_SECRET=x",
    });
    expect(Object.values(environment)).toEqual([
      { name: "PORT", required: true, secret: false },
      { name: "SENTRY_DSN", required: false, secret: true },
    ]);
    expect(port).toEqual({ number: 4100, variable: "PORT" });
  });
});

describe("services", () => {
  test.each([
    [
      { pg: "8" },
      `new Pool({ connectionString: process.env.DATABASE_URL })`,
      [{ name: "postgres", variable: "DATABASE_URL" }],
    ],
    [{ mongoose: "8" }, `connect(process.env.MONGO_URI)`, [{ name: "mongodb", variable: "MONGO_URI" }]],
    [
      { typeorm: "0.3" },
      `new DataSource({ type: "mysql", host: process.env.DB_HOST })`,
      [{ name: "mysql", variable: "DB_HOST" }],
    ],
    [
      { kafkajs: "2", nodemailer: "6" },
      `new Kafka({ brokers: [process.env.KAFKA_BROKERS] })`,
      [{ name: "kafka", variable: "KAFKA_BROKERS" }, { name: "smtp" }],
    ],
    [{}, `connect(process.env.AMQP_URL || "amqp://localhost")`, [{ name: "rabbitmq", variable: "AMQP_URL" }]],
  ])("of %j with %s", async (dependencies, code, services) => {
    const json = { name: "shop", scripts: { start: "node index.js" }, dependencies };
    expect((await found(code, { "package.json": json })).services).toEqual(services);
  });

  test("that Prisma names are sure, with the variable of its address", async () => {
    const schema = `generator client {\n  provider = "prisma-client-js"\n}\ndatasource db {\n  provider = "postgresql"\n  url = env("SHOP_DB")\n}\n`;
    const { environment, services } = await found("", { "prisma/schema.prisma": schema });
    expect(environment["SHOP_DB"]).toMatchObject({ required: true });
    expect(services).toEqual([{ name: "postgres", variable: "SHOP_DB" }]);
  });
});

test("folders that it writes to are those that plain texts name", async () => {
  const code = `multer({ dest: "uploads/" }); new Database("data/app.db"); fs.writeFileSync("/tmp/x", a); createWriteStream("../out"); writeFile("./top.txt")`;
  expect((await found(code)).writes.toSorted()).toEqual(["data", "uploads"]);
  const defaults = `new Database(process.env.DB_FILE || "data/x.db"); mkdirSync(Bun.env["OUT"] ?? "out")`;
  expect((await found(defaults)).writes.toSorted()).toEqual(["data", "out"]);
});

describe("probes", () => {
  test.each([
    [`app.get("/api/health", a); app.get("/users/:id/status", b)`, "/api/health", undefined],
    [`app.get("/livez", a).get("/readyz", b)`, "/livez", "/readyz"],
    [`switch (url.pathname) { case "/healthz": ok() }`, "/healthz", undefined],
    [`import health from "./routes/health.js";\napp.use("/internal", health);`, "/internal/healthz", undefined],
    [
      `app.setGlobalPrefix("api");\n@Controller("health")\nclass A {\n  @Get("live") a() {}\n  @Get("ready") b() {}\n}`,
      "/api/health/live",
      "/api/health/ready",
    ],
    [
      `app.setGlobalPrefix("api", { exclude: ["health"] });\n@Controller()\nclass A {\n  @Get("health") a() {}\n}`,
      "/health",
      undefined,
    ],
    [`// app.get("/health")`, undefined, undefined],
  ])("in %s", async (code, health, readiness) => {
    const router = `router.get("/healthz", ok);`;
    const more = code.includes("routes/") ? { "routes/health.js": router } : {};
    expect(await found(`${code}\napp.listen(3000)`, more)).toMatchObject({ health, readiness });
  });
});
