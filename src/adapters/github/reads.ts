import type * as z from "zod";
import { Fault } from "../../base/result.ts";
import type { GithubPlace, Page } from "../../core/ports/github.ts";
import type { Answer, Asking, Question } from "./ask.ts";
import { badAnswer } from "./fault.ts";
import { unknownAnswer } from "./unknownAnswer.ts";

/** Bounds on lists: a page is as long as GitHub makes one. */
const PAGE = 100;
const MOST_PAGES = 10;

/** Questions about one repository whose answers are read by a schema. */
export class Reads {
  readonly #asking: Asking;
  readonly #place: GithubPlace;

  constructor(asking: Asking, place: GithubPlace) {
    this.#asking = asking;
    this.#place = place;
  }

  async one<T>(schema: z.ZodType<T>, question: Question): Promise<T> {
    return this.#read(schema, (await this.#ask(question)).data, question);
  }

  /** Undefined where there is none. */
  async maybe<T>(schema: z.ZodType<T>, question: Question): Promise<T | undefined> {
    try {
      return await this.one(schema, question);
    } catch (error) {
      if (error instanceof Fault && error.reason === "Gone") return undefined;
      throw error;
    }
  }

  /** A list of at most ten pages. */
  async all<T>(schema: z.ZodType<readonly T[]>, question: Question): Promise<Page<T>> {
    const items: T[] = [];
    for (let page = 1; page <= MOST_PAGES; page += 1) {
      const { data, link } = await this.#ask(question, { per_page: PAGE, page });
      items.push(...this.#read(schema, data, question));
      if (link?.includes('rel="next"') !== true) return { items, complete: true };
    }
    return { items, complete: false };
  }

  async send(question: Question): Promise<void> {
    await this.#ask(question);
  }

  #ask(question: Question, more: Question["parameters"] = {}): Promise<Answer> {
    const { owner, repo } = this.#place;
    const repository = question.route.includes("{owner}") ? { owner, repo } : {};
    return this.#asking.ask({ ...question, parameters: { ...repository, ...question.parameters, ...more } });
  }

  #read<T>(schema: z.ZodType<T>, data: unknown, { subject }: Question): T {
    const found = schema.safeParse(data);
    if (found.success) return found.data;
    throw badAnswer(this.#place.host, subject, unknownAnswer(found.error, data));
  }
}
