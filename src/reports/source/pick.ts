import type { JsonHandler, Scalar } from "./jsonStream.ts";
import { brokenJson } from "./jsonText.ts";

/** What is wanted of a JSON document. */
export type Shape = ScalarShape | ObjectShape | ArrayShape;

/** A text, number, truth value or null. An object or array in its place is told as null. */
export interface ScalarShape {
  readonly type: "scalar";
}

/** An object. An array in its place is told as null, anything else as it is. */
export interface ObjectShape {
  readonly type: "object";
  readonly members: ReadonlyMap<string, Slot>;
  /** What an object has before any member was read: copied, it is of the right size at once. */
  readonly blank: readonly undefined[];
  /** The shape of members of any other name, and how many of them are kept at most. */
  readonly rest?: { readonly shape: Shape; readonly atMost: number };
}

/** A member's shape, and its place among the members. */
export interface Slot {
  readonly shape: Shape;
  readonly index: number;
  /** Whether the member is wanted, by what the object had before it. Left out: always. */
  readonly when?: (object: PickedObject) => boolean;
}

/** An array. An object in its place is told as null, anything else as it is. */
export interface ArrayShape {
  readonly type: "array";
  readonly of: Shape;
  /** How many elements are kept. */
  readonly atMost: number;
  /** Takes each element as soon as it is complete; none is kept then, however many there are. */
  readonly each?: (element: Picked) => void;
}

/** A wanted value. */
export type Picked = Scalar | PickedObject | PickedArray;

/** An object with those of its wanted members that were there. */
export interface PickedObject {
  readonly type: "object";
  readonly shape: ObjectShape;
  /** In the order of the shape; undefined where a member was not there. */
  readonly values: readonly (Picked | undefined)[];
  /** Members of any other name. */
  readonly rest: ReadonlyMap<string, Picked> | undefined;
  /** Of those, how many were not kept because there were too many. */
  readonly dropped: number;
}

/** The elements that were kept, and how many there were in all. */
export interface PickedArray {
  readonly type: "array";
  readonly elements: readonly Picked[];
  readonly count: number;
}

export const SCALAR: ScalarShape = { type: "scalar" };

/** An object of which only these members are wanted. */
export function objectOf(members: Readonly<Record<string, Shape>>): ObjectShape {
  const slots = Object.entries(members).map(([name, shape], index) => [name, { shape, index }] as const);
  return { type: "object", members: new Map(slots), blank: slots.map(() => undefined) };
}

/** The shape with members that are wanted only at times: `when` sees what an object had before them. */
export function onlyWhen(
  { members, blank }: ObjectShape,
  names: readonly string[],
  when: (object: PickedObject) => boolean,
): ObjectShape {
  const slots = [...members].map(([name, slot]) => [name, names.includes(name) ? { ...slot, when } : slot] as const);
  return { type: "object", members: new Map(slots), blank };
}

/** An object whose members have any name. */
export function mapOf(shape: Shape, atMost: number): ObjectShape {
  return { ...objectOf({}), rest: { shape, atMost } };
}

/** An array of which the first elements are kept. */
export function arrayOf(of: Shape, atMost: number): ArrayShape {
  return { type: "array", of, atMost };
}

/** An array whose elements are handed on one by one. */
export function eachOf(of: Shape, each: (element: Picked) => void): ArrayShape {
  return { type: "array", of, atMost: 0, each };
}

interface OpenObject {
  readonly type: "object";
  readonly shape: ObjectShape;
  readonly values: (Picked | undefined)[];
  rest: Map<string, Picked> | undefined;
  dropped: number;
  /** The member whose value is being read: its place, or its name where the shape does not know it. */
  index: number;
  name: string;
  /** Its shape. */
  next: Shape;
}

interface OpenArray {
  readonly type: "array";
  readonly shape: ArrayShape;
  readonly elements: Picked[];
  count: number;
  readonly next: Shape;
}

/** Picks what a shape wants out of a stream of JSON. */
export class Picker implements JsonHandler {
  readonly #root: Shape;
  readonly #line: () => number;
  readonly #open: (OpenObject | OpenArray)[] = [];
  #innermost: OpenObject | OpenArray | undefined;
  /** Containers within one that stands where the shape has another kind of value: passed over. */
  #misplaced = 0;
  #result: Picked | undefined;

  /** `line` is where the stream is, for problems. */
  constructor(root: Shape, line: () => number) {
    this.#root = root;
    this.#line = line;
  }

  /** The document, once it was read; undefined before. */
  get result(): Picked | undefined {
    return this.#result;
  }

  key(name: string): boolean {
    const object = this.#innermost;
    if (this.#misplaced > 0 || object?.type !== "object") return false;
    const slot = object.shape.members.get(name);
    if (slot === undefined) return this.#keyOfRest(object, name);
    if (object.values[slot.index] !== undefined) throw this.#twice();
    object.values[slot.index] = null;
    if (slot.when !== undefined && !slot.when(object)) return false;
    object.index = slot.index;
    object.next = slot.shape;
    return true;
  }

  #keyOfRest(object: OpenObject, name: string): boolean {
    const { rest } = object.shape;
    if (rest === undefined) return false;
    object.rest ??= new Map();
    if (object.rest.has(name)) throw this.#twice();
    if (object.rest.size >= rest.atMost) {
      object.dropped += 1;
      return false;
    }
    object.rest.set(name, null);
    object.index = -1;
    object.name = name;
    object.next = rest.shape;
    return true;
  }

  #twice(): Error {
    return brokenJson("a member twice, of which only one can hold", this.#line());
  }

  element(): boolean {
    const array = this.#innermost;
    if (this.#misplaced > 0 || array?.type !== "array") return false;
    array.count += 1;
    return array.shape.each !== undefined || array.elements.length < array.shape.atMost;
  }

  scalar(value: Scalar): void {
    if (this.#misplaced === 0) this.#put(value);
  }

  open(isArray: boolean): void {
    if (this.#misplaced > 0) {
      this.#misplaced += 1;
      return;
    }
    const shape = this.#nextShape();
    if (shape.type === "object" && !isArray) {
      this.#push({
        type: "object",
        shape,
        values: shape.blank.slice(),
        rest: undefined,
        dropped: 0,
        index: 0,
        name: "",
        next: SCALAR,
      });
    } else if (shape.type === "array" && isArray) {
      this.#push({ type: "array", shape, elements: [], count: 0, next: shape.of });
    } else this.#misplaced = 1;
  }

  close(): void {
    if (this.#misplaced > 0) {
      this.#misplaced -= 1;
      if (this.#misplaced === 0) this.#put(null);
      return;
    }
    const done = this.#open.pop();
    this.#innermost = this.#open.at(-1);
    if (done !== undefined) this.#put(done);
  }

  #push(container: OpenObject | OpenArray): void {
    this.#open.push(container);
    this.#innermost = container;
  }

  #nextShape(): Shape {
    return this.#innermost?.next ?? this.#root;
  }

  #put(value: Picked): void {
    const container = this.#innermost;
    if (container === undefined) this.#result = value;
    else if (container.type === "object") {
      if (container.index < 0) container.rest?.set(container.name, value);
      else container.values[container.index] = value;
    } else if (container.shape.each === undefined) container.elements.push(value);
    else container.shape.each(value);
  }
}

/** A member that is an object; undefined where it is missing or something else. */
export function objectIn(value: Picked | undefined, name: string): PickedObject | undefined {
  const member = memberOf(value, name);
  return typeof member === "object" && member?.type === "object" ? member : undefined;
}

/** A member that is an array; undefined where it is missing or something else. */
export function arrayIn(value: Picked | undefined, name: string): PickedArray | undefined {
  const member = memberOf(value, name);
  return typeof member === "object" && member?.type === "array" ? member : undefined;
}

/** A member that is a text; undefined where it is missing or something else. */
export function textIn(value: Picked | undefined, name: string): string | undefined {
  const member = memberOf(value, name);
  return typeof member === "string" ? member : undefined;
}

/** A member that is a number; undefined where it is missing or something else. */
export function numberIn(value: Picked | undefined, name: string): number | undefined {
  const member = memberOf(value, name);
  return typeof member === "number" ? member : undefined;
}

/** A member as it is; undefined where it is missing. */
export function memberOf(value: Picked | undefined, name: string): Picked | undefined {
  if (typeof value !== "object" || value?.type !== "object") return undefined;
  const slot = value.shape.members.get(name);
  return slot === undefined ? value.rest?.get(name) : value.values[slot.index];
}
