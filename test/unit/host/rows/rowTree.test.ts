import fc from "fast-check";
import { expect, test } from "vitest";
import { contextValue, type Row } from "../../../../src/host/rows/row.ts";
import { type Place, RowTree } from "../../../../src/host/rows/rowTree.ts";

interface Plan {
  readonly id: string;
  readonly text?: string;
  readonly children?: readonly Plan[];
}

function row({ id, text = "", children }: Plan): Row {
  return {
    id,
    label: id,
    description: text,
    tooltip: "",
    accessibilityLabel: "",
    state: "none",
    icon: { id: "x" },
    collapsible: children === undefined ? "none" : "collapsed",
    contextValue: contextValue(),
    target: undefined,
    ...(children === undefined ? {} : { children: () => children.map(row) }),
  };
}

const rows = (...plans: readonly Plan[]): Row[] => plans.map(row);
const ids = (places: readonly (Place<unknown> | undefined)[]): (string | undefined)[] =>
  places.map((place) => place?.row.id);

/** Looks at everything, as an editor does whose user opened every row. */
function look(tree: RowTree<unknown>, roots: readonly Row[], place?: Place<unknown>): string[] {
  return tree
    .childrenOf(place, () => roots)
    .flatMap((child) => [`${child.row.id} ${child.row.description}`, ...look(tree, roots, child)]);
}

test("a row that looks different is refreshed alone", () => {
  const tree = new RowTree();
  look(tree, rows({ id: "a", children: [{ id: "a1" }, { id: "a2" }] }));
  expect(ids(tree.update(rows({ id: "a", children: [{ id: "a1" }, { id: "a2", text: "new" }] })))).toEqual(["a2"]);
});

test("a child that comes refreshes its parent, and the parent covers what is below it", () => {
  const tree = new RowTree();
  look(tree, rows({ id: "a", children: [{ id: "a1" }] }));
  expect(ids(tree.update(rows({ id: "a", children: [{ id: "a1", text: "new" }, { id: "a2" }] })))).toEqual(["a"]);
});

test("a root that comes refreshes the root", () => {
  const tree = new RowTree();
  look(tree, rows({ id: "a" }));
  expect(ids(tree.update(rows({ id: "a" }, { id: "b" })))).toEqual([undefined]);
});

test("nothing is refreshed where nothing changed, and what nobody looked at is not built", () => {
  const tree = new RowTree();
  let built = 0;
  const lazy = (): Row[] => [{ ...row({ id: "a", children: [] }), children: () => ((built += 1), []) }];
  tree.childrenOf(undefined, lazy);
  expect(tree.update(lazy())).toEqual([]);
  expect(built).toBe(0);
});

test("a place stays the same object while its row is there", () => {
  const tree = new RowTree();
  const [before] = tree.childrenOf(undefined, () => rows({ id: "a" }));
  tree.update(rows({ id: "a", text: "new" }));
  expect(tree.childrenOf(undefined, () => [])[0]).toBe(before);
  expect(before?.row.description).toBe("new");
});

const plan: fc.Arbitrary<Plan> = fc.letrec<{ node: Plan }>((tie) => ({
  node: fc.record({
    id: fc.constantFrom("a", "b", "c", "d"),
    text: fc.constantFrom("x", "y"),
    children: fc.option(fc.uniqueArray(tie("node"), { maxLength: 3, selector: (one) => one.id }), {
      nil: undefined,
      depthSize: "small",
    }),
  }) as fc.Arbitrary<Plan>,
})).node;
const forest = fc.uniqueArray(plan, { maxLength: 3, selector: (one) => one.id });

/** Ids are unique across the tree, as those of real rows are. */
function placed(plans: readonly Plan[], parent = ""): Plan[] {
  return plans.map((one) => {
    const id = `${parent}/${one.id}`;
    return { ...one, id, ...(one.children === undefined ? {} : { children: placed(one.children, id) }) };
  });
}

test("after any change, an editor that refreshes the places it is told of shows the new rows", () => {
  fc.assert(
    fc.property(forest, forest, (before, after) => {
      const tree = new RowTree();
      const shown = new Map<string | undefined, string[]>();
      const next = placed(after).map(row);
      const show = (place: Place<unknown> | undefined, roots: readonly Row[]): void => {
        const children = tree.childrenOf(place, () => roots);
        shown.set(
          place?.row.id,
          children.map((child) => `${child.row.id} ${child.row.description}`),
        );
        for (const child of children) show(child, roots);
      };
      show(undefined, placed(before).map(row));
      for (const place of tree.update(next)) {
        show(place, next);
        for (const [parent, list] of shown) {
          shown.set(
            parent,
            list.map((line) =>
              line.startsWith(`${place?.row.id} `) ? `${place?.row.id} ${place?.row.description}` : line,
            ),
          );
        }
      }
      const seen = (id: string | undefined): string[] =>
        (shown.get(id) ?? []).flatMap((line) => [line, ...seen(line.split(" ")[0])]);
      const fresh = new RowTree();
      expect(seen(undefined)).toEqual(look(fresh, next));
    }),
  );
});
