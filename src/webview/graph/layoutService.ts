import type { Layout } from "../../picture/layout.ts";
import type { PictureGraph } from "../../protocol/picture.ts";
import { t } from "../words/language.ts";

export interface LayoutRequest {
  readonly request: number;
  readonly graph: PictureGraph;
}

export type LayoutAnswer =
  | { readonly request: number; readonly layout: Layout }
  | { readonly request: number; readonly message: string };

/** Lays a picture out away from the page's own thread. Rejects with a sentence. */
export type LayOut = (graph: PictureGraph) => Promise<Layout>;

/**
 * A webview may not start a worker from the address that its files come from, which is another origin. So the script's
 * text is fetched and started from an address of the page's own.
 */
export function layoutService(script: string): LayOut {
  const waiting = new Map<number, PromiseWithResolvers<Layout>>();
  let worker: Promise<Worker> | undefined;
  let requests = 0;
  const settle = (answer: LayoutAnswer): void => {
    const wait = waiting.get(answer.request);
    waiting.delete(answer.request);
    if ("layout" in answer) wait?.resolve(answer.layout);
    else wait?.reject(new Error(answer.message));
  };
  const fail = (message: string): void => {
    for (const request of waiting.keys()) settle({ request, message });
  };
  return async (graph) => {
    worker ??= startWorker(script, settle, fail);
    const started = await worker.catch((error: unknown) => {
      // What could not be loaded once is loaded again for the next graph.
      worker = undefined;
      throw error;
    });
    const request = requests++;
    const wait = Promise.withResolvers<Layout>();
    waiting.set(request, wait);
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- not a window: a worker has no origin to name
    started.postMessage({ request, graph } satisfies LayoutRequest);
    return wait.promise;
  };
}

async function startWorker(
  script: string,
  hear: (answer: LayoutAnswer) => void,
  fail: (message: string) => void,
): Promise<Worker> {
  const response = await fetch(script);
  if (!response.ok) {
    throw new Error(t("The layout could not be loaded ({0}). Open the panel again.", response.status));
  }
  const address = URL.createObjectURL(new Blob([await response.text()], { type: "text/javascript" }));
  const worker = new Worker(address, { name: "layout" });
  worker.addEventListener("message", ({ data }: MessageEvent<LayoutAnswer>) => hear(data));
  worker.addEventListener("error", ({ message }) => fail(message));
  return worker;
}
