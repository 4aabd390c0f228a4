import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Fault } from "../../../src/base/result.ts";
import { type JsonHandler, JsonStream, type Scalar } from "../../../src/reports/source/jsonStream.ts";

/** Builds the whole document of what it is told, and leaves out members by name and every third element if asked to. */
class Building implements JsonHandler {
  result: unknown;
  readonly #open: { readonly value: unknown[] | Record<string, unknown>; key: string; count: number }[] = [];
  readonly #wants: (name: string) => boolean;
  constructor(wants: (name: string) => boolean) {
    this.#wants = wants;
  }

  key(name: string): boolean {
    const top = this.#open.at(-1);
    if (top !== undefined) top.key = name;
    return this.#wants(name);
  }

  element(): boolean {
    return this.#wants("");
  }

  scalar(value: Scalar): void {
    this.#put(value);
  }

  open(isArray: boolean): void {
    this.#open.push({ value: isArray ? [] : {}, key: "", count: 0 });
  }

  close(): void {
    this.#put(this.#open.pop()?.value);
  }

  #put(value: unknown): void {
    const top = this.#open.at(-1);
    if (top === undefined) this.result = value;
    else if (Array.isArray(top.value)) top.value.push(value);
    else Object.defineProperty(top.value, top.key, { value, enumerable: true, configurable: true, writable: true });
  }
}

function build(text: string, cuts: readonly number[], wants: (name: string) => boolean = () => true): unknown {
  const building = new Building(wants);
  const stream = new JsonStream(building);
  const places = [...new Set(cuts.map((cut) => cut % (text.length + 1)))].toSorted((a, b) => a - b);
  let from = 0;
  for (const place of [...places, text.length]) {
    stream.write(text.slice(from, place));
    from = place;
  }
  stream.end();
  return building.result;
}

/**
 * What JSON keeps of a value without members of this name. Not made by `JSON.parse`, which in Node 24.21 takes one
 * escaped name of a single character for another where it has seen objects that begin alike.
 */
function without(value: unknown, name?: string): unknown {
  if (Array.isArray(value)) return value.map((element: unknown) => without(element, name));
  if (typeof value !== "object" || value === null) return Object.is(value, -0) ? 0 : value;
  const members = Object.entries(value).filter(([key]) => key !== name);
  return Object.fromEntries(members.map(([key, member]) => [key, without(member, name)]));
}

const keys = fc.oneof(fc.constantFrom("a", "b", "skip", 'q"\\', "\u0007"), fc.string({ maxLength: 5 }));
const root = fc
  .jsonValue({ depthSize: "large" })
  .chain((value) => fc.tuple(fc.dictionary(keys, fc.constant(value)), fc.jsonValue(), keys))
  .map(([dictionary, value, key]) => ({ ...dictionary, skip: value, list: [value, dictionary, { [key]: value }] }));
const cuts = fc.array(fc.nat(), { maxLength: 12 });
const indent = fc.constantFrom(undefined, 1, "\t");

describe("JSON in pieces", () => {
  test("is the value that was written, however it is cut", () => {
    fc.assert(
      fc.property(root, indent, cuts, (value, space, places) => {
        const text = JSON.stringify(value, undefined, space);
        expect(build(text, places)).toEqual(without(value));
      }),
      { numRuns: 200 },
    );
  });

  test("is the rest of it where members are not wanted", () => {
    fc.assert(
      fc.property(root, indent, cuts, (value, space, places) => {
        const text = JSON.stringify(value, undefined, space);
        expect(build(text, places, (name) => name !== "skip")).toEqual(without(value, "skip"));
      }),
      { numRuns: 200 },
    );
  });

  test("is refused where JSON.parse refuses it, whether it is wanted or not", () => {
    const small = fc.record({ a: fc.jsonValue({ maxDepth: 3 }), skip: fc.jsonValue({ maxDepth: 3 }) });
    const damage = fc.constantFrom("", "{", "}", "[", "]", ",", ":", '"', "\\", "0", "-", ".", "e", "nul", " ", "x");
    fc.assert(
      fc.property(small, indent, cuts, fc.nat(), fc.nat(3), damage, (value, space, places, at, gone, instead) => {
        const whole = JSON.stringify(value, undefined, space);
        const place = at % whole.length;
        const text = `{"skip":${whole.slice(0, place)}${instead}${whole.slice(place + gone)}}`;
        const isJson = accepts(() => JSON.parse(text));
        expect(accepts(() => build(text, places))).toBe(isJson);
        expect(accepts(() => build(text, places, (name) => name !== "skip"))).toBe(isJson);
      }),
      { numRuns: 1500 },
    );
  });
});

/** Whether it goes through; what is refused is refused with a problem, or by `JSON.parse`. */
function accepts(run: () => unknown): boolean {
  try {
    run();
    return true;
  } catch (error) {
    if (error instanceof Fault || error instanceof SyntaxError) return false;
    throw error;
  }
}
