import { once } from "node:events";
import { type AddressInfo, createServer, type Socket } from "node:net";
import type { Store } from "../cloud/store";
import { refusalOf } from "./sign-in";

/** A server on this machine. */
export interface Serving {
  readonly url: string;
  close(): void;
}

interface Entry {
  readonly value: string;
  readonly endsAt: number;
}

/**
 * The caches of the local AWS, over their own protocol (https://valkey.io/topics/protocol/, RESP3, read 2026-11-28) but
 * without TLS: signing in by IAM, GET and SET with EX. Any other command is an unknown one.
 */
export async function serveCache(store: Store): Promise<Serving> {
  const entries = new Map<string, Entry>();
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    const connection = new Connection(store, entries);
    let rest = "";
    sockets.add(socket);
    // Latin 1 keeps a byte a character, as lengths count.
    socket.setEncoding("latin1").on("data", (data: string) => {
      const { commands, left } = commandsIn(rest + data);
      rest = left;
      for (const words of commands) socket.write(connection.answer(words), "latin1");
    });
    socket.on("error", () => socket.destroy()).on("close", () => sockets.delete(socket));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `redis://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}

class Connection {
  private isSignedIn = false;

  constructor(
    private readonly store: Store,
    private readonly entries: Map<string, Entry>,
  ) {}

  answer([command = "", ...words]: readonly string[]): string {
    const name = command.toUpperCase();
    if (name === "HELLO") return this.hello(words);
    if (!this.isSignedIn) return "-NOAUTH Authentication required.\r\n";
    if (name === "GET") return this.get(words[0] ?? "");
    if (name === "SET") return this.set(words);
    if (name === "CLIENT") return "+OK\r\n";
    return `-ERR unknown command '${command}'\r\n`;
  }

  private hello([version, auth, user = "", token = ""]: readonly string[]): string {
    if (version !== "3") return "-NOPROTO unsupported protocol version\r\n";
    if (auth?.toUpperCase() !== "AUTH")
      return "-NOAUTH HELLO must be called with the client authenticated\r\n";
    const refusal = refusalOf(this.store, user, token);
    if (refusal !== undefined) return `-WRONGPASS ${refusal}\r\n`;
    this.isSignedIn = true;
    return `%2\r\n${bulk("server")}${bulk("valkey")}${bulk("proto")}:3\r\n`;
  }

  private get(key: string): string {
    const entry = this.entries.get(key);
    return entry === undefined || entry.endsAt <= Date.now() ? "_\r\n" : bulk(entry.value);
  }

  private set([key = "", value = "", option, seconds]: readonly string[]): string {
    if (option?.toUpperCase() !== "EX") return "-ERR syntax error\r\n";
    this.entries.set(key, { value, endsAt: Date.now() + Number(seconds) * 1000 });
    return "+OK\r\n";
  }
}

function bulk(value: string): string {
  return `$${value.length}\r\n${value}\r\n`;
}

/** The commands that have arrived whole, each an array of texts, and what is left of the next. */
function commandsIn(data: string): { commands: string[][]; left: string } {
  const commands: string[][] = [];
  let at = 0;
  for (;;) {
    const next = commandAt(data, at);
    if (next === undefined) return { commands, left: data.slice(at) };
    commands.push(next.words);
    at = next.end;
  }
}

function commandAt(data: string, start: number): { words: string[]; end: number } | undefined {
  const header = /\*(\d+)\r\n/y;
  header.lastIndex = start;
  const count = header.exec(data)?.[1];
  if (count === undefined) return undefined;
  const words: string[] = [];
  let at = header.lastIndex;
  while (words.length < Number(count)) {
    const length = /\$(\d+)\r\n/y;
    length.lastIndex = at;
    const characters = length.exec(data)?.[1];
    if (characters === undefined) return undefined;
    const end = length.lastIndex + Number(characters);
    if (data.length < end + 2) return undefined;
    words.push(data.slice(length.lastIndex, end));
    at = end + 2;
  }
  return { words, end: at };
}
