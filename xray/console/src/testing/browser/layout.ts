import { define } from "./define.ts";

/** jsdom has no layout. Here every element is as large as the window, and at its corner. */
const WIDE = { width: 1400, height: 800 };
let size = WIDE;
const followers = new Set<() => void>();

/**
 * Sets the width, in pixels. Media queries of an open page follow at once; elements keep the size at which they were
 * measured.
 */
export function resizeWindow(next: { width: number }): void {
  size = { ...WIDE, ...next };
  for (const follower of followers) follower();
}

/** Restores the window with which every test begins. */
export function resetWindow(): void {
  resizeWindow(WIDE);
}

/** Knows only `(max-width: …px)`; nothing else matches. */
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
