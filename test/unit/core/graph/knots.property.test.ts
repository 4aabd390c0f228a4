import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { knots } from "../../../../src/core/graph/knots.ts";
import { reachable } from "../../../../src/core/graph/walk.ts";

const ids = fc.constantFrom("a", "b", "c", "d", "e", "f", "g");
const edges = fc.array(fc.record({ from: ids, to: ids, when: fc.constant("x") }), { maxLength: 14 });

describe("knots of a graph", () => {
  test("hold exactly the nodes that can come back to themselves, with all that can do so together", () => {
    fc.assert(
      fc.property(edges, (drawn) => {
        const onward = (id: string): ReadonlySet<string> =>
          reachable(
            drawn,
            drawn.filter((edge) => edge.from === id).map((edge) => edge.to),
          );
        const names = [...new Set(drawn.flatMap((edge) => [edge.from, edge.to]))];
        const expected = new Set(
          names
            .filter((id) => onward(id).has(id))
            .map((id) =>
              names
                .filter((other) => onward(id).has(other) && onward(other).has(id))
                .toSorted()
                .join(""),
            ),
        );
        const found = knots(drawn).map((knot) => [...knot].toSorted().join(""));
        expect(new Set(found)).toEqual(expected);
        expect(found).toHaveLength(expected.size);
      }),
    );
  });
});
