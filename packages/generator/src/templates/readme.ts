/** Below the title. */
export const README = `Answers every operation of \`openapi.json\`. Written by MockLoop; yours to edit and to keep in git.

\`\`\`sh
npm install
npm start
\`\`\`

| where | what |
|---|---|
| <http://127.0.0.1:<%= it.port %>/docs> | the API, to read and to try |
| <http://127.0.0.1:<%= it.adminPort %>> | the admin port: the log, scenarios, what is stored |

\`npm start -- --port 4010\` takes any flag of \`mockloop mock\`. Node 22.18 or newer runs all of it as it is: there is nothing to build.

## What is here

| file | what |
|---|---|
| \`mockloop.json\` | settings: ports, credentials, storage, webhooks, and all else that a mock can be told |
| \`openapi.json\` | the API document |
| \`handlers/\` | answers in code: add files, they count from the next request on |
| \`types.d.ts\` | types of every operation, for handlers |
| \`server.ts\` | starts the mock |
<% if (it.runtime === 'bundled') { -%>
| \`runtime/\` | the mock itself |
<% } -%>
| \`Dockerfile\`, \`compose.yaml\`, \`k8s.yaml\` | the same in a container |
| \`.mockloop/\` | the log (not for git) |
| \`.mockloop-generated.json\` | what was written by MockLoop, to tell it from what you changed |

When it is generated again, \`openapi.json\`, \`types.d.ts\`<% if (it.runtime === 'bundled') { -%>
 and \`runtime/\`<% } -%>
 are written anew (an \`openapi.json\` that you changed is kept as \`openapi.json.old\`). Your handlers, your settings and every other file that you changed stay as they are.

## Handlers

Answer an operation in code: \`handlers/example.ts\` has one to uncomment. Files are TypeScript or JavaScript and run as they are. \`npx -p typescript tsc\` checks them.

## In a container

\`\`\`sh
docker compose up --build
\`\`\`

In a container the mock listens to others than itself, so its admin port asks for a token. Set \`MOCKLOOP_ADMIN_TOKEN\` before you start it; or let it make one up, and read it in \`docker compose logs\` ("Admin token").

\`\`\`sh
curl -H "Authorization: Bearer $MOCKLOOP_ADMIN_TOKEN" http://127.0.0.1:<%= it.adminPort %>/api/server
\`\`\`

In Kubernetes:

\`\`\`sh
docker build -t <%= it.name %>:latest .
kubectl create secret generic <%= it.name %>-admin --from-literal=token="$MOCKLOOP_ADMIN_TOKEN"
kubectl apply -f k8s.yaml
\`\`\`
`;
