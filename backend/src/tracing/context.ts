import { AsyncLocalStorage } from "node:async_hooks";
import type { EventEmitter } from "node:events";
import type { Entity, Segment } from "./sdk/entity.ts";

/** What is current in one asynchronous context: the SDK keeps a segment or subsegment under `segment`. */
export interface Context {
  segment?: Entity | undefined;
  /** Makes the segment of a request that is not sampled, for whoever asks: it tells callees not to sample either. */
  makeUnsampled?: (() => Segment) | undefined;
  [key: string]: unknown;
}

type Listener = (...values: unknown[]) => unknown;

const SEGMENT = "segment";
const storage = new AsyncLocalStorage<Context | undefined>();

/**
 * The segment or subsegment of the current asynchronous context; `undefined` outside requests, and in requests that are
 * not sampled.
 */
export function currentEntity(): Entity | undefined {
  return storage.getStore()?.segment;
}

/** Runs `work`, and whatever it starts, in a context of its own. */
export function runInContext(context: Context, work: () => void): void {
  storage.run(context, work);
}

/**
 * The SDK's namespace (the interface of cls-hooked 4) on AsyncLocalStorage. cls-hooked follows every promise and timer
 * of the process with async hooks; Node's own storage goes along with them almost for free.
 */
export const namespace = {
  name: "AWSXRay",

  get active(): Context | null {
    return storage.getStore() ?? null;
  },

  get(key: string): unknown {
    const context = storage.getStore();
    if (!context) return undefined;
    return context[key] ?? (key === SEGMENT ? context.makeUnsampled?.() : undefined);
  },

  set<Value>(key: string, value: Value): Value {
    const context = storage.getStore();
    if (!context) throw new Error("No context available. ns.run() or ns.bind() must be called first.");
    context[key] = value;
    return value;
  },

  /** Has the values of the current context until it gets its own. */
  createContext(): Context {
    return Object.create(storage.getStore() ?? null) as Context;
  },

  run(work: (context: Context) => void): Context {
    const context = namespace.createContext();
    storage.run(context, work, context);
    return context;
  },

  runAndReturn<Result>(work: (context: Context) => Result): Result {
    const context = namespace.createContext();
    return storage.run(context, work, context);
  },

  runPromise<Result>(work: (context: Context) => Promise<Result>): Promise<Result> {
    return namespace.runAndReturn(work);
  },

  bind(work: Listener, context: Context = storage.getStore() ?? namespace.createContext()): Listener {
    return function bound(this: unknown, ...values: unknown[]): unknown {
      return storage.run(context, () => work.apply(this, values));
    };
  },

  enter(context: Context): void {
    storage.enterWith(context);
  },

  exit(context: Context): void {
    if (storage.getStore() !== context) return;
    storage.enterWith((Object.getPrototypeOf(context) as Context | null) ?? undefined);
  },

  bindEmitter,
};

/**
 * Lets listeners that are added from now on run in the context in which they were added; else the body of a request
 * arrives in the context of its connection.
 */
function bindEmitter(emitter: EventEmitter): void {
  const prototype = Object.getPrototypeOf(emitter) as EventEmitter;
  const add = (method: "on" | "prependListener") =>
    function addBound(this: EventEmitter, type: string | symbol, listener: Listener): EventEmitter {
      return prototype[method].call(this, type, bindListener(listener));
    };
  const addOnce = (method: "on" | "prependListener") =>
    function addBoundOnce(this: EventEmitter, type: string | symbol, listener: Listener): EventEmitter {
      const bound = bindListener(listener);
      const once = Object.assign(
        (...values: unknown[]) => {
          this.removeListener(type, once);
          bound.apply(this, values);
        },
        { listener },
      );
      return prototype[method].call(this, type, once);
    };
  emitter.on = emitter.addListener = add("on");
  emitter.prependListener = add("prependListener");
  emitter.once = addOnce("on");
  emitter.prependOnceListener = addOnce("prependListener");
}

/** Node compares `listener` with what is passed to `removeListener`. */
function bindListener(listener: Listener): Listener & { listener: Listener } {
  return Object.assign(namespace.bind(listener, storage.getStore()), { listener });
}
