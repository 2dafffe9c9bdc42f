// The service that a fresh stack answers with until `platform:application` names the user's own.
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { hostname } from "node:os";
import { observed } from "./observe";

const routes = new Map<string, object>([
  ["/healthz", { status: "ok" }],
  ["/", { service: "web-platform", instance: hostname() }],
]);

const server = createServer(
  observed((request, response) => {
    const path = pathOf(request.url);
    const found = routes.get(path);
    response.writeHead(found ? 200 : 404, { "content-type": "application/json" });
    response.end(JSON.stringify(found ?? { error: `there is nothing at ${path}` }));
  }),
);

// Longer than the load balancer's 60 s: a connection must not close while the load balancer reuses it (502).
server.keepAliveTimeout = 75_000;
server.headersTimeout = 80_000;

server.listen(Number(process.env.PORT ?? 8080), () => {
  console.log(JSON.stringify({ message: "listening", port: (server.address() as AddressInfo).port }));
});

process.on("SIGTERM", () => server.close());

function pathOf(url = "/"): string {
  return url.split("?")[0] ?? "/";
}
