import { describe, expect, it } from "vitest";
import { parseStackTrace } from "./stack-trace.ts";

const NODE = `TypeError: Cannot read properties of undefined
    at findHandle (file:///app/src/users.ts:12:7)
    at async Layer.handle [as handle_request] (/app/node_modules/router/lib/layer.js:95:5)
    at new Query (C:\\app\\query.js:3:1)
    at /app/src/main.ts:40:3
    at async file:///app/src/boot.ts:7:1
    at Array.map (<anonymous>)
    at native`;

const JAVA = `com.example.OrderException: no stock
\tat com.example.Orders.place(Orders.java:42)
\tat app//com.example.Web.handle(Web.java)
\tat java.base/java.lang.Thread.run(Native Method)
\t... 12 more
Caused by: java.sql.SQLException: connection refused: db
\tat org.postgresql.Driver.connect(Driver.java:7)
Caused by: java.net.ConnectException
\tat java.base/sun.nio.ch.Net.connect(Net.java:1)`;

const PYTHON = `Traceback (most recent call last):
  File "/app/db.py", line 7, in connect
    raise OSError("refused: db")
OSError: refused: db

During handling of the above exception, another exception occurred:

Traceback (most recent call last):
  File "/app/app.py", line 20, in home
    rows = load()
           ^^^^^^
  File "/app/feed.py", line 3, in load
    raise ValueError("no feed") from None
ValueError: no feed
`;

const DOTNET = `System.InvalidOperationException: no
   at Shop.Cart.Add(String id) in /src/Cart.cs:line 12
   at Microsoft.AspNetCore.Routing.Invoke(HttpContext context)`;

const GO = `goroutine 1 [running]:
main.load(0xc000010000)
\t/app/feed.go:12 +0x1d
main.main()
\t/app/main.go:5 +0x20`;

describe("a stack trace", () => {
  it("of Node has functions, paths and lines, asynchronous ones too", () => {
    for (const language of ["nodejs", "webjs", "javascript"]) {
      expect(parseStackTrace(NODE, language)).toEqual([
        {
          frames: [
            { label: "findHandle", path: "/app/src/users.ts", line: 12 },
            {
              label: "Layer.handle [as handle_request]",
              path: "/app/node_modules/router/lib/layer.js",
              line: 95,
            },
            { label: "new Query", path: "C:\\app\\query.js", line: 3 },
            { path: "/app/src/main.ts", line: 40 },
            { path: "/app/src/boot.ts", line: 7 },
            { label: "Array.map", path: "<anonymous>" },
            { path: "native" },
          ],
        },
      ]);
    }
  });

  it("of Java tells what caused what", () => {
    expect(parseStackTrace(JAVA, "java")).toEqual([
      {
        frames: [
          { label: "com.example.Orders.place", path: "Orders.java", line: 42 },
          { label: "com.example.Web.handle", path: "Web.java" },
          { label: "java.lang.Thread.run", path: "Native Method" },
        ],
      },
      {
        type: "java.sql.SQLException",
        message: "connection refused: db",
        frames: [{ label: "org.postgresql.Driver.connect", path: "Driver.java", line: 7 }],
      },
      {
        type: "java.net.ConnectException",
        message: "",
        frames: [{ label: "sun.nio.ch.Net.connect", path: "Net.java", line: 1 }],
      },
    ]);
  });

  it("of Python is turned around: innermost call and newest exception first", () => {
    expect(parseStackTrace(PYTHON, "python")).toEqual([
      {
        frames: [
          { label: "load", path: "/app/feed.py", line: 3 },
          { label: "home", path: "/app/app.py", line: 20 },
        ],
      },
      {
        type: "OSError",
        message: "refused: db",
        frames: [{ label: "connect", path: "/app/db.py", line: 7 }],
      },
    ]);
  });

  it.each([
    [
      "dotnet",
      DOTNET,
      [
        { label: "Shop.Cart.Add(String id)", path: "/src/Cart.cs", line: 12 },
        { label: "Microsoft.AspNetCore.Routing.Invoke(HttpContext context)", path: "" },
      ],
    ],
    [
      "go",
      GO,
      [
        { label: "main.load", path: "/app/feed.go", line: 12 },
        { label: "main.main", path: "/app/main.go", line: 5 },
      ],
    ],
    ["ruby", "app.rb:3:in `home'", []],
    ["constructor", NODE, []],
    ["nodejs", "", []],
  ] as const)("of %s is read", (language, text, frames) => {
    expect(parseStackTrace(text, language)).toEqual([{ frames }]);
  });

  it("takes time that grows with its length alone", () => {
    const text = `    at ${"a (".repeat(30_000)}\n\tat ${"x/".repeat(30_000)}(\n  File "${'", line'.repeat(10_000)}`;
    for (const language of ["nodejs", "java", "python", "dotnet", "go"]) {
      const startMs = performance.now();
      parseStackTrace(text, language);
      expect(performance.now() - startMs).toBeLessThan(500);
    }
  });
});
