import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { connectAs, freshNamespace } from "../../support/clusterUnderTest.ts";
import { createKubectl, type Kubectl } from "../../support/kubectl.ts";

/** An application's manifests as a person applies them with kubectl: the same on both clusters. */

let kubectl: Kubectl;
let namespace: string;

beforeAll(async () => {
  const cluster = await connectAs("admin");
  namespace = await freshNamespace(cluster, "manifests");
  cluster.dispose();
  kubectl = createKubectl(await readFile(inject("clusterUnderTest").kubeconfig, "utf8"));
});
afterAll(() => kubectl?.dispose());

const web = (image: string, name = "web") => `apiVersion: apps/v1
kind: Deployment
metadata: {name: ${name}, namespace: ${namespace}, labels: {set: one}}
spec:
  replicas: 1
  selector: {matchLabels: {app: ${name}}}
  template:
    metadata: {labels: {app: ${name}}}
    spec: {containers: [{name: web, image: "${image}"}]}
`;

const around = () => `
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: {name: web, namespace: ${namespace}}
spec:
  scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: web}
  maxReplicas: 5
  behavior: {scaleDown: {stabilizationWindowSeconds: 300}}
---
apiVersion: batch/v1
kind: CronJob
metadata: {name: backup, namespace: ${namespace}}
spec:
  schedule: "0 3 * * *"
  jobTemplate: {spec: {template: {spec: {restartPolicy: Never, containers: [{name: a, image: "shop/backup:1"}]}}}}
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: web, namespace: ${namespace}}
spec:
  ingressClassName: nginx
  tls: [{hosts: [shop.example.com], secretName: shop-tls}]
  rules:
    - host: shop.example.com
      http: {paths: [{path: /, pathType: Prefix, backend: {service: {name: web, port: {number: 80}}}}]}
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: web, namespace: ${namespace}}
spec: {podSelector: {matchLabels: {app: web}}, egress: [{}]}
---
apiVersion: v1
kind: PersistentVolumeClaim
metadata: {name: data, namespace: ${namespace}}
spec: {accessModes: [ReadWriteOnce], storageClassName: none, resources: {requests: {storage: 1Gi}}}
---
apiVersion: v1
kind: LimitRange
metadata: {name: limits, namespace: ${namespace}}
spec: {limits: [{type: Container, max: {cpu: "2"}, default: {cpu: 500m}}]}
`;

/** The cells of a table's row, without the last: an age. */
async function row(kind: string, name: string): Promise<string[]> {
  const text = await kubectl.ok(`get -n ${namespace} ${kind} ${name} --no-headers`);
  return text
    .trim()
    .split(/\s{2,}/u)
    .slice(0, -1);
}

const field = (kind: string, path: string): Promise<string> =>
  kubectl.ok(`get -n ${namespace} ${kind} -o jsonpath={.items[0].${path}}`);

describe("what stands around a workload", () => {
  beforeAll(() => kubectl.ok("apply -f -", around()));

  it("is shown in the usual columns", async () => {
    expect(await row("hpa", "web")).toEqual(["web", "Deployment/web", "cpu: <unknown>/80%", "1", "5", "0"]);
    expect(await row("cronjob", "backup")).toEqual(["backup", "0 3 * * *", "<none>", "False", "0", "<none>"]);
    expect(await row("ingress", "web")).toEqual(["web", "nginx", "shop.example.com", "80, 443"]);
    expect(await row("netpol", "web")).toEqual(["web", "app=web"]);
    expect(await row("pvc", "data")).toEqual(["data", "Pending", "none", "<unset>"]);
  });

  it("has the server's defaults", async () => {
    expect(await field("hpa", "spec.behavior.scaleUp.selectPolicy")).toBe("Max");
    expect(await field("cronjob", "spec.concurrencyPolicy")).toBe("Allow");
    expect(await field("netpol", "spec.policyTypes")).toBe('["Ingress","Egress"]');
    expect(await field("limits", "spec.limits[0].defaultRequest.cpu")).toBe("500m");
    expect(await field("ingress", "metadata.generation")).toBe("1");
  });

  it("is no difference to what was applied", async () => {
    expect(
      await kubectl.run("diff -f -", around().replace(/---\napiVersion: v1\nkind: LimitRange[^]*/u, "")),
    ).toMatchObject({
      code: 0,
    });
  });
});

/** Deployments that a selector prunes. */
const pair = (...names: string[]) => names.map((name) => web("shop/web:1", name).replace("set: one", "set: pruned"));

describe("applying", () => {
  it("goes from the client's side to the server's with another image", async () => {
    await kubectl.ok("apply -f -", web("shop/web:1"));
    await kubectl.ok("apply --server-side -f -", web("shop/web:2"));
    const noted = await kubectl.ok(`apply view-last-applied -n ${namespace} deployment/web`);
    expect(noted).toContain("image: shop/web:2");
    const scaled = web("shop/web:2").replace("replicas: 1", "replicas: 2");
    await kubectl.ok(`scale -n ${namespace} deployment/web --replicas=3`);
    const refused = await kubectl.run("apply --server-side -f -", scaled);
    expect(refused.err).toContain("conflict");
    expect(refused.err).toContain(".spec.replicas");
  });

  it("is a conflict to another manager, whatever kubectl applied before", async () => {
    await kubectl.ok("apply -f -", web("shop/web:1", "shared"));
    const refused = await kubectl.run("apply --server-side --field-manager=robot -f -", web("shop/web:2", "shared"));
    expect(refused.err).toContain('conflict with "kubectl-client-side-apply"');
  });

  it("prunes what is no longer among the manifests", async () => {
    await kubectl.ok("apply -f -", pair("kept", "pruned").join("---\n"));
    const out = await kubectl.ok(`apply -n ${namespace} --prune -l set=pruned -f -`, pair("kept").join(""));
    expect(out).toContain("deployment.apps/pruned pruned");
    expect(await kubectl.ok(`get -n ${namespace} deployments -l set=pruned -o name`)).toBe("deployment.apps/kept\n");
  });
});

describe("making by hand", () => {
  it.each([
    ["autoscale deployment web --max=3 --name=by-hand", "horizontalpodautoscaler.autoscaling/by-hand autoscaled\n"],
    ["create cronjob by-hand --image=shop/job:1 --schedule=@daily", "cronjob.batch/by-hand created\n"],
    ["create job by-hand --from=cronjob/by-hand", "job.batch/by-hand created\n"],
    ["create ingress by-hand --rule=shop.example.com/=web:80", "ingress.networking.k8s.io/by-hand created\n"],
    ["create quota by-hand --hard=count/leases.coordination.k8s.io=1", "resourcequota/by-hand created\n"],
  ])("%s", async (command, out) => {
    expect(await kubectl.ok(`-n ${namespace} ${command}`)).toBe(out);
  });
});
