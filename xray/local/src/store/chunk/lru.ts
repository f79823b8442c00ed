/** What an entry costs beside its bytes, roughly: the objects and views of a small chunk weigh more than its bytes. */
export const ENTRY_BYTES = 2048;

interface Entry<Value> {
  value: Value;
  size: number;
}

/**
 * Keeps the entries that were used last, up to a sum of sizes. Hands what it evicts to `release`, but never what was
 * asked for last. Has two generations and drops the older one when the newer has filled half of the room. So an entry
 * is moved only when it is used again after a while: moving entries in a map makes much garbage.
 */
export class Lru<Value> {
  private readonly generationBytes: number;
  private readonly release: (value: Value) => void;
  private newer = new Map<number, Entry<Value>>();
  private older = new Map<number, Entry<Value>>();
  private newerBytes = 0;

  constructor(capacityBytes: number, release: (value: Value) => void = () => {}) {
    this.generationBytes = capacityBytes / 2;
    this.release = release;
  }

  get(key: number): Value | undefined {
    const fresh = this.newer.get(key);
    if (fresh !== undefined) return fresh.value;
    const entry = this.older.get(key);
    if (entry === undefined) return undefined;
    this.older.delete(key);
    this.add(key, entry);
    return entry.value;
  }

  /** `key` must not be in the cache. */
  set(key: number, value: Value, bytes: number): void {
    this.add(key, { value, size: bytes + ENTRY_BYTES });
  }

  private add(key: number, entry: Entry<Value>): void {
    if (this.newerBytes + entry.size > this.generationBytes) this.beginGeneration();
    if (entry.size > this.generationBytes) this.beginGeneration();
    this.newer.set(key, entry);
    this.newerBytes += entry.size;
  }

  private beginGeneration(): void {
    for (const { value } of this.older.values()) this.release(value);
    this.older = this.newer;
    this.newer = new Map();
    this.newerBytes = 0;
  }
}
