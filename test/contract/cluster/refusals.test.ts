import { beforeAll, describe, expect, it } from "vitest";
import { connectAs, freshNamespace } from "../../support/clusterUnderTest.ts";
import { type RawApi, rawApi } from "./rawApi.ts";

/** What any client is told where it asks for what cannot be: code and words alike on both clusters. */

const APPLY = { "content-type": "application/apply-patch+yaml" };
const MERGE = { "content-type": "application/merge-patch+json" };
let api: RawApi;
let room: string;
let maps: string;
let deployments: string;

beforeAll(async () => {
  const cluster = await connectAs("admin");
  const namespace = await freshNamespace(cluster, "refusals");
  cluster.dispose();
  api = await rawApi();
  room = `/api/v1/namespaces/${namespace}`;
  maps = `${room}/configmaps`;
  deployments = `/apis/apps/v1/namespaces/${namespace}/deployments`;
});

const map = (name: string, rest: object = {}) => ({ apiVersion: "v1", kind: "ConfigMap", metadata: { name }, ...rest });

describe("a list or a watch", () => {
  it.each([
    ["limit=abc", 400, 'strconv.ParseInt: parsing "abc": invalid syntax'],
    ["watch=1&timeoutSeconds=abc", 400, 'strconv.ParseInt: parsing "abc": invalid syntax'],
    ["resourceVersion=abc", 400, 'invalid resource version: resourceVersion: Invalid value: "abc"'],
    ["watch=1&resourceVersion=abc", 500, 'resourceVersion: Invalid value: "abc"'],
    ["resourceVersionMatch=Exact", 422, "resourceVersionMatch is forbidden unless resourceVersion is provided"],
    ["resourceVersionMatch=Near&resourceVersion=1", 422, 'supported values: "Exact", "NotOlderThan", ""'],
    ["resourceVersionMatch=Exact&resourceVersion=0", 422, '"exact" is forbidden for resourceVersion "0"'],
    ["sendInitialEvents=true", 422, "sendInitialEvents is forbidden for list"],
    ["watch=1&sendInitialEvents=true", 422, "requires setting resourceVersionMatch to NotOlderThan"],
    ["watch=1&resourceVersionMatch=NotOlderThan", 422, "forbidden for watch unless sendInitialEvents is provided"],
    ["watch=1&continue=abc", 422, "resourceVersionMatch is forbidden when continue is provided"],
    ["continue=abc", 400, "invalid continue token"],
  ])("refuses %s", async (query, code, words) => {
    const answer = await api("GET", `${maps}?${query}`);
    expect(answer).toMatchObject({ code, message: expect.stringContaining(words) });
  });

  it("refuses a page of another time than its list's", async () => {
    for (const name of ["one", "two"]) await api("POST", maps, { body: map(name) });
    const { text } = await api("GET", `${maps}?limit=1`);
    const { metadata } = JSON.parse(text) as { metadata: { continue: string } };
    const answer = await api("GET", `${maps}?limit=1&resourceVersion=7&continue=${metadata.continue}`);
    expect(answer.message).toBe("specifying resource version is not allowed when using continue");
  });

  it.each([
    ["a in b", "unable to parse requirement: found 'b' expected: '('"],
    ["a in (b", "unable to parse requirement: found '', expected: ',' or ')'"],
    ["a=b c", "found 'c', expected: ',' or 'end of string'"],
    ["a=b=c", "found '=', expected: ',' or 'end of string'"],
    ["a,", "found '', expected: identifier after ','"],
    [",a", "found ',', expected: !, identifier, or 'end of string'"],
    ["a b", "unable to parse requirement: found 'b', expected: in, notin, =, ==, !=, gt, lt"],
    ["a>x", "for 'Gt', 'Lt' operators, the value must be an integer"],
    ["-a=b", 'Invalid value: "-a": name part must consist of alphanumeric characters'],
  ])("refuses the selector %s", async (selector, words) => {
    const answer = await api("GET", `${maps}?labelSelector=${encodeURIComponent(selector)}`);
    expect(answer).toMatchObject({ code: 400, message: expect.stringContaining(words) });
  });

  it.each([
    ["rank>3", ["four"]],
    ["rank<4,rank", ["three"]],
    ["rank notin (3,4)", ["unranked"]],
    ["!rank", ["unranked"]],
  ])("selects by %s", async (selector, names) => {
    for (const [name, rank] of [["three", "3"], ["four", "4"], ["unranked"]] as const) {
      const labels = { sort: "ranked", ...(rank !== undefined && { rank }) };
      await api("POST", maps, { body: { ...map(name), metadata: { name, labels } } });
    }
    const { text } = await api("GET", `${maps}?labelSelector=${encodeURIComponent(`sort=ranked,${selector}`)}`);
    const { items } = JSON.parse(text) as { items: { metadata: { name: string } }[] };
    expect(items.map(({ metadata }) => metadata.name)).toEqual(names);
  });

  it("marks the end of the first events for those that take bookmarks only", async () => {
    const query = "watch=1&sendInitialEvents=true&resourceVersionMatch=NotOlderThan&timeoutSeconds=1";
    expect((await api("GET", `${maps}?${query}`)).text).not.toContain("BOOKMARK");
    expect((await api("GET", `${maps}?${query}&allowWatchBookmarks=true`)).text).toContain("initial-events-end");
  });
});

describe("a path", () => {
  it("that nothing is served at is not found, whatever is asked of it", async () => {
    for (const method of ["GET", "POST"]) expect(await api(method, `${room}/unicorns`)).toMatchObject({ code: 404 });
  });

  it("without a namespace takes no new object", async () => {
    expect(await api("POST", "/api/v1/configmaps", { body: map("nowhere") })).toMatchObject({ code: 405 });
  });

  it("that is none is a bad request", async () => {
    expect(await api("GET", "/api/v1/namespaces/%zz/configmaps")).toMatchObject({ code: 400 });
  });

  it("answers in what its client reads", async () => {
    const as = async (accept: string) => (await api("GET", maps, { headers: { accept } })).type;
    expect(await as("application/yaml")).toBe("application/yaml");
    expect(await as("text/html,*/*")).toBe("application/json");
    expect(await api("GET", maps, { headers: { accept: "text/html" } })).toMatchObject({ code: 406 });
  });
});

describe("a new object", () => {
  it("has no version yet", async () => {
    const body = { ...map("versioned"), metadata: { name: "versioned", resourceVersion: "5" } };
    const message = "resourceVersion should not be set on objects to be created";
    expect(await api("POST", maps, { body })).toMatchObject({ code: 500, message });
  });

  it("has a name and a uid even where it is only imagined", async () => {
    const body = { ...map(""), metadata: { generateName: "dry-" } };
    const made = JSON.parse((await api("POST", `${maps}?dryRun=All`, { body })).text) as { metadata: object };
    expect(made.metadata).toMatchObject({ name: expect.stringMatching(/^dry-\w{5}$/u), uid: expect.any(String) });
    expect(made.metadata).not.toHaveProperty("generation");
  });

  it.each([
    ["more than it may hold", map("fat", { data: { a: "x".repeat(1_100_000) } }), "may not be more than 1048576 bytes"],
    [
      "too much noted on it",
      { ...map("noted"), metadata: { name: "noted", annotations: { a: "x".repeat(300_000) } } },
      "metadata.annotations: Too long: may not be more than 262144 bytes",
    ],
    ["a key that is no file name", map("keyed", { data: { "a b": "" } }), 'data[a b]: Invalid value: "a b"'],
    [
      "a finalizer of nobody's",
      { ...map("held"), metadata: { name: "held", finalizers: ["mine"] } },
      "name is neither a standard finalizer name nor is it fully qualified",
    ],
  ])("is refused with %s", async (_, body, words) => {
    const answer = await api("POST", maps, { body });
    expect(answer).toMatchObject({ code: 422, reason: "Invalid", message: expect.stringContaining(words) });
  });

  it("is refused above what a request may be, and the connection lives on", async () => {
    const body = map("huge", { data: { a: "x".repeat(3_500_000) } });
    expect(await api("POST", maps, { body })).toMatchObject({ code: 413 });
    expect(await api("POST", maps, { body: map("small") })).toMatchObject({ code: 201 });
  });

  it("is refused where the store cannot take it", async () => {
    const body = deploymentOf({ env: [{ name: "A", value: "x".repeat(1_700_000) }] });
    const message = "etcdserver: request is too large";
    expect(await api("POST", deployments, { body })).toMatchObject({ code: 500, message });
  });
});

const deploymentOf = (container: object, spec: object = {}, pod: object = {}) => ({
  metadata: { name: "web" },
  spec: {
    replicas: 0,
    selector: { matchLabels: { app: "web" } },
    template: {
      metadata: { labels: { app: "web" } },
      spec: { containers: [{ name: "web", image: "shop/web:1", ...container }], ...pod },
    },
    ...spec,
  },
});

describe("a Deployment", () => {
  const FIRST = "spec.template.spec.containers[0]";
  it.each([
    [
      422,
      deploymentOf({ ports: [{ containerPort: 99_999 }] }),
      `${FIRST}.ports[0].containerPort: Invalid value: 99999`,
    ],
    [422, deploymentOf({ env: [{ name: "" }] }), `${FIRST}.env[0].name: Required value`],
    [
      422,
      deploymentOf({ volumeMounts: [{ name: "v", mountPath: "/v" }] }),
      `${FIRST}.volumeMounts[0].name: Not found: "v"`,
    ],
    [422, deploymentOf({ imagePullPolicy: "Often" }), `${FIRST}.imagePullPolicy: Unsupported value: "Often"`],
    [
      422,
      deploymentOf({ resources: { requests: { cpu: "2" }, limits: { cpu: "1" } } }),
      `${FIRST}.resources.requests: Invalid value: "2": must be less than or equal to cpu limit of 1`,
    ],
    [400, deploymentOf({ resources: { limits: { cpu: "much" } } }), "quantities must match the regular expression"],
    [
      422,
      deploymentOf({}, { strategy: { rollingUpdate: { maxSurge: "some", maxUnavailable: "200%" } } }),
      'spec.strategy.rollingUpdate.maxUnavailable: Invalid value: "200%": must not be greater than 100%',
    ],
    [
      422,
      deploymentOf({}, { progressDeadlineSeconds: 5, minReadySeconds: 10 }),
      "spec.progressDeadlineSeconds: Invalid value: 5: must be greater than minReadySeconds",
    ],
  ])("is refused with %i where it cannot be: %#", async (code, body, words) => {
    const answer = await api("POST", `${deployments}?dryRun=All`, { body });
    expect(answer).toMatchObject({ code, message: expect.stringContaining(words) });
  });

  it("says nothing of pods that it does not have", async () => {
    await api("POST", deployments, { body: deploymentOf({}) });
    await expect
      .poll(async () => JSON.parse((await api("GET", `${deployments}/web`)).text) as { status: object })
      .toMatchObject({ status: { observedGeneration: 1, terminatingReplicas: 0 } });
    const { status } = JSON.parse((await api("GET", `${deployments}/web`)).text) as { status: object };
    for (const count of ["replicas", "readyReplicas", "unavailableReplicas"]) expect(status).not.toHaveProperty(count);
  });
});

const apply = (body: object) => api("PATCH", `${maps}/applied?fieldManager=m`, { body, headers: APPLY });

describe("a change", () => {
  it("of what is immutable is refused", async () => {
    await api("POST", maps, { body: map("fixed", { immutable: true, data: { a: "1" } }) });
    const change = async (body: object) => (await api("PATCH", `${maps}/fixed`, { body, headers: MERGE })).message;
    const words = "Forbidden: field is immutable when `immutable` is set";
    expect(await change({ data: { a: "2" } })).toContain(`data: ${words}`);
    expect(await change({ immutable: null })).toContain(`immutable: ${words}`);
  });

  it("adds no finalizer to what is going", async () => {
    const metadata = { name: "going", finalizers: ["example.com/hold"] };
    await api("POST", maps, { body: { ...map("going"), metadata } });
    await api("DELETE", `${maps}/going`);
    const change = (finalizers: string[] | null) =>
      api("PATCH", `${maps}/going`, { body: { metadata: { finalizers } }, headers: MERGE });
    expect((await change(["example.com/hold", "example.com/more"])).message).toContain(
      "no new finalizers can be added if the object is being deleted",
    );
    expect(await change(null)).toMatchObject({ code: 200 });
  });

  it("applied must say what it is of, and be of the object that is there", async () => {
    expect(await apply({})).toMatchObject({ code: 400, message: "invalid object type: /, Kind=" });
    const unknown = { ...map("applied"), metadata: { name: "applied", uid: "abc" } };
    expect(await apply(unknown)).toMatchObject({ code: 409, message: expect.stringContaining("uid mismatch") });
    expect(await apply(map("applied"))).toMatchObject({ code: 201 });
  });
});

describe("a deletion", () => {
  it.each([
    ["?propagationPolicy=Sideways", undefined, 'propagationPolicy: Unsupported value: "Sideways"'],
    ["", { orphanDependents: true, propagationPolicy: "Background" }, "cannot be both set"],
  ])("is refused where its options cannot be: %s", async (query, body, words) => {
    await api("POST", maps, { body: map("kept") });
    const answer = await api("DELETE", `${maps}/kept${query}`, body && { body });
    expect(answer).toMatchObject({ code: 422, message: expect.stringContaining(words) });
  });

  it("is refused where the object is no longer what was meant", async () => {
    await api("POST", maps, { body: map("meant") });
    const answer = await api("DELETE", `${maps}/meant`, { body: { preconditions: { resourceVersion: "1" } } });
    expect(answer).toMatchObject({
      code: 409,
      message: expect.stringContaining("The object might have been modified"),
    });
  });
});
