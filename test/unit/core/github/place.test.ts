import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { githubPlace, namedPlace } from "../../../../src/core/github/place.ts";

const CLOUD = { api: "https://api.github.com", host: "github.com", owner: "acme", repo: "shop" };
const OWN = { api: "https://git.example.com/api/v3", host: "git.example.com", owner: "acme", repo: "shop" };

describe("Where a repository is", () => {
  test.each([
    "https://github.com/acme/shop",
    "https://github.com/acme/shop.git",
    "https://user:secret@github.com/acme/shop.git/",
    "git@github.com:acme/shop.git",
    "github.com:acme/shop",
    "ssh://git@github.com/acme/shop.git",
    "ssh://git@ssh.github.com:443/acme/shop.git",
    "git://GitHub.com/acme/shop",
  ])("%s", (address) => {
    expect(githubPlace(address)).toEqual(CLOUD);
  });

  test.each(["https://git.example.com/acme/shop", "git@git.example.com:acme/shop.git"])(
    "%s, a server of its own",
    (address) => {
      expect(githubPlace(address)).toBeUndefined();
      expect(githubPlace(address, "git.example.com")).toEqual(OWN);
    },
  );

  test("a company's part of the cloud", () => {
    expect(githubPlace("https://acme.ghe.com/acme/shop")?.api).toBe("https://api.acme.ghe.com");
  });

  test.each([
    "",
    "https://gitlab.com/acme/shop",
    "https://github.com.evil.example/acme/shop",
    "https://evil.example/github.com/acme/shop",
    "https://github.com/acme",
    "https://github.com/acme/shop/tree/main",
    "https://github.com/acme/..",
    "https://github.com/acme/shop?x",
    "../shop.git",
    "C:\\shop",
  ])("%j is not on GitHub", (address) => {
    expect(githubPlace(address)).toBeUndefined();
  });

  test("by name", () => {
    expect(namedPlace("acme/shop")).toEqual(CLOUD);
    expect(namedPlace("acme/shop", "git.example.com")).toEqual(OWN);
    expect(namedPlace("acme/shop", "127.0.0.1:8080")?.api).toBe("http://127.0.0.1:8080/api/v3");
    expect(namedPlace("acme/shop", "127.0.0.1.example.com")?.api).toBe("https://127.0.0.1.example.com/api/v3");
    expect(namedPlace("acme/shop", "git.example.com/other")).toBeUndefined();
    expect(namedPlace("acme")).toBeUndefined();
    expect(namedPlace("acme/shop/x")).toBeUndefined();
  });

  test("any text is read, and leads to no other host than GitHub's", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), fc.boolean(), (text, after) => {
        const place = githubPlace(after ? `https://github.com/${text}` : text);
        expect(place?.api ?? CLOUD.api).toBe(CLOUD.api);
      }),
    );
  });
});
