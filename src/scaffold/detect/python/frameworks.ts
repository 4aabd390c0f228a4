/** How a framework's applications are served. */
export type Serving = "asgi" | "wsgi" | "own" | "script";

export interface Framework {
  readonly name: string;
  /** The packages that bring it. */
  readonly packages: readonly string[];
  /** The calls that make its application object. */
  readonly constructors: readonly string[];
  readonly serving: Serving;
  /** What it listens on where nothing else is said. */
  readonly port: number;
}

/** Frameworks, those before others that are built on them: FastAPI brings Starlette, Dash brings Flask. */
export const FRAMEWORKS: readonly Framework[] = [
  { name: "fastapi", packages: ["fastapi"], constructors: ["FastAPI"], serving: "asgi", port: 8000 },
  { name: "litestar", packages: ["litestar"], constructors: ["Litestar"], serving: "asgi", port: 8000 },
  { name: "django", packages: ["django"], constructors: [], serving: "wsgi", port: 8000 },
  { name: "quart", packages: ["quart"], constructors: ["Quart"], serving: "asgi", port: 5000 },
  { name: "dash", packages: ["dash"], constructors: ["Dash"], serving: "wsgi", port: 8050 },
  { name: "flask", packages: ["flask"], constructors: ["Flask", "APIFlask", "OpenAPI"], serving: "wsgi", port: 5000 },
  { name: "sanic", packages: ["sanic"], constructors: ["Sanic"], serving: "own", port: 8000 },
  { name: "streamlit", packages: ["streamlit"], constructors: [], serving: "own", port: 8501 },
  { name: "gradio", packages: ["gradio"], constructors: [], serving: "script", port: 7860 },
  { name: "starlette", packages: ["starlette"], constructors: ["Starlette"], serving: "asgi", port: 8000 },
  { name: "aiohttp", packages: ["aiohttp"], constructors: ["web.Application"], serving: "script", port: 8080 },
  {
    name: "falcon",
    packages: ["falcon"],
    constructors: ["falcon.App", "falcon.asgi.App"],
    serving: "wsgi",
    port: 8000,
  },
  { name: "bottle", packages: ["bottle"], constructors: ["Bottle"], serving: "script", port: 8080 },
  { name: "tornado", packages: ["tornado"], constructors: ["tornado.web.Application"], serving: "script", port: 8888 },
];
