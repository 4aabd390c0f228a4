import { Fault } from "../../base/result.ts";
import { t } from "../words/language.ts";

/** Twice the size is sharp on most screens. */
const SHARP = 2;
/** What browsers still draw: pixels along a side, and in all. */
const LONGEST_SIDE = 16_000;
const MOST_PIXELS = 100_000_000;

/** An SVG document painted, as the base64 of a PNG. Throws `NotPainted`. */
export async function pngOf(svg: string): Promise<string> {
  const image = await loaded(svg);
  const [width, height] = [Math.max(1, image.naturalWidth), Math.max(1, image.naturalHeight)];
  const scale = Math.min(SHARP, LONGEST_SIDE / Math.max(width, height), Math.sqrt(MOST_PIXELS / (width * height)));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.floor(width * scale));
  canvas.height = Math.max(1, Math.floor(height * scale));
  canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
  const [, base64] = canvas.toDataURL("image/png").split("base64,");
  if (base64 === undefined || base64 === "") throw notPainted();
  return base64;
}

async function loaded(svg: string): Promise<HTMLImageElement> {
  const address = URL.createObjectURL(new Blob([svg], { type: "image/svg+xml" }));
  const image = new Image();
  image.src = address;
  try {
    await image.decode();
    return image;
  } catch {
    throw notPainted();
  } finally {
    URL.revokeObjectURL(address);
  }
}

function notPainted(): Fault {
  return new Fault("NotPainted", t("The graph is too large for a PNG. Export it as SVG, which has no largest size."));
}
