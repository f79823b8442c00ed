/** What the program uses and Node 22 lacks; the package loads it first. */

/** As in ECMAScript's explicit resource management, with the members that are used. */
class ResourceStack implements AsyncDisposable {
  private resources: (() => unknown)[] = [];

  defer(close: () => unknown): void {
    this.resources.push(close);
  }

  move(): ResourceStack {
    const moved = new ResourceStack();
    moved.resources = this.resources;
    this.resources = [];
    return moved;
  }

  async disposeAsync(): Promise<void> {
    const closers = this.resources.toReversed();
    this.resources = [];
    const errors: unknown[] = [];
    for (const close of closers) {
      try {
        await close();
      } catch (error) {
        errors.push(error);
      }
    }
    if (errors.length > 0) throw errors[0];
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.disposeAsync();
  }
}

const lacking: { AsyncDisposableStack?: unknown } = globalThis;
lacking.AsyncDisposableStack ??= ResourceStack;
