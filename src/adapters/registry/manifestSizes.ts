import * as z from "zod";

const size = z.number().int().nonnegative();
const platform = z.object({ os: z.string(), architecture: z.string(), variant: z.string().optional() });

/** A digest becomes a part of an address. */
const DIGEST = /^[a-z0-9]{1,16}:[0-9a-f]{32,128}$/u;

const manifest = z.object({ layers: z.array(z.object({ size })) });
const index = z.object({
  manifests: z.array(z.object({ digest: z.string().regex(DIGEST), platform: platform.optional() })).max(100),
});

/** More platforms than anybody builds for are not asked for one after another. */
const MOST_PLATFORMS = 20;

/**
 * The bytes of all layers by platform, of a manifest or of an index, whose manifests `fetch` brings. What only tells of
 * a build, such as its provenance, is for no platform and is left out. Undefined where it is neither, or of an old kind
 * that names no sizes.
 */
export async function platformSizes(
  document: unknown,
  fetch: (digest: string) => Promise<unknown>,
): Promise<Readonly<Record<string, number>> | undefined> {
  const single = manifest.safeParse(document);
  if (single.success) return { "one platform": sumOf(single.data) };
  const several = index.safeParse(document);
  if (!several.success) return undefined;
  const images = several.data.manifests.filter((one) => one.platform?.os !== "unknown");
  if (images.length === 0 || images.length > MOST_PLATFORMS) return undefined;
  const sizes: [string, number][] = [];
  for (const { digest, platform: of } of images) {
    const found = manifest.safeParse(await fetch(digest));
    if (!found.success) return undefined;
    sizes.push([nameOf(of, digest), sumOf(found.data)]);
  }
  return Object.fromEntries(sizes);
}

function sumOf({ layers }: z.infer<typeof manifest>): number {
  return layers.reduce((sum, layer) => sum + layer.size, 0);
}

function nameOf(of: z.infer<typeof platform> | undefined, digest: string): string {
  if (of === undefined) return digest.slice(0, 19);
  return [of.os, of.architecture, of.variant].filter((part) => part !== undefined).join("/");
}
