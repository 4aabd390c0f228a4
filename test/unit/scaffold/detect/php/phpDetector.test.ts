import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { leastPhp } from "../../../../../src/scaffold/detect/php/composer.ts";
import { phpDetector, plainPhpDetector } from "../../../../../src/scaffold/detect/php/phpDetector.ts";
import { brokenTrees, detectedBy, unsound, valuesOf } from "../../../../support/scaffold/detectedBy.ts";

const LARAVEL = {
  "composer.json":
    '{\n  "name": "acme/desk",\n  "type": "project",\n  "require": {\n    "php": "^8.2",\n    "ext-gd": "*",\n    "laravel/framework": "^12.0",\n    "laravel/horizon": "^5.0"\n  },\n  "require-dev": { "laravel/pint": "*", "phpunit/phpunit": "*" }\n}\n',
  "composer.lock": '{"packages":[{"name":"laravel/framework"},{"name":"laravel/horizon"}]}',
  artisan: "#!/usr/bin/env php\n",
  "public/index.php": "<?php\n",
  "bootstrap/app.php": "<?php\nreturn Application::configure()->withRouting(\n    health: '/up',\n)->create();\n",
  "config/mail.php":
    "<?php\nreturn ['host' => env('MAIL_HOST', 'mail.local'), 'key' => env('MAIL_KEY')];\n// env('COMMENTED')\n",
  ".env.example":
    "APP_ENV=local\nAPP_KEY=\nDB_CONNECTION=pgsql\nDB_HOST=127.0.0.1\nDB_PASSWORD=secret\nREDIS_HOST=127.0.0.1\n",
};

const SYMFONY = {
  "composer.json":
    '{"require":{"php":">=8.2","symfony/framework-bundle":"7.2.*","symfony/messenger":"7.2.*"},"config":{"platform":{"php":"8.3.4"}}}',
  "public/index.php": "<?php\n",
  "config/packages/messenger.yaml":
    "framework:\n  messenger:\n    transports:\n      # one\n      orders: '%env(MESSENGER_TRANSPORT_DSN)%'\n",
  "config/packages/doctrine.yaml": "doctrine:\n  dbal:\n    url: '%env(resolve:DATABASE_URL)%'\n",
  "src/Controller/HealthController.php": "<?php\n#[Route('/healthz', methods: ['GET'])]\nclass HealthController {}\n",
};

const detectors = [phpDetector, plainPhpDetector];

const reasons = async (changes: Record<string, string>) =>
  (await detectedBy(detectors, { ...LARAVEL, ...changes })).problems.map(({ reason }) => reason);

describe("phpDetector", () => {
  it("finds a Laravel server and its Horizon", async () => {
    const { applications, problems } = await detectedBy(detectors, LARAVEL);
    const [server, worker] = applications;
    expect(problems).toEqual([]);
    expect(valuesOf(server)).toMatchObject({
      name: "desk",
      role: "server",
      framework: "laravel",
      runtime: { name: "php", version: "8.2" },
      testCommand: "vendor/bin/phpunit",
      lintCommand: "vendor/bin/pint --test",
      port: { number: 8080, variable: "PORT" },
      health: "/up",
      writes: ["storage", "bootstrap/cache"],
      services: [
        { name: "postgres", variable: "DB_HOST" },
        { name: "redis", variable: "REDIS_HOST" },
        { name: "smtp", variable: "MAIL_HOST" },
      ],
      ecosystem: {
        kind: "php",
        root: ".",
        lockFile: "composer.lock",
        publicDirectory: "public",
        extensions: ["gd", "pcntl", "pdo_pgsql"],
      },
    });
    expect(server?.health?.evidence[0]).toMatchObject({ file: "bootstrap/app.php", line: 3 });
    expect(valuesOf(worker)).toMatchObject({
      name: "desk-worker",
      role: "worker",
      startCommand: ["php", "artisan", "horizon"],
    });
  });

  it("takes no developer's own settings for defaults", async () => {
    const { applications } = await detectedBy(detectors, LARAVEL);
    expect(applications[0]?.environment.map(({ value }) => value)).toEqual([
      { name: "APP_ENV", required: false, secret: false },
      { name: "APP_KEY", required: true, secret: true },
      { name: "DB_CONNECTION", required: false, secret: false, default: "pgsql" },
      { name: "DB_HOST", required: true, secret: false },
      { name: "DB_PASSWORD", required: false, secret: true },
      { name: "MAIL_HOST", required: false, secret: false, default: "mail.local" },
      { name: "MAIL_KEY", required: false, secret: expect.any(Boolean) as boolean },
      { name: "REDIS_HOST", required: true, secret: false },
    ]);
  });

  it("finds a Symfony server and what consumes its messages", async () => {
    const { applications, problems } = await detectedBy(detectors, SYMFONY);
    expect(problems.map(({ reason }) => reason)).toEqual(["LockFileMissing"]);
    expect(valuesOf(applications[0])).toMatchObject({
      framework: "symfony",
      runtime: { name: "php", version: "8.3.4" },
      health: "/healthz",
      writes: ["var"],
    });
    expect(applications[0]?.environment.map(({ value }) => value.name)).toEqual([
      "APP_SECRET",
      "DATABASE_URL",
      "MESSENGER_TRANSPORT_DSN",
    ]);
    expect(applications[1]?.startCommand?.value).toEqual([
      "php",
      "bin/console",
      "messenger:consume",
      "orders",
      "--time-limit=3600",
    ]);
  });

  it("finds pages without Composer, and no application in a library", async () => {
    const plain = await detectedBy(detectors, {
      "index.php":
        "<?php\nnew PDO('mysql:host=db', getenv('DB_USER'), getenv('DB_PASS') ?: 'x');\nif ($path === '/health') { }\n",
    });
    expect(valuesOf(plain.applications[0])).toMatchObject({
      role: "server",
      health: "/health",
      services: [{ name: "mysql" }],
      ecosystem: { publicDirectory: ".", extensions: ["pdo_mysql"] },
    });
    expect(plain.applications[0]?.environment.map(({ value }) => [value.name, value.required])).toEqual([
      ["DB_PASS", false],
      ["DB_USER", true],
    ]);
    const library = await detectedBy(detectors, { "composer.json": '{"type":"library"}', "index.php": "<?php" });
    expect(library.applications).toEqual([]);
    expect(library.libraries).toHaveLength(1);
  });

  it("says that a lock file does not match and that a manifest is broken", async () => {
    expect(await reasons({ "composer.lock": '{"packages":[]}' })).toEqual(["LockFileDoesNotMatch"]);
    expect(await reasons({ "composer.json": "{" })).toContain("Unreadable");
    expect(await reasons({ ".php-version": "8.1" })).toEqual(["VersionsDisagree"]);
  });

  it.each([
    ["Laravel", LARAVEL],
    ["Symfony", SYMFONY],
  ])("takes any text without failing, and names only lines that are there: %s", async (_, sample) => {
    await fc.assert(
      fc.asyncProperty(brokenTrees(sample), async (texts) => {
        expect(unsound(await detectedBy(detectors, texts), texts)).toEqual([]);
      }),
      { numRuns: 50 },
    );
  });
});

describe("leastPhp", () => {
  it.each([
    ["^8.2", "8.2"],
    [">=8.1 <9", "8.1"],
    ["^7.4 || ^8.3", "8.3"],
    ["~8.2.0", "8.2"],
    ["*", undefined],
  ])("%s is %s", (constraint, least) => {
    expect(leastPhp(constraint)).toBe(least);
  });
});
