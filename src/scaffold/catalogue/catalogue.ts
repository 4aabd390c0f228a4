import * as z from "zod";

const seen = {
  /** Where it was seen, https. */
  source: z.url({ protocol: /^https$/u }),
  /** The day it was seen there. */
  seen: z.iso.date(),
};

const image = z.strictObject({
  ...seen,
  /** Of the tag's index, for every platform at once. Left out: it was not seen, and the exact tag stands instead. */
  digest: z
    .string()
    .regex(/^sha256:[0-9a-f]{64}$/u)
    .optional(),
  /** The day its maintainers end it. */
  endOfLife: z.iso.date().optional(),
});

const action = z.strictObject({
  ...seen,
  version: z.string().regex(/^v?\d+(\.\d+){0,2}$/u),
  /** Left out: it was not seen, and the exact version stands instead. */
  commit: z
    .string()
    .regex(/^[0-9a-f]{40}$/u)
    .optional(),
});

const tool = z.strictObject({ ...seen, version: z.string() });

/** The versions that generated files name: only ones that were seen in a public source, which the entry names. */
export const catalogueSchema = z.strictObject({
  version: z.literal(1),
  /** By name and exact tag, such as `node:24.11.1-bookworm-slim`. */
  images: z.record(z.string(), image),
  /** By repository, such as `actions/checkout`. */
  actions: z.record(z.string(), action),
  /** Other tools with their versions, such as `kubectl`. */
  tools: z.record(z.string(), tool),
  /** Kinds with the API version to write, such as `HorizontalPodAutoscaler` and `autoscaling/v2`. */
  apiVersions: z.record(z.string(), z.strictObject({ ...seen, apiVersion: z.string() })),
  /** The tag to take for what is asked for: `node`, then `22` or `default`, gives `node:22.21.1-bookworm-slim`. */
  choices: z.record(z.string(), z.record(z.string(), z.string())),
});

export type Catalogue = z.infer<typeof catalogueSchema>;
