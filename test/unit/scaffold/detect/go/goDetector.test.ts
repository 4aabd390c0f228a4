import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { goDetector } from "../../../../../src/scaffold/detect/go/goDetector.ts";
import { brokenTrees, detectedBy, unsound, valuesOf } from "../../../../support/scaffold/detectedBy.ts";

const GIN = {
  "go.mod":
    "module example.com/acme/orders\n\ngo 1.24.1\n\nrequire (\n\tgithub.com/gin-gonic/gin v1.10.0\n\tgithub.com/jackc/pgx/v5 v5.7.1 // indirect\n)\n",
  "go.sum":
    "github.com/gin-gonic/gin v1.10.0 h1:x\ngithub.com/gin-gonic/gin v1.10.0/go.mod h1:x\ngithub.com/jackc/pgx/v5 v5.7.1 h1:x\n",
  "main.go": `package main

import (
	"os"

	"example.com/acme/orders/internal/store"
	"github.com/gin-gonic/gin"
)

// os.Getenv("COMMENTED") is not read.
func main() {
	store.Open(os.Getenv("DATABASE_URL"))
	r := gin.Default()
	api := r.Group("/api")
	api.GET("/health", nil)
	port := os.Getenv("PORT")
	if port == "" {
		port = "8081"
	}
	r.Run(":" + port)
}
`,
  "internal/store/store.go":
    'package store\n\nimport _ "github.com/jackc/pgx/v5/stdlib"\n\nvar level = getEnv("LOG_LEVEL", "info")\n',
  "internal/unused/unused.go": 'package unused\n\nimport "os"\n\nvar _ = os.Getenv("NEVER_READ")\n',
  "main_test.go": "package main\n",
};

describe("goDetector", () => {
  it("finds what a Gin server does, also in the packages it imports", async () => {
    const { applications, problems } = await detectedBy([goDetector], GIN);
    expect(problems).toEqual([]);
    expect(applications).toHaveLength(1);
    expect(valuesOf(applications[0])).toMatchObject({
      name: "orders",
      path: ".",
      role: "server",
      framework: "gin",
      runtime: { name: "go", version: "1.24.1" },
      port: { number: 8081, variable: "PORT" },
      health: "/api/health",
      startCommand: ["./orders"],
      testCommand: "go test ./...",
      services: [{ name: "postgres", variable: "DATABASE_URL" }],
      ecosystem: {
        kind: "go",
        root: ".",
        module: "example.com/acme/orders",
        mainPackage: ".",
        cgo: false,
        vendored: false,
        sums: true,
      },
    });
    expect(applications[0]?.environment.map(({ value }) => value)).toEqual([
      { name: "DATABASE_URL", required: true, secret: true },
      { name: "LOG_LEVEL", required: false, secret: false, default: "info" },
      { name: "PORT", required: false, secret: false, default: "8081" },
    ]);
    expect(applications[0]?.port?.evidence[0]).toMatchObject({ file: "main.go", line: 16 });
  });

  it.each([
    [".golangci.yml", 'version: "2"\nlinters: {}\n', 2],
    [".golangci.yaml", "run:\n  go: 1.24\n  timeout: 5m\n", 1],
    [".golangci.toml", "version = '2'\n", 2],
    [".golangci.json", '{ "version": "2", "run": {} }', 2],
  ])("knows by %s which golangci-lint it is linted with", async (file, text, major) => {
    const { applications } = await detectedBy([goDetector], { ...GIN, [file]: text });
    expect(valuesOf(applications[0])).toMatchObject({
      lintCommand: "golangci-lint run",
      ecosystem: { golangci: major },
    });
  });

  it("has an application for each command that goes on, and none for tools", async () => {
    const { applications } = await detectedBy([goDetector], {
      "go.mod": "module example.com/shop\n\ngo 1.25\n",
      "cmd/api/main.go":
        'package main\n\nimport "net/http"\n\nfunc main() {\n\thttp.HandleFunc("GET /readyz", nil)\n\thttp.HandleFunc("/livez", nil)\n\t_ = http.ListenAndServe(":9000", nil)\n}\n',
      "cmd/worker/main.go": 'package main\n\nimport "os/signal"\n\nfunc main() {\n\tsignal.Notify(nil)\n}\n',
      "cmd/migrate/main.go": 'package main\n\nimport "fmt"\n\nfunc main() {\n\tfmt.Println("done")\n}\n',
      "tools/gen/main.go": 'package main\n\nimport "net/http"\n\nfunc main() { http.ListenAndServe(":1", nil) }\n',
    });
    expect(applications.map((one) => [one.name, one.path, one.role.value, one.port?.value.number])).toEqual([
      ["api", "cmd/api", "server", 9000],
      ["worker", "cmd/worker", "worker", undefined],
    ]);
    expect(valuesOf(applications[0])).toMatchObject({ health: "/livez", readiness: "/readyz", bind: "0.0.0.0" });
    expect(applications[1]?.ecosystem).toMatchObject({ root: ".", mainPackage: "./cmd/worker" });
  });

  it("calls a module without a program, or with one that ends, a library", async () => {
    const library = await detectedBy([goDetector], { "go.mod": "module example.com/lib\n", "lib.go": "package lib\n" });
    expect(library.libraries).toEqual([{ path: ".", why: "it has no main package" }]);
    const tool = await detectedBy([goDetector], {
      "go.mod": "module example.com/tool\n",
      "main.go": "package main\n\nfunc main() {}\n",
    });
    expect(tool.libraries).toHaveLength(1);
    expect(tool.applications).toEqual([]);
  });

  it.each([
    [
      "flags",
      'addr := flag.String("addr", ":7070", "where")\n\tserver := &http.Server{Addr: *addr}\n\tserver.ListenAndServe()',
      { number: 7070 },
      "0.0.0.0",
    ],
    ["a literal on loopback", 'http.ListenAndServe("127.0.0.1:6060", nil)', { number: 6060 }, "127.0.0.1"],
    [
      "cmp.Or",
      'port := cmp.Or(os.Getenv("PORT"), "3333")\n\thttp.ListenAndServe(":"+port, nil)',
      { number: 3333, variable: "PORT" },
      "0.0.0.0",
    ],
    [
      "an address of a variable",
      'addr := getEnv("LISTEN_ADDR", ":5005")\n\thttp.ListenAndServe(addr, nil)',
      { number: 5005 },
      undefined,
    ],
    [
      "a metrics port beside it",
      'metrics := getEnv("METRICS_PORT", "9100")\n\tport := getEnv("HTTP_PORT", "8088")\n\thttp.ListenAndServe(":"+port, nil)',
      { number: 8088, variable: "HTTP_PORT" },
      "0.0.0.0",
    ],
    ["gRPC", 'lis, _ := net.Listen("tcp", ":50051")\n\tgrpc.NewServer().Serve(lis)', { number: 50_051 }, "0.0.0.0"],
    ["Fiber", 'app.Listen(":3000")', { number: 3000 }, "0.0.0.0"],
    [
      "a constant",
      'const port = 4321\n\thttp.ListenAndServe(fmt.Sprintf(":%d", port), nil)',
      { number: 4321 },
      "0.0.0.0",
    ],
  ])("takes the port from %s", async (_, body, port, bind) => {
    const { applications } = await detectedBy([goDetector], {
      "go.mod": "module a\n",
      "main.go": `package main\n\nimport "net/http"\n\nfunc main() {\n\t${body}\n}\n`,
    });
    expect(applications[0]?.port?.value).toEqual(port);
    expect(applications[0]?.bind?.value).toBe(bind);
  });

  it("does not take where clients connect to for where it listens", async () => {
    const main =
      'package main\n\nfunc main() {\n\tredis.NewClient(&redis.Options{Addr: "localhost:6379"})\n\tselect {}\n}\n';
    const { applications } = await detectedBy([goDetector], { "go.mod": "module a\n", "main.go": main });
    expect(applications[0]?.role.value).toBe("worker");
    expect(applications[0]?.port).toBeUndefined();
  });

  it("starts the command of a command line that listens", async () => {
    const main =
      'package main\n\nimport "github.com/spf13/cobra"\n\nvar serve = &cobra.Command{Use: "serve"}\n\nfunc main() {\n\thttp.ListenAndServe(":80", nil)\n}\n';
    const { applications } = await detectedBy([goDetector], { "go.mod": "module example.com/ctl\n", "main.go": main });
    expect(applications[0]?.startCommand?.value).toEqual(["./ctl", "serve"]);
  });

  it("reads variables from the tags of structures", async () => {
    const main =
      'package main\n\ntype config struct {\n\tPort int `env:"PORT" envDefault:"8088"`\n\tKey string `env:"API_KEY,required"`\n\tName string `json:"name"`\n}\n\nfunc main() { http.ListenAndServe(addr, nil) }\n';
    const { applications } = await detectedBy([goDetector], { "go.mod": "module a\n", "main.go": main });
    expect(applications[0]?.environment.map(({ value }) => value)).toEqual([
      { name: "API_KEY", required: true, secret: true },
      { name: "PORT", required: false, secret: false, default: "8088" },
    ]);
  });

  it("builds members of a go.work from its folder, and modules beside each other from above them", async () => {
    const main = 'package main\n\nimport "net/http"\n\nfunc main() { http.ListenAndServe(":1024", nil) }\n';
    const work = await detectedBy([goDetector], {
      "go.work": "go 1.25\n\nuse ./api\n",
      "api/go.mod": "module a\n",
      "api/main.go": main,
    });
    expect(work.workspaces).toEqual([{ tool: "go", root: "." }]);
    expect(work.applications[0]?.ecosystem).toMatchObject({ root: ".", mainPackage: "./api" });
    const beside = await detectedBy([goDetector], {
      "x/api/go.mod": "module a\n\nreplace b => ../lib\n",
      "x/api/main.go": main,
      "x/lib/go.mod": "module b\n",
    });
    expect(beside.applications[0]?.ecosystem).toMatchObject({ root: "x", mainPackage: "./api" });
  });

  it("says that cgo and vendored modules are there", async () => {
    const main = 'package main\n\nimport _ "github.com/mattn/go-sqlite3"\n\nfunc main() { select {} }\n';
    const { applications } = await detectedBy([goDetector], {
      "go.mod": "module a\n",
      "main.go": main,
      "vendor/modules.txt": "",
    });
    expect(applications[0]?.ecosystem).toMatchObject({ cgo: true, vendored: true });
  });

  it("says what is wrong", async () => {
    const { "go.sum": _, ...unlocked } = GIN;
    expect((await detectedBy([goDetector], unlocked)).problems.map(({ reason }) => reason)).toEqual([
      "LockFileMissing",
    ]);
    expect(await reasons({ "go.sum": "github.com/other/thing v1.0.0 h1:x\n" })).toEqual(["LockFileDoesNotMatch"]);
    expect(await reasons({ ".tool-versions": "golang 1.20\n" })).toEqual(["VersionsDisagree"]);
    expect(await reasons({ "main.go": GIN["main.go"].replace('":" + port', '"localhost:" + port') })).toEqual([
      "BindsLoopback",
    ]);
    expect(await reasons({ "go.mod": "nothing" })).toEqual(["NothingDeployable", "Unreadable"]);
  });

  it("takes any text without failing, and names only lines that are there", async () => {
    await fc.assert(
      fc.asyncProperty(brokenTrees(GIN), async (texts) => {
        expect(unsound(await detectedBy([goDetector], texts), texts)).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });
});

async function reasons(changes: Record<string, string>): Promise<readonly string[]> {
  return (await detectedBy([goDetector], { ...GIN, ...changes })).problems.map(({ reason }) => reason);
}
