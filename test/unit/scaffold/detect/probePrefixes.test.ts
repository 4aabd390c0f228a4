import { describe, expect, test } from "vitest";
import { detect } from "../../../../src/scaffold/detect/detect.ts";
import { memoryTree } from "../../../support/memoryTree.ts";

async function probes(files: Readonly<Record<string, string>>) {
  const { applications } = await detect(memoryTree(files));
  return applications.map(({ health, readiness }) => [health?.value, readiness?.value]);
}

const node = (code: string, more: Readonly<Record<string, string>> = {}) => ({
  "package.json": `{"name":"shop","scripts":{"start":"node index.js"},"dependencies":{"express":"5"}}`,
  "index.js": code,
  ...more,
});
const python = (code: string, more: Readonly<Record<string, string>> = {}) => ({
  "requirements.txt": "fastapi\nuvicorn\n",
  "main.py": code,
  ...more,
});
const rust = (code: string, more: Readonly<Record<string, string>> = {}) => ({
  "Cargo.toml": `[package]\nname = "shop"\nversion = "0.1.0"\n[dependencies]\naxum = "0.8"\n`,
  "src/main.rs": `fn main() { axum::serve(listener, app) }\n${code}`,
  ...more,
});
const go = (code: string) => ({
  "go.mod": "module shop\ngo 1.23\n",
  "main.go": `package main\n${code}\nfunc main() { http.ListenAndServe(":80", nil) }\n`,
});
const JAVA = {
  "pom.xml": `<project><groupId>a</groupId><artifactId>shop</artifactId><version>1</version><dependencies><dependency><groupId>org.springframework.boot</groupId><artifactId>spring-boot-starter-web</artifactId></dependency></dependencies><build><plugins><plugin><groupId>org.springframework.boot</groupId><artifactId>spring-boot-maven-plugin</artifactId></plugin></plugins></build></project>`,
  "src/main/java/a/ShopApplication.java": `package a;\n@SpringBootApplication\npublic class ShopApplication { public static void main(String[] a) { SpringApplication.run(ShopApplication.class, a); } }`,
};
const java = (code: string) => ({ ...JAVA, "src/main/java/a/HealthController.java": code });
const symfony = (code: string) => ({
  "composer.json": `{"require":{"php":"8.3","symfony/framework-bundle":"7"}}`,
  "public/index.php": "<?php\n",
  "src/Controller/HealthController.php": `<?php\n${code}`,
});

describe("the path of a probe has everything before it that stands before it", () => {
  test.each([
    [
      "routers that mount routers of other files",
      node(`import { api } from "./api.js";\napp.use("/api/v1", auth, api);\napp.listen(80)`, {
        "api.js": `import health, { other } from "./health.js";\napi.use("/health", health);`,
        "health.js": `router.get("/live", ok);\nrouter.get("/ready", ok);`,
      }),
      ["/api/v1/health/live", "/api/v1/health/ready"],
    ],
    [
      "a file that is mounted where it is required",
      node(`app.use("/ops", require("./ops"));\napp.listen(80)`, { "ops.js": `router.get("/healthz", ok);` }),
      ["/ops/healthz", undefined],
    ],
    [
      "a router that is made and mounted in one file",
      node(`const router = express.Router();\nrouter.get("/health", ok);\napp.use("/api", router);\napp.listen(80)`),
      ["/api/health", undefined],
    ],
    [
      "Hono's base path",
      node(`const app = new Hono().basePath("/v1");\napp.get("/healthz", ok);\nserve({ fetch: app.fetch, port: 80 })`),
      ["/v1/healthz", undefined],
    ],
    [
      "the prefix that a router is made with",
      node(
        `const router = new Router({ prefix: "/api" });\nrouter.get("/health", ok);\napp.use(router.routes()).listen(80)`,
      ),
      ["/api/health", undefined],
    ],
    [
      "a global prefix that stands in a constant",
      node(
        `const prefix = "api";\napp.setGlobalPrefix(prefix);\n@Controller("health")\nclass A { @Get() a() {} }\napp.listen(80)`,
      ),
      ["/api/health", undefined],
    ],
    [
      "the folder of a file that Fastify loads",
      node(`app.register(autoload, {});\napp.listen({ port: 80 })`, {
        "routes/health/index.js": `export default async function (fastify) { fastify.get("/", ok); }`,
      }),
      ["/health", undefined],
    ],
    [
      "routers of routers, and a prefix that settings hold",
      python(`from app.api import api_router\napp = FastAPI()\napp.include_router(api_router, prefix=settings.API)\n`, {
        "app/__init__.py": "",
        "app/settings.py": `API: str = "/api/v1"\n`,
        "app/api.py": `from app.routes import utils\napi_router = APIRouter()\napi_router.include_router(utils.router)\n`,
        "app/routes/__init__.py": "",
        "app/routes/utils.py": `router = APIRouter(prefix="/utils")\n@router.get("/health-check/")\ndef a(): ...\n`,
      }),
      ["/api/v1/utils/health-check/", undefined],
    ],
    [
      "a list that Django includes in place",
      {
        "requirements.txt": "django\ngunicorn\n",
        "manage.py": `os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shop.settings")\n`,
        "shop/settings.py": `WSGI_APPLICATION = "shop.wsgi.application"\n`,
        "shop/urls.py": `urlpatterns = [path("api/v1/", include([path("ping/", a), path("ready/", a)]))]\n`,
      },
      ["/api/v1/ping/", "/api/v1/ready/"],
    ],
    [
      "Starlette's mounts",
      python(`app = FastAPI(routes=[Mount("/internal", routes=[Route("/livez", a)]), Route("/readyz", a)])\n`),
      ["/internal/livez", "/readyz"],
    ],
    [
      "an application that is mounted on another",
      python(`app = FastAPI()\napi = FastAPI()\napp.mount("/api", api)\n@api.get("/health")\ndef a(): ...\n`),
      ["/api/health", undefined],
    ],
    [
      "nested routers of axum, also of another file's function",
      rust(
        `mod health;\nfn app() -> Router { Router::new().nest("/api", Router::new().route("/ready", get(a))).nest("/ops", health::router()) }`,
        { "src/health.rs": `pub fn router() -> Router { Router::new().route("/healthz", get(a)) }` },
      ),
      ["/ops/healthz", "/api/ready"],
    ],
    [
      "chi's blocks and mounts",
      go(
        `func a() { r.Route("/api", func(r chi.Router) { r.Get("/health", b) })\nr.Mount("/ops", ops()) }\nfunc ops() { r.Get("/readyz", b) }`,
      ),
      ["/api/health", "/ops/readyz"],
    ],
    [
      "the mapping of a class",
      java(`@RestController\n@RequestMapping("/internal")\nclass Health {\n  @GetMapping("/healthz") String a() {}\n}`),
      ["/internal/healthz", undefined],
    ],
    [
      "the path of a resource that has no other",
      java(`@Path("/healthz")\n@Produces("text/plain")\npublic class Health {\n  @GET\n  public String a() {}\n}`),
      ["/healthz", undefined],
    ],
    [
      "blocks of Ktor",
      java(`fun a() { route("/internal") { get("/health") { ok() } } }`),
      ["/internal/health", undefined],
    ],
    [
      "the route of a class with others in it",
      symfony(`#[Route("/api")]\nclass A {\n  #[Route("/healthz")]\n  function b() {}\n}`),
      ["/api/healthz", undefined],
    ],
    ["the route of a class alone", symfony(`#[Route("/healthz")]\nfinal class A {}`), ["/healthz", undefined]],
  ])("%s", async (_what, files, expected) => {
    expect(await probes(files)).toEqual([expected]);
  });

  test("is none where it is about somebody", async () => {
    expect(
      await probes(node(`app.get("/users/:id/status", a);\napp.get("/users/:id/health", a);\napp.listen(80)`)),
    ).toEqual([[undefined, undefined]]);
  });
});
