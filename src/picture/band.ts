/** A layer from its top to its bottom, in pixels: as high as its tallest node. */
export interface Band {
  readonly top: number;
  readonly bottom: number;
}
