import type { PageServer } from "xray-local/testing/make-page-server.ts";

/** A stream that the page has opened. */
export interface FakeStream {
  /** The server answers again. */
  connect(): void;
  /** The connection breaks. */
  fail(): void;
}

interface Parts {
  server: PageServer;
  /** Streams that the page has not closed; the class keeps this set. */
  sources: Set<FakeStream>;
  isReachable: () => boolean;
}

/** An `EventSource` that reads the stream of the server in this process. */
export function makeEventSource({ server, sources, isReachable }: Parts) {
  return class FakeEventSource extends EventTarget implements FakeStream {
    readyState = 0;
    private isClosed = false;

    constructor() {
      super();
      sources.add(this);
      setTimeout(() => this.connect(), 0);
    }
    connect(): void {
      if (this.isClosed) return;
      if (!isReachable()) return this.fail();
      this.readyState = 1;
      this.dispatchEvent(new Event("open"));
      server.openStream({
        write: (text: string) => this.read(text),
        writeHead: () => undefined,
        once: () => undefined,
        end: () => undefined,
        destroy: () => undefined,
        writableLength: 0,
      } as unknown as Parameters<PageServer["openStream"]>[0]);
    }
    fail(): void {
      this.readyState = 0;
      this.dispatchEvent(new Event("error"));
    }
    close(): void {
      this.isClosed = true;
      this.readyState = 2;
      sources.delete(this);
    }
    private read(text: string): boolean {
      for (const [, type = "", data = ""] of text.matchAll(/event: (\w+)\ndata: (.*)\n\n/g)) {
        if (this.readyState === 1) this.dispatchEvent(new MessageEvent(type, { data }));
      }
      return true;
    }
  };
}
