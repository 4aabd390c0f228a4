import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { literalText, readTerraform } from "../../../src/checks/read/terraform.ts";
import { RULES } from "../../../src/checks/rules.ts";
import { workspaceFrom } from "../../support/memoryTree.ts";

const TRICKY = `# comment { with braces
resource "aws_x" "one" { # after the brace
  a = "text with } and \${join(",", [for x in var.list : "\${x}}"])} # tail"
  b = <<-EOT
    } not the end {
  EOT
  c = {
    d = [1, 2, /* } */ 3]
  }
  nested "label" {
    e = var.x == 1 ? "yes" : "no" // why
  }
  one_line { f = true }
}
locals { g = "\\"quoted\\"" }
`;

describe("the blocks of Terraform", () => {
  test("are found with labels, attributes and lines, whatever their texts hold", () => {
    const file = readTerraform("main.tf", TRICKY);
    if (!file.ok) throw new Error(file.why);
    const [resource, locals] = file.blocks;
    expect(resource).toMatchObject({ type: "resource", labels: ["aws_x", "one"], place: { file: "main.tf", line: 2 } });
    expect([...(resource?.attributes ?? [])].map(([name, { place }]) => [name, place.line])).toEqual([
      ["a", 3],
      ["b", 4],
      ["c", 7],
    ]);
    expect(resource?.blocks.map((one) => [one.type, one.labels, one.place.line])).toEqual([
      ["nested", ["label"], 10],
      ["one_line", [], 13],
    ]);
    expect(literalText(resource?.blocks[1]?.attributes.get("f"))).toBe("true");
    expect(locals).toMatchObject({ type: "locals", place: { line: 15 } });
  });

  test.each(["resource {", 'a = "open', "a = [1", "= 1", "a =\n", "}", "a = <<EOT\nnever ended"])(
    "of %j are not guessed",
    (text) => {
      expect(readTerraform("x.tf", text)).toMatchObject({ ok: false, why: expect.stringContaining("not understood") });
    },
  );

  test("are read back as they were written", () => {
    const name = fc.stringMatching(/^[a-z][a-z0-9_]{0,8}$/u);
    const value = fc.oneof(
      fc.nat().map(String),
      fc.boolean().map(String),
      fc
        .stringMatching(/^[ -!#-&(-[\]-~]*$/u)
        .filter((text) => !/[$%]\{/u.test(text))
        .map((text) => `"${text}"`),
    );
    fc.assert(
      fc.property(
        name,
        name,
        fc.dictionary(name, value, { maxKeys: 5, noNullPrototype: true }),
        (type, label, attributes) => {
          const body = Object.entries(attributes).map(([key, text]) => `  ${key} = ${text}\n`);
          const file = readTerraform("x.tf", `${type} "${label}" {\n${body.join("")}}\n`);
          expect(file).toMatchObject({ ok: true, blocks: [{ type, labels: [label] }] });
          const read = file.ok ? [...(file.blocks[0]?.attributes ?? [])].map(([key, { text }]) => [key, text]) : [];
          expect(Object.fromEntries(read)).toEqual(attributes);
        },
      ),
    );
  });
});

describe("rules about Terraform", () => {
  test.each([
    ['backend "s3" { bucket = "b", key = "k" }'.replace(", key", "\n key"), "fail"],
    ['backend "s3" {\n bucket = "b"\n dynamodb_table = "t"\n}', "pass"],
    ['backend "s3" {\n}', "inconclusive"],
    ['backend "local" {\n path = "x"\n}', "fail"],
    ['backend "gcs" {\n bucket = "b"\n}', "pass"],
    ['cloud {\n organization = "o"\n}', "pass"],
  ])("state in %j: %s", async (backend, verdict) => {
    const text = `terraform {\n${backend}\n}\nresource "a" "b" {\n}\n`;
    expect(RULES["infra-state"](await workspaceFrom({ "main.tf": text })).verdict).toBe(verdict);
  });

  test.each([
    ["from_port = 443\n to_port = 443", '["0.0.0.0/0"]', "pass"],
    ["from_port = 80\n to_port = 443", '["0.0.0.0/0"]', "fail"],
    ["from_port = 22\n to_port = 22", '["10.0.0.0/8"]', "pass"],
    ["from_port = 22\n to_port = 22", '["::/0"]', "fail"],
    ["from_port = var.port\n to_port = var.port", '["0.0.0.0/0"]', "inconclusive"],
    ['protocol = "-1"', '["0.0.0.0/0"]', "fail"],
  ])("a rule with %j open to %s: %s", async (ports, networks, verdict) => {
    const text = `resource "aws_security_group" "g" {\n ingress {\n ${ports}\n cidr_blocks = ${networks}\n }\n}\n`;
    expect(RULES["infra-open-ingress"](await workspaceFrom({ "main.tf": text })).verdict).toBe(verdict);
  });

  test("leave open what is set elsewhere, and what could not be read", async () => {
    const elsewhere = 'resource "aws_db_instance" "d" {\n storage_encrypted = var.encrypted\n}\n';
    expect(RULES["infra-encryption"](await workspaceFrom({ "main.tf": elsewhere })).verdict).toBe("inconclusive");
    const json = RULES["infra-code"](await workspaceFrom({ "main.tf.json": '{"resource":{}}' }));
    expect(json).toMatchObject({ verdict: "inconclusive", message: expect.stringContaining("Terraform as JSON") });
  });
});
