import { sha256Hex } from "../../../base/hash.ts";
import { type ContainerRun, imageOf, report, vary } from "./container.ts";
import { wait } from "./states.ts";

const FIRST_BACKOFF_MS = 10_000;
const LAST_BACKOFF_MS = 300_000;
/** How long `ErrImagePull` shows before it turns into `ImagePullBackOff`. */
const ERROR_SHOWS_MS = 3_000;

/** Milliseconds an attempt to get the image takes. */
export function pullTime(run: ContainerRun): number {
  const { timing, images } = run.world;
  const share = images.has(imageKey(run)) ? 0.1 : 1;
  return vary(run, timing.pullMs * share * slowness(run));
}

export function beginPull(run: ContainerRun): void {
  run.memory.due = run.world.clock.now() + pullTime(run);
  if (run.world.images.has(imageKey(run))) return;
  run.memory.pulling = true;
  report(run, "Pulling", `Pulling image "${imageOf(run)}"`);
}

/** The image is there: reports how it came. */
export function reportPulled(run: ContainerRun, tookMs: number): void {
  const image = imageOf(run);
  if (run.memory.pulling !== true) {
    report(run, "Pulled", `Container image "${image}" already present on machine and can be accessed by the pod`);
    return;
  }
  run.memory.pulling = false;
  run.world.images.add(imageKey(run));
  const took = tookMs >= 1000 ? `${tookMs / 1000}s` : `${tookMs}ms`;
  const message = `Successfully pulled image "${image}" in ${took} (${took} including waiting). Image size: ${sizeOf(image)} bytes.`;
  report(run, "Pulled", message);
}

/** The registry does not know the image. */
export function failPull(run: ContainerRun): void {
  const image = imageOf(run);
  const message = notFound(image);
  run.memory.failedPulls++;
  run.memory.due = run.world.clock.now() + ERROR_SHOWS_MS;
  report(run, "Failed", `Failed to pull image "${image}": ${message}`, "Warning");
  report(run, "Failed", "Error: ErrImagePull", "Warning");
  wait(run, "ErrImagePull", message);
}

export function backOffPull(run: ContainerRun): void {
  const image = imageOf(run);
  const ms = Math.min(LAST_BACKOFF_MS, FIRST_BACKOFF_MS * 2 ** Math.max(0, run.memory.failedPulls - 1));
  run.memory.due = run.world.clock.now() + ms;
  report(run, "BackOff", `Back-off pulling image "${image}"`);
  report(run, "Failed", "Error: ImagePullBackOff", "Warning");
  wait(run, "ImagePullBackOff", `Back-off pulling image "${image}": ErrImagePull: ${notFound(image)}`);
}

/** The image as the container runtime names it. */
export function imageId(run: ContainerRun): string {
  const image = imageOf(run);
  return `${fullName(image).replace(/[:@][^/]*$/, "")}@sha256:${sha256Hex(image)}`;
}

function notFound(image: string): string {
  const full = fullName(image);
  return (
    `rpc error: code = NotFound desc = failed to pull and unpack image "${full}": ` +
    `failed to resolve reference "${full}": ${full}: not found`
  );
}

/** With the registry and the tag that Docker's short names leave out. */
function fullName(image: string): string {
  const [first = ""] = image.split("/");
  const hosted = image.includes("/") && /[.:]|^localhost$/.test(first);
  const named = hosted ? image : `docker.io/${image.includes("/") ? image : `library/${image}`}`;
  return /[:@][^/]*$/.test(named) ? named : `${named}:latest`;
}

function imageKey(run: ContainerRun): string {
  return `${run.pod.spec.nodeName ?? ""} ${imageOf(run)}`;
}

function slowness(run: ContainerRun): number {
  const factors = run.world.faults.list().flatMap(({ fault }) => (fault.type === "slowImages" ? fault.factor : []));
  return Math.max(1, ...factors);
}

/** Some tens of megabytes, the same for the same image. */
function sizeOf(image: string): number {
  return 20_000_000 + (Number.parseInt(sha256Hex(image).slice(0, 8), 16) % 90_000_000);
}
