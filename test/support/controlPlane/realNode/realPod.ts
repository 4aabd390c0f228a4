import { NODE_LABEL } from "../nodes.ts";

/** Added to a pod's specification, this sends it to the real node, and asks for nothing that is not there. */
export const REAL_POD_SPEC = {
  nodeSelector: { [NODE_LABEL]: "real" },
  tolerations: [{ key: NODE_LABEL, operator: "Exists" }],
  automountServiceAccountToken: false,
  enableServiceLinks: false,
  dnsPolicy: "None",
  dnsConfig: { nameservers: ["127.0.0.1"] },
  terminationGracePeriodSeconds: 2,
} as const;

/** Added to a container of the test server: as little right as it needs, and a real readiness probe. */
export const REAL_CONTAINER = {
  imagePullPolicy: "Never",
  ports: [{ containerPort: 8080 }],
  readinessProbe: { httpGet: { path: "/readyz", port: 8080 }, periodSeconds: 1 },
  securityContext: {
    runAsUser: 10001,
    runAsNonRoot: true,
    readOnlyRootFilesystem: true,
    allowPrivilegeEscalation: false,
    capabilities: { drop: ["ALL"] },
  },
} as const;
