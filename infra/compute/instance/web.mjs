// The service that a fresh stack answers with until the user's own takes its place (`platform:compute.bootScript`).
import { createServer } from "node:http";
import { hostname } from "node:os";
import { observed } from "./observe.mjs";

const routes = {
  "/healthz": { status: "ok" },
  "/": { service: "web-platform", instance: hostname() },
};

const server = createServer(
  observed((request, response) => {
    const path = request.url.split("?")[0];
    const found = Object.hasOwn(routes, path);
    response.writeHead(found ? 200 : 404, { "content-type": "application/json" });
    response.end(JSON.stringify(found ? routes[path] : { error: `there is nothing at ${path}` }));
  }),
);

// Longer than the load balancer's 60 s: a connection must not close while the load balancer reuses it (502).
server.keepAliveTimeout = 75_000;
server.headersTimeout = 80_000;

server.listen(Number(process.env.PORT ?? 8080), () => {
  console.log(JSON.stringify({ message: "listening", port: server.address().port }));
});

process.on("SIGTERM", () => server.close());
