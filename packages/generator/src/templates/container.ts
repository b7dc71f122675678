/** Of a project: how it runs in a container. */

export const DOCKERFILE = `FROM node:24-slim
WORKDIR /app
COPY package.json ./
RUN npm install --omit=dev --no-audit --no-fund
COPY . .
# The log is written here, by somebody who may write nowhere else.
RUN mkdir -p .mockloop && chown node:node .mockloop
USER node
# Beyond this container's own loopback, the admin API asks for MOCKLOOP_ADMIN_TOKEN, or for the token shown at the start.
ENV NODE_ENV=production MOCKLOOP_HOST=0.0.0.0
EXPOSE <%= it.port %> <%= it.adminPort %>
VOLUME /app/.mockloop
HEALTHCHECK --interval=10s --timeout=5s --start-period=20s CMD ["node", "-e", "fetch('http://127.0.0.1:<%= it.adminPort %>/health').then((answer) => { if (!answer.ok) throw answer.status })"]
CMD ["node", "server.ts", "--port", "<%= it.port %>", "--admin-port", "<%= it.adminPort %>"]
`;

export const DOCKERIGNORE = `node_modules
.mockloop
.git
.gitignore
.dockerignore
Dockerfile
compose.yaml
k8s.yaml
README.md
*.old
`;

export const COMPOSE = `name: "<%= it.name %>"

services:
  mock:
    build: .
    init: true
    # Reached from this machine alone. Without "127.0.0.1:" it is open to everybody who can reach this machine.
    ports:
      - "127.0.0.1:<%= it.port %>:<%= it.port %>"
      - "127.0.0.1:<%= it.adminPort %>:<%= it.adminPort %>"
    environment:
      # Of the admin API. Where it is empty, the mock makes one up and shows it at the start: docker compose logs
      MOCKLOOP_ADMIN_TOKEN: "\${MOCKLOOP_ADMIN_TOKEN:-}"
    volumes:
      - data:/app/.mockloop
    cap_drop: [ALL]
    security_opt: ["no-new-privileges:true"]
    restart: on-failure

volumes:
  data:
`;

export const K8S = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: "<%= it.name %>"
  labels: { app: "<%= it.name %>" }
spec:
  selector:
    matchLabels: { app: "<%= it.name %>" }
  template:
    metadata:
      labels: { app: "<%= it.name %>" }
    spec:
      securityContext: { runAsNonRoot: true, runAsUser: 1000, runAsGroup: 1000, fsGroup: 1000 }
      containers:
        - name: mock
          image: "<%= it.name %>:latest"
          imagePullPolicy: IfNotPresent
          ports:
            - { name: api, containerPort: <%= it.port %> }
            - { name: admin, containerPort: <%= it.adminPort %> }
          env:
            - name: MOCKLOOP_ADMIN_TOKEN
              valueFrom:
                # Without this secret the mock makes a token up and shows it at the start: kubectl logs
                secretKeyRef: { name: "<%= it.name %>-admin", key: token, optional: true }
          startupProbe: { httpGet: { path: /health, port: admin }, periodSeconds: 1, failureThreshold: 60 }
          readinessProbe: { httpGet: { path: /health, port: admin }, periodSeconds: 5 }
          livenessProbe: { httpGet: { path: /health, port: admin }, periodSeconds: 10, failureThreshold: 6 }
          resources:
            requests: { cpu: 100m, memory: 192Mi }
            limits: { memory: 1Gi }
          securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: [ALL] } }
          volumeMounts:
            - { name: data, mountPath: /app/.mockloop }
      volumes:
        - { name: data, emptyDir: {} }
---
apiVersion: v1
kind: Service
metadata:
  name: "<%= it.name %>"
spec:
  selector: { app: "<%= it.name %>" }
  # Scenarios, overrides and the log are each pod's own: a client stays with the pod that it began with.
  sessionAffinity: ClientIP
  ports:
    - { name: api, port: <%= it.port %>, targetPort: api }
    - { name: admin, port: <%= it.adminPort %>, targetPort: admin }
---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata:
  name: "<%= it.name %>"
spec:
  scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: "<%= it.name %>" }
  minReplicas: 1
<% if (it.stateful) { -%>
  # What is posted to one pod is not in the others: more than one is for mocks that are not stateful.
  maxReplicas: 1
<% } else { -%>
  maxReplicas: 4
<% } -%>
  metrics:
    - type: Resource
      resource: { name: cpu, target: { type: Utilization, averageUtilization: 70 } }
`;
