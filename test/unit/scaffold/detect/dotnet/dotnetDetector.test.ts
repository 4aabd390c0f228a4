import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dotnetDetector } from "../../../../../src/scaffold/detect/dotnet/dotnetDetector.ts";
import { brokenTrees, detectedBy, unsound, valuesOf } from "../../../../support/scaffold/detectedBy.ts";

const SOLUTION = {
  "Shop.sln":
    'Project("{FAE}") = "Api", "src\\Api\\Api.csproj", "{1}"\nEndProject\nProject("{FAE}") = "Worker", "src\\Worker\\Worker.csproj", "{2}"\nEndProject\nProject("{FAE}") = "Api.Tests", "test\\Api.Tests\\Api.Tests.csproj", "{3}"\n',
  "Directory.Build.props":
    "<Project>\n  <PropertyGroup>\n    <NetVersion>net9.0</NetVersion>\n    <TargetFramework>$(NetVersion)</TargetFramework>\n  </PropertyGroup>\n</Project>\n",
  "src/Api/Api.csproj":
    '<Project Sdk="Microsoft.NET.Sdk.Web">\n  <PropertyGroup>\n    <AssemblyName>Acme.Api</AssemblyName>\n  </PropertyGroup>\n  <ItemGroup>\n    <PackageReference Include="Npgsql.EntityFrameworkCore.PostgreSQL" />\n    <PackageReference Include="StackExchange.Redis" />\n    <ProjectReference Include="..\\Domain\\Domain.csproj" />\n  </ItemGroup>\n</Project>\n',
  "src/Api/Program.cs":
    'var builder = WebApplication.CreateBuilder(args);\n// Environment.GetEnvironmentVariable("OLD")\nvar db = builder.Configuration.GetConnectionString("Shop");\nvar redis = builder.Configuration["Redis:Host"];\nvar level = Environment.GetEnvironmentVariable("LOG_LEVEL") ?? "info";\nvar key = Environment.GetEnvironmentVariable("API_KEY") ?? throw new Exception();\nvar size = builder.Configuration.GetValue<int>("Page:Size", 20);\nvar app = builder.Build();\napp.MapHealthChecks("/healthz/live");\napp.MapHealthChecks("/healthz");\napp.MapHealthChecks("/readyz");\napp.Run();\n',
  "src/Api/appsettings.json":
    '{\n  // settings\n  "Page": { "Size": 20 },\n  "Kestrel": {\n    "Endpoints": {\n      "Http": { "Url": "http://0.0.0.0:5080" }\n    }\n  }\n}\n',
  "src/Api/packages.lock.json": "{}",
  "src/Domain/Domain.csproj": '<Project Sdk="Microsoft.NET.Sdk" />\n',
  "src/Worker/Worker.csproj": '<Project Sdk="Microsoft.NET.Sdk.Worker" />\n',
  "src/Worker/Program.cs": "class Jobs : BackgroundService {}\n",
  "test/Api.Tests/Api.Tests.csproj":
    '<Project Sdk="Microsoft.NET.Sdk"><ItemGroup><PackageReference Include="Microsoft.NET.Test.Sdk" Version="17" /></ItemGroup></Project>\n',
};

const detectors = [dotnetDetector];

async function only(project: string, code = "", more: Record<string, string> = {}) {
  const detection = await detectedBy(detectors, { "App.csproj": project, "Program.cs": code, ...more });
  return { ...detection, application: detection.applications[0] };
}

const webFor = (target: string) =>
  `<Project Sdk="Microsoft.NET.Sdk.Web"><PropertyGroup><TargetFramework>${target}</TargetFramework></PropertyGroup></Project>`;

describe("dotnetDetector", () => {
  it("finds the programs of a solution, by what is shared above them", async () => {
    const { applications, libraries, workspaces } = await detectedBy(detectors, SOLUTION);
    const [api, worker] = applications;
    expect(workspaces).toEqual([{ tool: "dotnet", root: "." }]);
    expect(libraries.map(({ path }) => path)).toEqual(["src/Domain", "test/Api.Tests"]);
    expect(valuesOf(api)).toMatchObject({
      name: "api",
      path: "src/Api",
      role: "server",
      language: "csharp",
      framework: "aspnet-core",
      runtime: { name: "dotnet", version: "9.0" },
      startCommand: ["dotnet", "out/Acme.Api.dll"],
      testCommand: "dotnet test ../../Shop.sln",
      port: { number: 5080 },
      bind: "0.0.0.0",
      health: "/healthz",
      readiness: "/readyz",
      services: [
        { name: "postgres", variable: "ConnectionStrings__Shop" },
        { name: "redis", variable: "Redis__Host" },
      ],
      ecosystem: {
        kind: "dotnet",
        root: ".",
        project: "src/Api/Api.csproj",
        assembly: "Acme.Api",
        web: true,
        locked: true,
      },
    });
    expect(api?.port?.evidence[0]).toMatchObject({ file: "src/Api/appsettings.json", line: 6 });
    expect(api?.runtime.evidence[0]).toMatchObject({ file: "Directory.Build.props", line: 4 });
    expect(valuesOf(worker)).toMatchObject({ path: "src/Worker", role: "worker" });
    expect(worker?.port).toBeUndefined();
  });

  it("says which settings and variables must be there", async () => {
    const { applications } = await detectedBy(detectors, SOLUTION);
    expect(applications[0]?.environment.map(({ value }) => value)).toEqual([
      { name: "API_KEY", required: true, secret: true },
      { name: "ConnectionStrings__Shop", required: true, secret: true },
      { name: "LOG_LEVEL", required: false, secret: false, default: "info" },
      { name: "Page__Size", required: false, secret: false, default: "20" },
      { name: "Redis__Host", required: true, secret: false },
    ]);
  });

  it("takes the port of the framework where nothing names one, and gives older versions an address", async () => {
    const now = await only(webFor("net8.0"));
    expect(now.application?.port).toMatchObject({
      value: { number: 8080, variable: "ASPNETCORE_HTTP_PORTS" },
      confidence: "guess",
    });
    const old = await only(webFor("net6.0"));
    expect(old.application?.port?.value).toEqual({ number: 8080 });
    expect(old.application?.startCommand?.value).toEqual(["dotnet", "out/App.dll", "--urls", "http://0.0.0.0:8080"]);
    const code = 'var port = Environment.GetEnvironmentVariable("PORT") ?? "5005";\napp.Run($"http://0.0.0.0:{port}");';
    expect((await only(webFor("net8.0"), code)).application?.port?.value).toEqual({ number: 5005, variable: "PORT" });
  });

  it("says that it answers nobody outside, that ports or SDKs disagree, and that a project is broken", async () => {
    const web =
      '<Project Sdk="Microsoft.NET.Sdk.Web"><PropertyGroup><TargetFramework>net9.0</TargetFramework></PropertyGroup></Project>';
    const local = await only(web, 'app.Run("http://localhost:5001");', {
      "appsettings.json": '{"Urls":"http://*:5002"}',
      "global.json": '{"sdk":{"version":"8.0.100"}}',
    });
    expect(local.problems.map(({ reason }) => reason).toSorted()).toEqual([
      "BindsLoopback",
      "PortsDisagree",
      "VersionsDisagree",
    ]);
    const broken = await only("<Project>");
    expect(broken.problems.map(({ reason }) => reason)).toContain("Unreadable");
  });

  it.each([
    [
      "tests",
      '<Project Sdk="Microsoft.NET.Sdk.Web"><PropertyGroup><IsTestProject>true</IsTestProject></PropertyGroup></Project>',
    ],
    [
      "a tool",
      '<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><OutputType>Exe</OutputType><PackAsTool>true</PackAsTool></PropertyGroup></Project>',
    ],
    [
      "Windows",
      '<Project Sdk="Microsoft.NET.Sdk.Web"><PropertyGroup><TargetFramework>net48</TargetFramework></PropertyGroup></Project>',
    ],
    [
      "a program that ends",
      '<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><OutputType>Exe</OutputType></PropertyGroup></Project>',
    ],
    ["a library", '<Project Sdk="Microsoft.NET.Sdk"></Project>'],
  ])("has no application of %s", async (_, project) => {
    const { applications, libraries } = await only(project);
    expect(applications).toEqual([]);
    expect(libraries).toHaveLength(1);
  });

  it("takes any text without failing, and names only lines that are there", async () => {
    await fc.assert(
      fc.asyncProperty(brokenTrees(SOLUTION), async (texts) => {
        expect(unsound(await detectedBy(detectors, texts), texts)).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });
});
