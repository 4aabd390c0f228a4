import { evidence, fact, lineOf } from "../shared/evidence.ts";
import type { Evidence, Fact } from "../../facts/fact.ts";
import { type Hit, hitsIn } from "../shared/hits.ts";
import { type ServiceSign, serviceOfPackage } from "../shared/services.ts";
import type { Source } from "../shared/sources.ts";
import { importsOf } from "./goPackages.ts";

/** An import with the file that has it. */
interface Imported {
  readonly path: string;
  readonly source: Source;
}

/** Frameworks by the module they are, the more telling first. */
const FRAMEWORKS: readonly (readonly [string, RegExp])[] = [
  ["gin", /^github\.com\/gin-gonic\/gin$/u],
  ["echo", /^github\.com\/labstack\/echo(?:\/v\d+)?$/u],
  ["fiber", /^github\.com\/gofiber\/fiber(?:\/v\d+)?$/u],
  ["chi", /^github\.com\/go-chi\/chi(?:\/v\d+)?$/u],
  ["gorilla-mux", /^github\.com\/gorilla\/mux$/u],
  ["beego", /^github\.com\/(?:astaxie\/beego|beego\/beego)(?:\/|$)/u],
  ["iris", /^github\.com\/kataras\/iris(?:\/v\d+)?$/u],
  ["hertz", /^github\.com\/cloudwego\/hertz\//u],
  ["kratos", /^github\.com\/go-kratos\/kratos(?:\/|$)/u],
  ["go-zero", /^github\.com\/zeromicro\/go-zero\//u],
  ["connect", /^connectrpc\.com\/connect$/u],
  ["fasthttp", /^github\.com\/valyala\/fasthttp$/u],
  ["httprouter", /^github\.com\/julienschmidt\/httprouter$/u],
  ["net/http", /^net\/http$/u],
  ["grpc", /^google\.golang\.org\/grpc$/u],
];

/** What only something that goes on working without being asked imports or calls. */
const WORK_PACKAGE =
  /^(?:github\.com\/(?:hibiken\/asynq|RichardKnop\/machinery|riverqueue\/river|robfig\/cron|go-co-op\/gocron|gocraft\/work|nsqio\/go-nsq|ThreeDotsLabs\/watermill|vmihailenco\/taskq)|go\.temporal\.io\/sdk\/worker|sigs\.k8s\.io\/controller-runtime)(?:\/|$)/u;
const WORK_CALL =
  /\bsignal\.Notify(?:Context)?\(|\bselect\s*\{\s*\}|\btime\.(?:NewTicker|Tick)\(|\.(?:Consume|ReadMessage|FetchMessage|PollFetches|ReceiveMessage|Subscribe|QueueSubscribe|BRPop|BLPop|BLMove|XReadGroup)\(/gu;

/** `for { … }`, and how much of it is looked at. */
const ENDLESS = /^[ \t]*for[ \t]*\{/gmu;
const LONGEST_LOOP = 4000;

/** The framework that a program is written with. */
export function goFramework(sources: readonly Source[]): Fact<string> | undefined {
  const imports = importsIn(sources);
  for (const [name, pattern] of FRAMEWORKS) {
    const found = imports.find(({ path }) => pattern.test(path));
    if (found !== undefined) return fact(name, "certain", placeOf(found, `imports ${found.path}`));
  }
  return undefined;
}

/** What says that a program without a port goes on working; undefined for one that does its task and ends. */
export function goWork(sources: readonly Source[]): Evidence | undefined {
  const found = importsIn(sources).find(({ path }) => WORK_PACKAGE.test(path));
  if (found !== undefined) return placeOf(found, `imports ${found.path}`);
  return (hitsIn(sources, WORK_CALL)[0] ?? hitsIn(sources, ENDLESS).find(goesOn))?.at("goes on until it is stopped");
}

/** Whether a loop rests and goes on: what is left again only tries a thing several times. */
function goesOn({ source, index }: Hit): boolean {
  const text = source.text.slice(index, index + LONGEST_LOOP);
  const open = text.indexOf("{");
  let depth = 0;
  for (const { 0: bracket, index: at } of text.matchAll(/[{}]/gu)) {
    depth += bracket === "{" ? 1 : -1;
    if (depth > 0) continue;
    const body = text.slice(open, at);
    return /\btime\.Sleep\(/u.test(body) && !/\b(?:break|return|os\.Exit|goto)\b/u.test(body);
  }
  return false;
}

/** Services that imported packages are there for. */
export function goServices(sources: readonly Source[]): readonly ServiceSign[] {
  return importsIn(sources).flatMap((one) => {
    const name = serviceOfPackage("go", one.path);
    return name === undefined
      ? []
      : [{ name, confidence: "certain" as const, at: placeOf(one, `imports ${one.path}`) }];
  });
}

/** What makes a program need C: `import "C"`, or a package that does. */
export function goCgo(sources: readonly Source[]): boolean {
  return importsIn(sources).some(({ path }) => path === "C" || CGO.test(path));
}

const CGO =
  /^github\.com\/(?:mattn\/go-sqlite3|confluentinc\/confluent-kafka-go|h2non\/bimg|davidbyttow\/govips|gographics\/imagick|linxGnu\/grocksdb|tecbot\/gorocksdb|marcboeker\/go-duckdb)(?:\/|$)|^gorm\.io\/driver\/sqlite$|^gopkg\.in\/gographics\/imagick/u;

function importsIn(sources: readonly Source[]): readonly Imported[] {
  return sources.flatMap((source) => importsOf(source.text).map((path) => ({ path, source })));
}

function placeOf({ path, source }: Imported, says: string): Evidence {
  return evidence(source.file, lineOf(source.text, `"${path}"`), says);
}
