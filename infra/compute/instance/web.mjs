// The service that a fresh stack answers with until the user's own takes its place (`platform:compute.bootScript`).
import { createServer } from "node:http";
import { hostname } from "node:os";

const server = createServer((request, response) => {
  const { pathname } = new URL(request.url, "http://localhost");
  if (pathname === "/healthz") return answer(response, 200, { status: "ok" });
  if (pathname === "/") return answer(response, 200, { service: "web-platform", instance: hostname() });
  answer(response, 404, { error: `there is nothing at ${pathname}` });
});

// Longer than the load balancer's 60 s: a connection must not close while the load balancer reuses it (502).
server.keepAliveTimeout = 75_000;
server.headersTimeout = 80_000;

server.listen(Number(process.env.PORT ?? 8080), () => {
  console.log(JSON.stringify({ message: "listening", port: server.address().port }));
});

process.on("SIGTERM", () => server.close());

function answer(response, status, body) {
  response.writeHead(status, { "content-type": "application/json" });
  response.end(JSON.stringify(body));
}
