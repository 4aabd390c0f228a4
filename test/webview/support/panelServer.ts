import { readFile } from "node:fs/promises";
import { createServer, type ServerResponse } from "node:http";
import { extname, join } from "node:path";
import { root } from "../../../tools/bootstrap.mjs";
import { THEMES, type ThemeName } from "./themes.ts";

/** The webview's files on loopback, in a page like that which the host makes: the same content policy, a theme. */
export interface PanelServer {
  address(theme: ThemeName, classes?: string): string;
  close(): Promise<void>;
}

/** What the host's page allows, with its own address in the place of the webview's source. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "font-src 'self'",
  "connect-src 'self'",
  "img-src data: blob:",
  "worker-src blob:",
].join("; ");

const TYPES: Readonly<Record<string, string>> = {
  ".js": "text/javascript",
  ".css": "text/css",
  ".ttf": "font/ttf",
};

export async function servePanel(): Promise<PanelServer> {
  const server = createServer((request, response) => void respond(request.url ?? "/", response));
  await new Promise<void>((listening) => {
    server.listen(0, "127.0.0.1", listening);
  });
  const place = server.address();
  const port = typeof place === "object" && place !== null ? place.port : 0;
  return {
    address: (theme, classes = "") => `http://127.0.0.1:${port}/?theme=${theme}&classes=${encodeURIComponent(classes)}`,
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
}

async function respond(address: string, response: ServerResponse): Promise<void> {
  const { pathname, searchParams } = new URL(address, "http://127.0.0.1");
  const theme = THEMES[(searchParams.get("theme") ?? "dark") as ThemeName];
  const send = (type: string, body: string | Buffer): void =>
    void response.writeHead(200, { "content-type": type }).end(body);
  if (pathname === "/") {
    return send("text/html", page(`${theme.classes} ${searchParams.get("classes") ?? ""}`, searchParams.toString()));
  }
  if (pathname === "/theme.css") return send("text/css", variables(theme.colours));
  try {
    const name = pathname.replaceAll(/[^\w.-]/gu, "");
    send(TYPES[extname(name)] ?? "text/plain", await readFile(join(root, "dist", "webview", name)));
  } catch {
    response.writeHead(404).end();
  }
}

function page(classes: string, query: string): string {
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="UTF-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/theme.css?${query.replaceAll("&", "&amp;")}">
<link rel="stylesheet" href="/panel.css">
</head>
<body class="${classes}">
<main id="panel" data-worker="/layout.js" data-shown="{&quot;type&quot;:&quot;path&quot;}"></main>
<script type="module" src="/panel.js"></script>
</body>
</html>`;
}

function variables(colours: Readonly<Record<string, string>>): string {
  return `:root {${Object.entries(colours)
    .map(([name, value]) => `--vscode-${name}: ${value};`)
    .join("")}}`;
}
