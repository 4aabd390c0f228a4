import { describe, expect, it } from "vitest";
import { startOptions } from "../../../tools/start/startOptions.ts";

describe("what npm start is told", () => {
  it.each([
    [[], { desktop: false, tour: false, port: 8470 }],
    [["--tour"], { desktop: false, tour: true, port: 8470 }],
    [["--desktop", "--port", "0"], { desktop: true, tour: false, port: 0 }],
    [["--port=9000"], { desktop: false, tour: false, port: 9000 }],
  ])("%j is understood", (args, options) => {
    expect(startOptions(args)).toEqual(options);
  });

  it.each([[["--help"]], [["-h"]], [["--tour", "--help"]]])("%j names every option", (args) => {
    const said = startOptions(args);
    expect(said).toMatchObject({ code: 0 });
    for (const option of ["--port", "--desktop", "--tour"]) expect(said).toHaveProperty("say", containing(option));
  });

  it.each([
    [["--touring"], "There is no option --touring."],
    [["-x"], "There is no option -x."],
    [["tour"], "tour means nothing here."],
    [["--tour=yes"], "--tour takes no value."],
    [["--desktop", "--tour"], "leave --desktop out"],
    [["--port"], "--port takes a number"],
    [["--port", "70000"], "--port takes a number"],
    [["--port", "8470x"], "--port takes a number"],
  ])("%j is a mistake that is named, with help", (args, sentence) => {
    const said = startOptions(args);
    expect(said).toMatchObject({ code: 2 });
    expect(said).toHaveProperty("say", containing(sentence));
    expect(said).toHaveProperty("say", containing("Usage: npm start"));
  });
});

function containing(text: string): unknown {
  return expect.stringContaining(text);
}
