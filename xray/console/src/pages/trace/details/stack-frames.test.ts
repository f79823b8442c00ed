import { describe, expect, test } from "vitest";
import { framePlace, stackGroups } from "./stack-frames.ts";

test("stackGroups shows own frames and folds those of libraries and the runtime", () => {
  const groups = stackGroups([
    { path: "/app/node_modules/pg/lib/client.js", line: 545, label: "Client.query" },
    { path: "/app/src/activities-repository.ts", line: 88, label: "insertReply" },
    { path: "/app/node_modules/@scope/lib/index.js", line: 1, label: "run" },
    { path: "node:internal/process/task_queues", line: 105, label: "tick" },
    { path: "node", line: null, label: "afterConnect" },
    { path: "/usr/lib/python3/site-packages/flask/app.py", line: 9, label: "wsgi" },
  ]);
  expect(groups.map((group) => (group.kind === "own" ? group.place : group.words))).toEqual([
    "1 frame of pg",
    "activities-repository.ts:88",
    "4 frames of @scope/lib, node and flask",
  ]);
});

test("stackGroups of nothing are none", () => {
  expect(stackGroups([])).toEqual([]);
});

describe("the frames of a stack", () => {
  test.each([
    [{ path: "/app/src/a.ts", line: 88 }, "a.ts:88"],
    [{ path: String.raw`C:\app\src\a.py`, line: 3 }, "a.py:3"],
    [{ path: "/app/src/a.ts", line: null }, "a.ts"],
    [{ path: "/app/src/a.ts", line: 0 }, "a.ts:0"],
    [{ label: "run" }, ""],
  ])("of %j are at %j", (frame, place) => {
    expect(framePlace(frame as Parameters<typeof framePlace>[0])).toBe(place);
  });

  test.each([
    [{ path: "/app/vendor/bundle/rack.rb" }, "1 frame of bundle"],
    [{ path: "/usr/lib/ruby/gems/rack/lib/a.rb" }, "1 frame of rack"],
    [{ path: "/env/dist-packages/boto/a.py" }, "1 frame of boto"],
    [{ path: String.raw`C:\app\node_modules\@scope\lib\a.js` }, String.raw`1 frame of @scope\lib`],
    [{ path: "internal/process/next_tick.js" }, "1 frame of node"],
    [{ path: "<anonymous>" }, "1 frame of the runtime"],
    [{ path: "Thread.java", label: "java.lang.Thread.run" }, "1 frame of the runtime"],
    [{ path: "/usr/local/go/src/net/http/server.go" }, "1 frame of the runtime"],
    [{ path: "Cart.java", label: "shop.Cart.pay" }, "own"],
    [{ path: "/home/me/nodes/a.ts" }, "own"],
  ])("of %j are %j", (frame, words) => {
    const groups = stackGroups([{ line: 1, label: "f", ...frame }]);
    expect(groups.map((group) => (group.kind === "own" ? "own" : group.words))).toEqual([words]);
  });

  test("keep their place in the stack, and name two of many libraries", () => {
    const library = (name: string) => ({ path: `/app/node_modules/${name}/a.js`, line: 1, label: "f" });
    const own = { path: "/app/a.ts", line: 1, label: "f" };
    const groups = stackGroups([
      own,
      library("a"),
      library("b"),
      library("c"),
      library("d"),
      library("a"),
      own,
    ]);
    expect(groups.map(({ kind, at }) => `${kind} ${at}`)).toEqual(["own 0", "library 1", "own 6"]);
    expect(groups[1]).toMatchObject({ words: "5 frames of a, b and 2 more" });
  });
});
