import * as z from "zod";

const kind = z.enum(["start", "check", "decision", "approval", "action", "hold", "end"]);

const pictureNode = z.object({
  id: z.string(),
  kind,
  /** One line as it came; the picture wraps it to two. */
  label: z.string(),
  /** On the way back: drawn apart from the way forward. */
  back: z.boolean().optional(),
});

const pictureEdge = z.object({
  from: z.string(),
  to: z.string(),
  /** The outcome that opens it. */
  when: z.string(),
  /** What stands beside it; nothing where empty. */
  label: z.string(),
});

const pictureGroup = z.object({ id: z.string(), label: z.string(), nodes: z.array(z.string()) });

/** A graph as it is drawn: no payload, every string from outside. Nodes and edges keep the order of the graph. */
export const pictureGraph = z.object({
  title: z.string(),
  start: z.string(),
  nodes: z.array(pictureNode),
  edges: z.array(pictureEdge),
  groups: z.array(pictureGroup),
});

export type PictureGraph = z.infer<typeof pictureGraph>;
export type PictureNode = z.infer<typeof pictureNode>;
export type PictureEdge = z.infer<typeof pictureEdge>;
export type PictureGroup = z.infer<typeof pictureGroup>;
export type NodeKind = z.infer<typeof kind>;
