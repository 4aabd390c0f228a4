import type { JSX } from "preact";

/** A hash that nobody reads to its end: one line of it, the rest on hovering. */
const HASH = /^(?:sha256:)?[\da-f]{32,}$/iu;

/** Names and values to read, in two columns. */
export function Facts({
  facts,
}: {
  readonly facts: readonly { readonly name: string; readonly value: string }[];
}): JSX.Element | null {
  if (facts.length === 0) return null;
  return (
    <dl class="facts">
      {facts.map(({ name, value }, index) => (
        <div key={`${index} ${name}`}>
          <dt>{name}</dt>
          <dd class={HASH.test(value) ? "hash" : undefined} title={HASH.test(value) ? value : undefined}>
            {value}
          </dd>
        </div>
      ))}
    </dl>
  );
}
