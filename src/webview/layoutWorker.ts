import { layoutPicture } from "../picture/layout.ts";
import type { LayoutAnswer, LayoutRequest } from "./graph/layoutService.ts";

declare const self: DedicatedWorkerGlobalScope;

self.addEventListener("message", ({ data }: MessageEvent<LayoutRequest>) => {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- not a window: a worker answers the page that started it
  self.postMessage(answer(data));
});

function answer({ request, graph }: LayoutRequest): LayoutAnswer {
  try {
    return { request, layout: layoutPicture(graph) };
  } catch (error) {
    return { request, message: error instanceof Error ? error.message : String(error) };
  }
}
