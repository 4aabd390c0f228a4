/** A Mermaid flowchart as it is written, before anybody asks what it means. Every `at` is an offset into its text. */
export interface Flowchart {
  /** From the front matter. */
  readonly title?: string;
  /** By the name in the text, in the order of their first mention. */
  readonly vertices: ReadonlyMap<string, Vertex>;
  readonly arrows: readonly Arrow[];
  readonly subgraphs: readonly Subgraph[];
  /** What comments say about vertices, by the vertex's name. */
  readonly vertexNotes: ReadonlyMap<string, Note>;
  /** What a comment says about the whole. */
  readonly headNote?: Note;
  readonly findings: readonly Finding[];
}

/** What the shapes of Mermaid mean to us; everything else is a box. */
export type Shape = "box" | "diamond" | "hexagon" | "terminal";

export interface Vertex {
  readonly name: string;
  /** Of its first mention; once it has a text, of that. */
  at: number;
  shape?: Shape;
  /** Decoded; lines parted by line feeds. */
  text?: string;
}

export interface Arrow {
  readonly from: string;
  readonly to: string;
  /** Decoded, one line; empty where the arrow has none. */
  readonly text: string;
  readonly at: number;
  readonly note?: Note;
}

export interface Subgraph {
  readonly name: string;
  readonly title: string;
  readonly at: number;
  readonly parent?: Subgraph;
  /** Names of the vertices that are in this one and in none inside it. */
  readonly members: string[];
}

/** A comment `%% tidegate: {…}`: what a picture cannot tell. */
export interface Note {
  readonly at: number;
  readonly body: Readonly<Record<string, unknown>>;
}

/** Something that is not as it should be: what it is, and what to do about it. */
export interface Finding {
  readonly reason: FindingReason;
  readonly at: number;
  readonly message: string;
}

/** Stable: tests and documentation name them. */
export type FindingReason =
  | "NotAFlowchart"
  | "UnknownDirection"
  | "BrokenFrontMatter"
  | "BrokenNote"
  | "UnusedNote"
  | "ReservedName"
  | "UnclosedText"
  | "BracketInText"
  | "UnknownShape"
  | "UnclosedLabel"
  | "ArrowWithoutEnd"
  | "ArrowToGroup"
  | "Unexpected"
  | "UnclosedSubgraph"
  | "EndWithoutSubgraph"
  | "TextTooLong"
  | "TooLarge"
  | "NoNodes"
  | "NoSingleStart";
