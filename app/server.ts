// The service that a fresh stack answers with until `platform:application` names the user's own.
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { hostname } from "node:os";
import { observed } from "./observe";
import { sessionStore, visit } from "./sessions";

const routes = new Map<string, object>([
  ["/healthz", { status: "ok" }],
  ["/", { service: "web-platform", instance: hostname() }],
]);

const sessions = sessionStore();

const server = createServer(
  observed(async (request, response) => {
    const path = pathOf(request.url);
    if (path === "/session" && sessions !== undefined) {
      answer(response, 200, await visit(sessions, request, response));
      return;
    }
    const found = routes.get(path);
    answer(response, found ? 200 : 404, found ?? { error: `there is nothing at ${path}` });
  }),
);

// Longer than the load balancer's 60 s: a connection must not close while the load balancer reuses it (502).
server.keepAliveTimeout = 75_000;
server.headersTimeout = 80_000;

server.listen(Number(process.env.PORT ?? 8080), () => {
  console.log(JSON.stringify({ message: "listening", port: (server.address() as AddressInfo).port }));
});

process.on("SIGTERM", () => {
  server.close(() => {
    sessions?.close();
  });
});

function answer(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { "content-type": "application/json" });
  response.end(JSON.stringify(body));
}

function pathOf(url = "/"): string {
  return url.split("?")[0] ?? "/";
}
