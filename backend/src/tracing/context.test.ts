import { EventEmitter } from "node:events";
import { describe, expect, test } from "vitest";
import { namespace } from "./context.ts";

/** Runs `work` in a context of its own that holds `value`. */
function within<Result>(value: string, work: () => Result): Result {
  return namespace.runAndReturn(() => {
    namespace.set("value", value);
    return work();
  });
}

const current = () => namespace.get("value");

describe("the namespace", () => {
  test("holds nothing outside of a context, and says so when asked to hold something", () => {
    expect(current()).toBeUndefined();
    expect(namespace.active).toBeNull();
    expect(() => namespace.set("value", 1)).toThrow("No context available");
  });

  test("shows an inner context what the outer one holds, and not the other way round", () => {
    within("outer", () => {
      namespace.run(() => {
        expect(current()).toBe("outer");
        namespace.set("value", "inner");
        expect(current()).toBe("inner");
      });
      expect(current()).toBe("outer");
    });
    expect(current()).toBeUndefined();
  });

  test("leaves a context that throws", () => {
    expect(() =>
      within("left", () => {
        throw new Error("thrown");
      }),
    ).toThrow("thrown");
    expect(namespace.active).toBeNull();
  });

  test("keeps a context over what is awaited", async () => {
    const seen = await Promise.all(
      ["a", "b"].map((value) =>
        within(value, async () => {
          await new Promise((resolve) => setImmediate(resolve));
          return current();
        }),
      ),
    );
    expect(seen).toEqual(["a", "b"]);
    await expect(namespace.runPromise(async () => namespace.set("value", "p"))).resolves.toBe("p");
  });

  test("binds a function to the context in which it is bound", () => {
    const bound = within("bound", () => namespace.bind((suffix) => `${String(current())}${String(suffix)}`));
    within("other", () => expect(bound("!")).toBe("bound!"));
  });

  test("can be entered and left", () => {
    within("outer", () => {
      const context = namespace.createContext();
      namespace.enter(context);
      namespace.set("value", "entered");
      expect(current()).toBe("entered");
      namespace.exit(context);
      expect(current()).toBe("outer");
    });
  });
});

describe("an emitter that is bound", () => {
  function makeBound() {
    const emitter = new EventEmitter();
    namespace.bindEmitter(emitter);
    const seen: unknown[] = [];
    return { emitter, seen, note: () => seen.push(current()) };
  }

  test.each(["on", "addListener", "once", "prependListener", "prependOnceListener"] as const)(
    "calls what was added with %s in the context in which it was added",
    (method) => {
      const { emitter, seen, note } = makeBound();
      within("adder", () => emitter[method]("event", note));
      within("emitter", () => emitter.emit("event"));
      expect(seen).toEqual(["adder"]);
    },
  );

  test("calls once what was added once, and passes values and this on", () => {
    const { emitter } = makeBound();
    const calls: unknown[][] = [];
    within("adder", () =>
      emitter.once("event", function listen(this: unknown, ...values: unknown[]) {
        calls.push([this, ...values]);
      }),
    );
    emitter.emit("event", 1, 2);
    emitter.emit("event", 3);
    expect(calls).toEqual([[emitter, 1, 2]]);
  });

  test.each(["on", "once"] as const)("removes what was added with %s", (method) => {
    const { emitter, seen, note } = makeBound();
    within("adder", () => emitter[method]("event", note));
    emitter.removeListener("event", note);
    emitter.emit("event");
    expect(seen).toEqual([]);
    expect(emitter.listenerCount("event")).toBe(0);
  });

  test("calls what was added outside of a context outside of one", () => {
    const { emitter, seen, note } = makeBound();
    emitter.on("event", note);
    within("emitter", () => emitter.emit("event"));
    expect(seen).toEqual([undefined]);
  });
});
