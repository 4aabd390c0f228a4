/** What the overlays of a sample workspace build on: one Deployment, whose CPU request stands in line 13. */
export const WEB_BASE = {
  "k8s/base/web.yaml": `apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  replicas: 2
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec:
      containers:
        - name: web
          image: registry.local/web:1.8.2
          resources: {requests: {cpu: 250m, memory: 256Mi}, limits: {memory: 512Mi}}
`,
  "k8s/base/kustomization.yaml": "resources: [web.yaml]\n",
} as const;
