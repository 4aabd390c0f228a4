import { parseImage } from "../../../core/rollout/image.ts";
import type { Settings } from "../settings.ts";

/** The host that images are pushed to, such as `ghcr.io`; Docker Hub where the repository names none. */
export function registryOf({ imageRepository }: Settings): string {
  return parseImage(imageRepository)?.registry ?? "docker.io";
}
