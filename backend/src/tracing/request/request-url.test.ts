import type { Socket } from "node:net";
import { expect, test } from "vitest";
import { toRecordedUrl, toSampledPath } from "./request-url.ts";

const socket = { localAddress: "::ffff:127.0.0.1", localPort: 5000 } as Socket;
const secure = { encrypted: true } as unknown as Socket;

test.each([
  ["/home?a=1", "localhost:5000", socket, "http://localhost:5000/home?a=1"],
  ["/home", "api.example.com", secure, "https://api.example.com/home"],
  ["/home", "[::1]:5000", socket, "http://[::1]:5000/home"],
  ["//", "localhost", socket, "http://localhost//"],
  ["http://other.example:80/home?a=1", "localhost", socket, "http://other.example:80/home?a=1"],
  ["https://other.example/home", undefined, socket, "https://other.example/home"],
  [
    "http://user:secret@other.example/home?mail=a@b",
    "localhost",
    socket,
    "http://other.example/home?mail=a@b",
  ],
  ["http://other.example/home?mail=a@b", "localhost", socket, "http://other.example/home?mail=a@b"],
  ["/home", undefined, socket, "http://[::ffff:127.0.0.1]:5000/home"],
  ["/home", "", { localAddress: "127.0.0.1", localPort: 80 } as Socket, "http://127.0.0.1:80/home"],
  ["/home", "a b", { localAddress: "127.0.0.1" } as Socket, "http://127.0.0.1/home"],
  ["/home", "user:secret@host", {} as Socket, "http://localhost/home"],
  ["/home", "host:99999", {} as Socket, "http://localhost/home"],
  ["/home", "[::", {} as Socket, "http://localhost/home"],
  ["*", "localhost", socket, "http://localhost/*"],
  ["http://[", "localhost", socket, "http://localhost/http://["],
])("a request for %s of %s is recorded with a URL that parses", (url, host, from, expected) => {
  const recorded = toRecordedUrl({ url, socket: from }, host);
  expect(recorded).toBe(expected);
  expect(URL.canParse(recorded)).toBe(true);
});

test.each([
  ["/home?a=1", "/home?a=1"],
  ["http://other.example/home?a=1", "/home?a=1"],
  ["//x", "//x"],
  ["*", "*"],
  [undefined, undefined],
])("rules look at the path of %s", (url, expected) => {
  expect(toSampledPath(url)).toBe(expected);
});
