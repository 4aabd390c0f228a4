/** Size of the font that everything is measured for, and the height of a line, in pixels. */
export const FONT_SIZE = 13;
export const LINE_HEIGHT = 17;

/** Widths as parts of the font's size. Rather too wide than too narrow: no font is known here. */
const NARROW = 0.32;
const COMMON = 0.56;
const CAPITAL = 0.68;
const BROAD = 0.9;
const WIDE = 1.1;

const NARROW_SIGNS = /^[ !"'()*,./:;I[\\\]`fijlrt{|}·-]/u;
const BROAD_SIGNS = /^[%@MWmw—…→←]/u;
const CAPITALS = /^[\p{Lu}#$&+<=>?_~]/u;
/** East Asian full width forms. */
const FULL_WIDTH =
  /^[\u1100-\u115F\u2E80-\u303E\u3041-\u33FF\u3400-\u4DBF\u4E00-\u9FFF\uA000-\uA4CF\uA960-\uA97F\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60\uFFE0-\uFFE6\u{1B000}-\u{1B2FF}\u{1F200}-\u{1F2FF}\u{20000}-\u{3FFFD}]/u;
const EMOJI = /\p{Emoji_Presentation}|\uFE0F/u;
const INVISIBLE = /^\p{Mn}|^\p{Cf}/u;

const segmenter = new Intl.Segmenter("en", { granularity: "grapheme" });

/** The signs of a text as a reader counts them: a letter with its accents is one, and so is a flag. */
export function signsOf(text: string): readonly string[] {
  return Array.from(segmenter.segment(text), ({ segment }) => segment);
}

/** Estimated width of a text in pixels. */
export function textWidth(text: string): number {
  // oxlint-disable-next-line no-control-regex -- Plain ASCII is the common case and needs no segmenter.
  const signs = /^[\u0000-\u007F]*$/u.test(text) ? text : signsOf(text);
  let width = 0;
  for (const sign of signs) width += signWidth(sign);
  return width * FONT_SIZE;
}

/** Widths of signs seen before: a picture has few different ones. */
const known = new Map<string, number>();
const MOST_KNOWN = 2_000;

function signWidth(sign: string): number {
  const before = known.get(sign);
  if (before !== undefined) return before;
  const width = classWidth(sign);
  if (known.size < MOST_KNOWN) known.set(sign, width);
  return width;
}

function classWidth(sign: string): number {
  if (NARROW_SIGNS.test(sign)) return NARROW;
  if (BROAD_SIGNS.test(sign)) return BROAD;
  if (CAPITALS.test(sign)) return CAPITAL;
  if (EMOJI.test(sign) || FULL_WIDTH.test(sign)) return WIDE;
  return INVISIBLE.test(sign) ? 0 : COMMON;
}
