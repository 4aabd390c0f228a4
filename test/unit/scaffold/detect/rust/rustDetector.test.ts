import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { rustDetector } from "../../../../../src/scaffold/detect/rust/rustDetector.ts";
import { brokenTrees, detectedBy, unsound, valuesOf } from "../../../../support/scaffold/detectedBy.ts";

const AXUM = {
  "Cargo.toml":
    '[workspace]\nmembers = ["api", "core"]\n\n[workspace.package]\nrust-version = "1.84"\n\n[workspace.dependencies]\nsqlx = { version = "0.8", features = ["postgres"] }\n',
  "Cargo.lock": 'name = "axum"\nname = "sqlx"\nname = "core-parts"\n',
  "rust-toolchain.toml": '[toolchain]\nchannel = "1.86.0"\n',
  "api/Cargo.toml":
    '[package]\nname = "depot-api"\nversion = "0.1.0"\nedition = "2024"\nrust-version.workspace = true\n\n[dependencies]\naxum = "0.8"\nsqlx.workspace = true\ncore-parts = { path = "../core" }\n',
  "api/src/main.rs": `mod routes;

#[tokio::main]
async fn main() {
    // std::env::var("COMMENTED")
    let url = std::env::var("DATABASE_URL").expect("a database");
    let port: u16 = std::env::var("PORT").unwrap_or_else(|_| "3010".to_string()).parse().unwrap();
    let listener = tokio::net::TcpListener::bind(format!("0.0.0.0:{port}")).await.unwrap();
    axum::serve(listener, routes::all()).await.unwrap();
}
`,
  "api/src/routes.rs":
    'use axum::{Router, routing::get};\n\npub fn all() -> Router {\n    Router::new().route("/livez", get(live)).route("/readyz", get(ready))\n}\n',
  "api/src/bin/seed.rs": 'fn main() {\n    println!("done");\n}\n',
  "core/Cargo.toml": '[package]\nname = "core-parts"\nversion = "0.1.0"\n',
  "core/src/lib.rs": 'pub fn level() -> String {\n    std::env::var("LOG_LEVEL").unwrap_or("info".into())\n}\n',
};

const CARGO = '[package]\nname = "one"\n\n[dependencies]\n';
const LOCK = { "Cargo.lock": "" };

async function builtWith(lock: string): Promise<unknown> {
  return (await detectedBy([rustDetector], { ...AXUM, "Cargo.lock": lock })).applications[0]?.ecosystem;
}

describe("rustDetector", () => {
  it("finds a server of a workspace with what its crates read, and calls the others what they are", async () => {
    const { applications, libraries, workspaces, problems } = await detectedBy([rustDetector], AXUM);
    expect(problems).toEqual([]);
    expect(workspaces).toEqual([{ tool: "cargo", root: "." }]);
    expect(libraries).toEqual([{ path: "core", why: "it has no program, only a library" }]);
    expect(applications).toHaveLength(1);
    expect(valuesOf(applications[0])).toMatchObject({
      name: "depot-api",
      path: "api",
      role: "server",
      framework: "axum",
      runtime: { name: "rust", version: "1.86.0" },
      port: { number: 3010, variable: "PORT" },
      health: "/livez",
      readiness: "/readyz",
      startCommand: ["./depot-api"],
      services: [{ name: "postgres", variable: "DATABASE_URL" }],
      ecosystem: { kind: "rust", root: ".", package: "depot-api", binary: "depot-api", locked: true },
    });
    expect(applications[0]?.environment.map(({ value }) => value)).toEqual([
      { name: "DATABASE_URL", required: true, secret: true },
      { name: "LOG_LEVEL", required: false, secret: false, default: "info" },
      { name: "PORT", required: false, secret: false, default: "3010" },
    ]);
    expect(applications[0]?.port?.evidence[0]).toMatchObject({ file: "api/src/main.rs", line: 7 });
  });

  it.each([
    [
      "actix-web",
      '#[get("/health")]\nasync fn health() {}\n\nfn main() {\n    HttpServer::new(|| App::new()).bind(("0.0.0.0", 8081)).run();\n}\n',
      8081,
      "0.0.0.0",
      "/health",
    ],
    [
      "warp",
      'fn main() {\n    let ping = warp::path!("ping");\n    warp::serve(ping).run(([0, 0, 0, 0], 3030));\n}\n',
      3030,
      "0.0.0.0",
      "/ping",
    ],
    [
      "tonic",
      'fn main() {\n    let addr = "[::]:50051".parse().unwrap();\n    Server::builder().serve(addr);\n}\n',
      50_051,
      "0.0.0.0",
      undefined,
    ],
    [
      "axum",
      "fn main() {\n    let addr = SocketAddr::from(([127, 0, 0, 1], 3000));\n    axum::serve(TcpListener::bind(addr), app);\n}\n",
      3000,
      "127.0.0.1",
      undefined,
    ],
    [
      "poem",
      'fn main() {\n    let app = Route::new().at("/healthz", get(ok));\n    Server::new(TcpListener::bind("0.0.0.0:9090")).run(app);\n}\n',
      9090,
      "0.0.0.0",
      "/healthz",
    ],
  ])("finds where %s listens", async (framework, main, port, bind, health) => {
    const { applications } = await detectedBy([rustDetector], {
      "Cargo.toml": `${CARGO}${framework} = "1"\n`,
      "src/main.rs": main,
    });
    expect(valuesOf(applications[0])).toMatchObject({ role: "server", framework, port: { number: port }, bind });
    expect(applications[0]?.health?.value).toBe(health);
  });

  it("reads Rocket.toml, and has Rocket listen on every address", async () => {
    const files = {
      "Cargo.toml": `${CARGO}rocket = "0.5"\n`,
      "src/main.rs":
        '#[get("/health")]\nfn health() {}\n\n#[launch]\nfn rocket() -> _ {\n    rocket::build().mount("/api", routes![health])\n}\n',
      "Cargo.lock": 'name = "rocket"\n',
    };
    const bare = await detectedBy([rustDetector], files);
    expect(valuesOf(bare.applications[0])).toMatchObject({
      port: { number: 8000, variable: "ROCKET_PORT" },
      bind: "127.0.0.1",
      health: "/api/health",
    });
    expect(bare.problems.map(({ reason }) => reason)).toEqual(["BindsLoopback"]);
    const set = await detectedBy([rustDetector], {
      ...files,
      "Rocket.toml": '[default]\naddress = "0.0.0.0"\nport = 9000\n',
    });
    expect(set.problems).toEqual([]);
    expect(set.applications[0]?.port).toMatchObject({
      value: { number: 9000, variable: "ROCKET_PORT" },
      confidence: "certain",
      evidence: [{ file: "Rocket.toml", line: 3 }],
    });
  });

  it("has an application for each program that goes on", async () => {
    const { applications } = await detectedBy([rustDetector], {
      "Cargo.toml": '[package]\nname = "two"\n\n[[bin]]\nname = "web"\npath = "src/web.rs"\n',
      "src/web.rs": 'fn main() {\n    TcpListener::bind("0.0.0.0:7000");\n}\n',
      "src/bin/poller.rs": "fn main() {\n    loop {\n        work();\n    }\n}\n",
    });
    expect(applications.map((one) => [one.name, one.role.value, one.port?.value.number])).toEqual([
      ["poller", "worker", undefined],
      ["web", "server", 7000],
    ]);
  });

  it("reads variables from clap's arguments and by the way they are taken", async () => {
    const main =
      '#[derive(Parser)]\nstruct Args {\n    #[arg(long, env = "HTTP_PORT", default_value_t = 8085)]\n    port: u16,\n    #[arg(long, env)]\n    token: Option<String>,\n    #[arg(long, env = "UPSTREAM")]\n    upstream: String,\n}\n\nfn main() {\n    if let Ok(x) = std::env::var("A") {}\n    let b = env::var("B").ok();\n    let c = env::var("C")?;\n    axum::serve(l, a);\n}\n';
    const { applications } = await detectedBy([rustDetector], { ...LOCK, "Cargo.toml": CARGO, "src/main.rs": main });
    expect(
      applications[0]?.environment.map(({ value: { name, required, default: value } }) => [name, required, value]),
    ).toEqual([
      ["A", false, undefined],
      ["B", false, undefined],
      ["C", true, undefined],
      ["HTTP_PORT", false, "8085"],
      ["TOKEN", false, undefined],
      ["UPSTREAM", true, undefined],
    ]);
    expect(applications[0]?.port?.value).toEqual({ number: 8085, variable: "HTTP_PORT" });
  });

  it("says whether it takes the OpenSSL of the system", async () => {
    const system = `${AXUM["Cargo.lock"]}\n[[package]]\nname = "openssl-sys"\n`;
    expect(await builtWith(system)).toMatchObject({ openssl: true });
    expect(await builtWith(`${system}name = "openssl-src"\n`)).not.toHaveProperty("openssl");
  });

  it("says what is wrong", async () => {
    const { "Cargo.lock": _, ...unlocked } = AXUM;
    expect(await reasons(unlocked)).toEqual(["LockFileMissing"]);
    expect(await reasons({ ...AXUM, "Cargo.lock": 'name = "axum"\n' })).toEqual(["LockFileDoesNotMatch"]);
    expect(await reasons({ ...AXUM, "rust-toolchain.toml": 'channel = "1.70"\n' })).toEqual(["VersionsDisagree"]);
    expect(await reasons({ "Cargo.toml": "[package\n" })).toEqual(["NothingDeployable", "Unreadable"]);
  });

  it("takes any text without failing, and names only lines that are there", async () => {
    await fc.assert(
      fc.asyncProperty(brokenTrees(AXUM), async (texts) => {
        expect(unsound(await detectedBy([rustDetector], texts), texts)).toEqual([]);
      }),
      { numRuns: 120 },
    );
  });
});

async function reasons(files: Record<string, string>): Promise<readonly string[]> {
  return (await detectedBy([rustDetector], files)).problems.map(({ reason }) => reason);
}
