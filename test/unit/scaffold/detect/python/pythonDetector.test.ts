import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { pythonDetector, pythonScriptDetector } from "../../../../../src/scaffold/detect/python/pythonDetector.ts";
import { brokenTrees, detectedBy, unsound, valuesOf } from "../../../../support/scaffold/detectedBy.ts";

const DETECTORS = [pythonDetector, pythonScriptDetector];

const FASTAPI = {
  "pyproject.toml":
    '[project]\nname = "Order Desk"\nrequires-python = ">=3.12"\ndependencies = [\n  "fastapi[standard]>=0.115",\n  "asyncpg",\n  "pydantic-settings",\n]\n\n[dependency-groups]\ndev = ["pytest", "ruff"]\n\n[tool.uv]\npackage = false\n',
  "uv.lock":
    'version = 1\n\n[[package]]\nname = "fastapi"\n\n[[package]]\nname = "asyncpg"\n\n[[package]]\nname = "pydantic-settings"\n',
  ".python-version": "3.13.2\n",
  "app/__init__.py": "",
  "app/main.py":
    'from fastapi import FastAPI\n\nfrom app.routes import health\n\n# app = FastAPI(title="old")\napp = FastAPI()\napp.include_router(health.router, prefix="/api")\n',
  "app/routes/health.py":
    'from fastapi import APIRouter\n\nrouter = APIRouter(prefix="/v1")\n\n\n@router.get("/health")\nasync def health():\n    return {}\n\n\n@router.get("/ready")\nasync def ready():\n    return {}\n',
  "app/settings.py":
    'from pydantic_settings import BaseSettings, SettingsConfigDict\n\n\nclass Settings(BaseSettings):\n    model_config = SettingsConfigDict(env_prefix="SHOP_")\n    log_level: str = "info"\n    database_url: str\n    workers: int = Field(default=4, ge=1)\n\n\nsettings = Settings()\n',
};

const DJANGO = {
  "requirements.txt": "-r requirements/base.txt\n",
  "requirements/base.txt": "Django==5.2\ngunicorn==23.0\npsycopg2==2.9\ncelery[redis]==5.4\nkombu==5.4\n",
  "runtime.txt": "python-3.12.7\n",
  "manage.py":
    'import os\n\nif __name__ == "__main__":\n    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mysite.settings")\n',
  "mysite/__init__.py": "",
  "mysite/settings.py":
    'import os\n\nSECRET_KEY = os.environ["SECRET_KEY"]\nALLOWED_HOSTS = os.getenv("ALLOWED_HOSTS", "localhost,web").split(",")\nWSGI_APPLICATION = "mysite.wsgi.application"\nDATABASES = {"default": {"ENGINE": "django.db.backends.postgresql", "HOST": os.environ.get("DB_HOST", "db")}}\nSTATIC_ROOT = BASE_DIR / "static"\nMEDIA_ROOT = BASE_DIR / "media"\nCELERY_BEAT_SCHEDULE = {}\n',
  "mysite/urls.py":
    'from django.urls import include, path\n\nurlpatterns = [path("internal/", include("pages.urls"))]\n',
  "mysite/wsgi.py": "application = get_wsgi_application()\n",
  "mysite/celery.py": 'from celery import Celery\n\napp = Celery("mysite")\n',
  "pages/urls.py":
    'from django.urls import path\n\nurlpatterns = [path("", views.home), path("healthz/", views.health)]\n',
};

describe("pythonDetector", () => {
  it("finds what a FastAPI project with uv does", async () => {
    const { applications, problems } = await detectedBy(DETECTORS, FASTAPI);
    expect(problems).toEqual([]);
    expect(applications).toHaveLength(1);
    expect(valuesOf(applications[0])).toMatchObject({
      name: "order-desk",
      role: "server",
      framework: "fastapi",
      packageManager: { name: "uv" },
      runtime: { name: "python", version: "3.13.2" },
      startCommand: ["uvicorn", "app.main:app", "--host", "0.0.0.0", "--port", "8000"],
      testCommand: "uv run pytest",
      lintCommand: "uv run ruff check",
      port: { number: 8000 },
      bind: "0.0.0.0",
      health: "/api/v1/health",
      readiness: "/api/v1/ready",
      services: [{ name: "postgres", variable: "SHOP_DATABASE_URL" }],
      ecosystem: {
        kind: "python",
        root: ".",
        manager: "uv",
        lockFile: "uv.lock",
        manifest: "pyproject.toml",
        target: "app.main:app",
        server: "uvicorn",
        native: [],
      },
    });
    expect(applications[0]?.environment.map(({ value }) => value)).toEqual([
      { name: "SHOP_DATABASE_URL", required: true, secret: true },
      { name: "SHOP_LOG_LEVEL", required: false, secret: false, default: "info" },
      { name: "SHOP_WORKERS", required: false, secret: false, default: "4" },
    ]);
    expect(applications[0]?.role.evidence[0]).toMatchObject({ file: "app/main.py", line: 6 });
    expect(applications[0]?.framework?.evidence[0]).toMatchObject({ file: "pyproject.toml", line: 5 });
  });

  it("finds a Django project with its Celery worker and clock", async () => {
    const { applications } = await detectedBy(DETECTORS, prefixed("backend", DJANGO));
    expect(applications.map((one) => [one.name, one.role.value, one.framework?.value])).toEqual([
      ["backend", "server", "django"],
      ["backend-beat", "worker", "celery"],
      ["backend-worker", "worker", "celery"],
    ]);
    const [web, , worker] = applications;
    expect(valuesOf(web)).toMatchObject({
      path: "backend",
      runtime: { name: "python", version: "3.12.7" },
      buildCommand: "python manage.py collectstatic --noinput",
      startCommand: ["gunicorn", "--bind", "0.0.0.0:8000", "mysite.wsgi:application"],
      health: "/internal/healthz/",
      services: [{ name: "postgres", variable: "DB_HOST" }, { name: "redis" }],
      writes: ["media"],
      ecosystem: {
        root: "backend",
        manager: "pip",
        manifest: "backend/requirements.txt",
        native: ["psycopg2"],
        target: "mysite.wsgi:application",
        server: "gunicorn",
      },
    });
    expect(worker?.startCommand?.value).toEqual(["celery", "--app", "mysite.celery", "worker", "--loglevel", "info"]);
    expect(worker?.port).toBeUndefined();
  });

  it("finds the manifest above a manage.py that stands below it", async () => {
    const { "requirements.txt": requirements, "requirements/base.txt": base, "runtime.txt": runtime, ...code } = DJANGO;
    const { applications } = await detectedBy(DETECTORS, {
      "requirements.txt": requirements,
      "requirements/base.txt": base,
      "runtime.txt": runtime,
      ...prefixed("src", code),
    });
    expect(applications[0]?.path).toBe("src");
    expect(applications[0]?.ecosystem).toMatchObject({
      root: ".",
      manifest: "requirements.txt",
      target: "mysite.wsgi:application",
    });
  });

  it.each([
    [
      "a factory",
      {
        "shop/__init__.py": "from flask import Flask\n\ndef create_app():\n    app = Flask(__name__)\n    return app\n",
      },
      "gunicorn --bind 0.0.0.0:5000 shop:create_app()",
    ],
    [
      "an object that a factory made",
      {
        "shop/__init__.py": "def create_app():\n    return Flask(__name__)\n",
        "wsgi.py": "from shop import create_app\n\nserver = create_app()\n",
      },
      "gunicorn --bind 0.0.0.0:5000 wsgi:server",
    ],
    [
      "a source layout",
      { "src/shop/app.py": "from flask import Flask\n\napp = Flask(__name__)\n" },
      "gunicorn --bind 0.0.0.0:5000 --pythonpath src shop.app:app",
    ],
    [
      "a folder that its modules are imported from",
      { "backend/app/web.py": "from app.db import x\napp = Flask(__name__)\n", "backend/app/db.py": "x = 1\n" },
      "gunicorn --bind 0.0.0.0:5000 --pythonpath backend app.web:app",
    ],
    [
      "a port of its own",
      { "app.py": "app = Flask(__name__)\n\nif __name__ == '__main__':\n    app.run(host='127.0.0.1', port=9001)\n" },
      "gunicorn --bind 0.0.0.0:9001 app:app",
    ],
  ])("serves Flask by %s", async (_, files, command) => {
    const { applications } = await detectedBy(DETECTORS, { "requirements.txt": "flask\ngunicorn\n", ...files });
    expect(applications[0]?.startCommand?.value.join(" ")).toBe(command);
  });

  it("puts a variable of the port into a line for a shell", async () => {
    const app =
      'import os\nfrom flask import Flask\napp = Flask(__name__)\napp.run(host="0.0.0.0", port=int(os.environ.get("PORT", 5050)))\n';
    const { applications } = await detectedBy(DETECTORS, {
      "requirements.txt": "flask\n",
      "it's.py": "",
      "main.py": app,
    });
    expect(applications[0]?.startCommand?.value).toEqual([
      "sh",
      "-c",
      'exec flask --app main:app run --host 0.0.0.0 --port "${PORT:-5050}"',
    ]);
    expect(applications[0]?.port?.value).toEqual({ number: 5050, variable: "PORT" });
  });

  it.each([
    [
      "starlette",
      "starlette\nhypercorn\n",
      "from starlette.applications import Starlette\napp = Starlette()\n",
      "hypercorn --bind 0.0.0.0:8000 app:app",
    ],
    [
      "litestar",
      "litestar[standard]\n",
      "from litestar import Litestar\napp = Litestar([])\n",
      "uvicorn app:app --host 0.0.0.0 --port 8000",
    ],
    ["sanic", "sanic\n", 'from sanic import Sanic\napp = Sanic("x")\n', "sanic app:app --host 0.0.0.0 --port 8000"],
    [
      "aiohttp",
      "aiohttp\n",
      "from aiohttp import web\napp = web.Application()\nweb.run_app(app, port=8090)\n",
      "python app.py",
    ],
    [
      "gradio",
      "gradio\n",
      "import gradio as gr\ngr.Interface().launch()\n",
      "env GRADIO_SERVER_NAME=0.0.0.0 python app.py",
    ],
    [
      "streamlit",
      "streamlit\n",
      "import streamlit as st\nst.title('x')\n",
      "streamlit run app.py --server.address 0.0.0.0 --server.port 8501 --server.headless true --browser.gatherUsageStats false",
    ],
    [
      "dash",
      "dash\ngunicorn\n",
      "from dash import Dash\napp = Dash(__name__)\n",
      "gunicorn --bind 0.0.0.0:8050 app:app.server",
    ],
  ])("starts %s", async (framework, requirements, code, command) => {
    const { applications } = await detectedBy(DETECTORS, { "requirements.txt": requirements, "app.py": code });
    expect(
      applications.map((one) => [one.framework?.value, one.role.value, one.startCommand?.value.join(" ")]),
    ).toEqual([[framework, "server", command]]);
  });

  it.each([
    ["rq", "rq\n", "from rq import Worker\nWorker([queue]).work()\n", "python worker.py"],
    ["dramatiq", "dramatiq\n", "import dramatiq\n\n@dramatiq.actor\ndef go():\n    pass\n", "dramatiq worker"],
    ["arq", "arq\n", "class WorkerSettings:\n    functions = []\n", "arq worker.WorkerSettings"],
    [
      "celery",
      "celery\n",
      "from celery import Celery\njobs = Celery('x', broker='redis://localhost')\n",
      "celery --app worker:jobs worker --loglevel info",
    ],
  ])("starts the workers of %s", async (framework, requirements, code, command) => {
    const { applications } = await detectedBy(DETECTORS, { "requirements.txt": requirements, "worker.py": code });
    expect(
      applications.map((one) => [one.framework?.value, one.role.value, one.startCommand?.value.join(" ")]),
    ).toEqual([[framework, "worker", command]]);
  });

  it("lets a Procfile say how the web side and workers are started", async () => {
    const { applications } = await detectedBy(DETECTORS, {
      "requirements.txt": "flask\ngunicorn\n",
      "app.py": "from flask import Flask\napp = Flask(__name__)\n",
      Procfile:
        "web: gunicorn --bind 0.0.0.0:8080 app:app --workers 3\nmailer: python mail.py\nrelease: python migrate.py\n",
    });
    expect(
      applications.map((one) => [one.role.value, one.startCommand?.value.join(" "), one.startCommand?.confidence]),
    ).toEqual([
      ["server", "gunicorn --bind 0.0.0.0:8080 app:app --workers 3", "certain"],
      ["worker", "python mail.py", "certain"],
    ]);
    expect(applications[0]?.port).toMatchObject({ value: { number: 8080 }, confidence: "certain" });
  });

  it("finds scripts that go on, without a manifest too, and calls those that end a library", async () => {
    const loop = await detectedBy(DETECTORS, { "job/main.py": "import time\n\nwhile True:\n    time.sleep(1)\n" });
    expect(loop.applications.map((one) => [one.name, one.role.value, one.startCommand?.value])).toEqual([
      ["job", "worker", ["python", "main.py"]],
    ]);
    const server = await detectedBy(DETECTORS, {
      "requirements.txt": "\n",
      "main.py": 'from http.server import HTTPServer\n\nHTTPServer(("0.0.0.0", 8123), None).serve_forever()\n',
    });
    expect(valuesOf(server.applications[0])).toMatchObject({ role: "server", port: { number: 8123 }, bind: "0.0.0.0" });
    const once = await detectedBy(DETECTORS, { "requirements.txt": "requests\n", "main.py": 'print("once")\n' });
    expect(once.libraries).toHaveLength(1);
    expect(once.applications).toEqual([]);
  });

  it("builds members of a uv workspace from its folder", async () => {
    const member = {
      "pyproject.toml": '[project]\nname = "api"\ndependencies = ["fastapi", "uvicorn"]\n',
      "main.py": "from fastapi import FastAPI\napp = FastAPI()\n",
    };
    const { applications, workspaces } = await detectedBy(DETECTORS, {
      "pyproject.toml": '[tool.uv.workspace]\nmembers = ["services/*"]\n',
      "uv.lock": 'name = "fastapi"\nname = "uvicorn"\n',
      ...prefixed("services/api", member),
    });
    expect(workspaces).toEqual([{ tool: "uv", root: "." }]);
    expect(applications[0]?.ecosystem).toMatchObject({
      root: ".",
      lockFile: "uv.lock",
      manager: "uv",
      manifest: "services/api/pyproject.toml",
    });
  });

  it.each([
    [
      "poetry",
      {
        "pyproject.toml": '[tool.poetry]\nname = "a"\n[tool.poetry.dependencies]\npython = "^3.11"\nflask = "*"\n',
        "poetry.lock":
          '# This file is automatically @generated by Poetry 2.1.3 and should not be changed by hand.\nname = "flask"\n',
      },
      { name: "poetry", version: "2.1.3" },
      "3.11",
    ],
    [
      "pdm",
      {
        "pyproject.toml":
          '[project]\nname = "a"\nrequires-python = "==3.12.*"\ndependencies = ["flask"]\n[tool.pdm]\ndistribution = false\n',
        "pdm.lock": 'name = "flask"\n',
      },
      { name: "pdm" },
      "3.12",
    ],
    [
      "pipenv",
      {
        Pipfile: '[packages]\nflask = "*"\n[requires]\npython_version = "3.10"\n',
        "Pipfile.lock": '{"default": {\n        "flask": {}}}\n',
      },
      { name: "pipenv" },
      "3.10",
    ],
    [
      "setup.py",
      { "setup.py": 'setup(\n    python_requires=">=3.9",\n    install_requires=["flask>=2", "redis"],\n)\n' },
      { name: "pip" },
      "3.9",
    ],
  ])("knows %s by its files", async (_, files, manager, version) => {
    const { applications, problems } = await detectedBy(DETECTORS, { ...files, "app.py": "app = Flask(__name__)\n" });
    expect(problems).toEqual([]);
    expect(applications[0]?.packageManager?.value).toEqual(manager);
    expect(applications[0]?.runtime.value).toEqual({ name: "python", version });
    expect(applications[0]?.framework?.value).toBe("flask");
  });

  it("reads the variables of django-environ and decouple, and what stands in for those that are not set", async () => {
    const settings =
      'import os\nimport environ\nfrom decouple import config\n\nenv = environ.Env()\nA = env("A_KEY")\nB = env.bool("B_FLAG", default=False)\nC = config("C_HOST", default="db")\nD = os.getenv("D") or "dd"\nE = os.environ.get("E")\nif os.getenv("F"):\n    pass\nG = int(os.environ["G"])\n# H = os.environ["H"]\n';
    const { applications } = await detectedBy(DETECTORS, {
      "requirements.txt": "flask\n",
      "app.py": "app = Flask(__name__)\n",
      "settings.py": settings,
    });
    const found = applications[0]?.environment.map(({ value: { name, required, default: value } }) => [
      name,
      required,
      value,
    ]);
    expect(found).toEqual([
      ["A_KEY", true, undefined],
      ["B_FLAG", false, "False"],
      ["C_HOST", false, "db"],
      ["D", false, "dd"],
      ["E", true, undefined],
      ["F", false, undefined],
      ["G", true, undefined],
    ]);
  });

  it("says what is wrong", async () => {
    const { "uv.lock": _, ...unlocked } = FASTAPI;
    expect(await reasons(unlocked)).toEqual(["LockFileMissing"]);
    expect(await reasons({ ...FASTAPI, "poetry.lock": "" })).toEqual(["TwoLockFiles"]);
    expect(await reasons({ ...FASTAPI, "uv.lock": 'name = "fastapi"\n' })).toEqual(["LockFileDoesNotMatch"]);
    expect(await reasons({ ...FASTAPI, ".python-version": "3.9\n" })).toEqual(["VersionsDisagree"]);
    expect(await reasons({ ...FASTAPI, "pyproject.toml": "[project\n" })).toContain("Unreadable");
    const app = "from fastapi import FastAPI\napp = FastAPI()\n";
    expect(await reasons({ "requirements.txt": "fastapi\n", "main.py": app })).toEqual(["NoStartCommand"]);
    expect(
      await reasons({
        "requirements.txt": "fastapi\nuvicorn\n",
        "main.py": app,
        Procfile: "web: uvicorn main:app --port $PORT\n",
      }),
    ).toEqual(["BindsLoopback"]);
    expect(
      await reasons({ "requirements.txt": "", "main.py": 'HTTPServer(("localhost", 80), None).serve_forever()\n' }),
    ).toEqual(["BindsLoopback"]);
  });

  it.each([
    ["FastAPI", FASTAPI],
    ["Django", DJANGO],
  ])("takes any text in a %s project without failing, and names only lines that are there", async (_, sample) => {
    await fc.assert(
      fc.asyncProperty(brokenTrees(sample), async (texts) => {
        expect(unsound(await detectedBy(DETECTORS, texts), texts)).toEqual([]);
      }),
      { numRuns: 80 },
    );
  });
});

function prefixed(folder: string, texts: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(texts).map(([path, text]) => [`${folder}/${path}`, text]));
}

async function reasons(files: Record<string, string>): Promise<readonly string[]> {
  return (await detectedBy(DETECTORS, files)).problems.map(({ reason }) => reason);
}
