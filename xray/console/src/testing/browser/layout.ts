import { define } from "./define.ts";

/** jsdom lays nothing out. Here every element is as large as the window, at its corner. */
const WIDE = { width: 1400, height: 800 };
let size = WIDE;
const followers = new Set<() => void>();

/** Pixels. Media queries of a page that is open follow at once; elements keep the size that they were measured at. */
export function resizeWindow(next: { width: number }): void {
  size = { ...WIDE, ...next };
  for (const follower of followers) follower();
}

/** The window that every test begins with. */
export function resetWindow(): void {
  resizeWindow(WIDE);
}

/** Knows `(max-width: …px)` alone; nothing else matches. */
function matches(query: string): boolean {
  const most = /max-width: (\d+)px/.exec(query)?.[1];
  return most !== undefined && size.width <= Number(most);
}

class OneSizeObserver {
  private readonly tell: ResizeObserverCallback;

  constructor(tell: ResizeObserverCallback) {
    this.tell = tell;
  }
  observe(): void {
    const entry = { contentRect: size } as ResizeObserverEntry;
    this.tell([entry], this);
  }
  unobserve(): void {}
  disconnect(): void {}
}

export function installLayout(): void {
  define(globalThis, {
    matchMedia: (query: string) => ({
      get matches() {
        return matches(query);
      },
      addEventListener: (_type: string, follower: () => void) => void followers.add(follower),
      removeEventListener: (_type: string, follower: () => void) => void followers.delete(follower),
    }),
    ResizeObserver: OneSizeObserver,
  });
  define(Element.prototype, {
    getBoundingClientRect: () => new DOMRect(0, 0, size.width, size.height),
    scrollIntoView: () => undefined,
    scrollTo(this: Element, to: ScrollToOptions) {
      this.scrollTop = to.top ?? 0;
      this.dispatchEvent(new Event("scroll"));
    },
  });
  Object.defineProperty(Element.prototype, "clientHeight", { configurable: true, get: () => size.height });
}
