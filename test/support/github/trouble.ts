import type { ServerResponse } from "node:http";

/** What goes wrong with one request. Only `status` is an answer that GitHub's description knows. */
export type Trouble =
  | { readonly kind: "status"; readonly status: number; readonly message?: string; readonly headers?: Headers }
  | { readonly kind: "silent" }
  | { readonly kind: "cut" }
  | { readonly kind: "text"; readonly body: string }
  | { readonly kind: "json"; readonly body: unknown }
  | { readonly kind: "endless" };

type Headers = Readonly<Record<string, string>>;

/** Does what no GitHub that follows its description would do. */
export function misbehave(trouble: Exclude<Trouble, { kind: "status" }>, response: ServerResponse): void {
  switch (trouble.kind) {
    case "silent":
      return;
    case "cut":
      response.destroy();
      return;
    case "text":
      response.writeHead(200, { "content-type": "text/html" }).end(trouble.body);
      return;
    case "json":
      response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(trouble.body));
      return;
    case "endless":
      response.writeHead(200, { "content-type": "application/json" });
      pour(response);
  }
}

const BLOCK = " ".repeat(1024 * 1024);

function pour(response: ServerResponse): void {
  if (response.destroyed) return;
  if (response.write(BLOCK)) setImmediate(() => pour(response));
  else response.once("drain", () => pour(response));
}
