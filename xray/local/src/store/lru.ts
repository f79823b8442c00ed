/** What an entry costs beside its bytes, about: objects and views of small chunks weigh more than their bytes. */
export const ENTRY_BYTES = 2048;

/** Keeps what was used last, up to a sum of sizes; what makes room is handed to `release`. */
export class Lru<Value> {
  private readonly entries = new Map<number, { value: Value; size: number }>();
  private readonly capacityBytes: number;
  private readonly release: (value: Value) => void;
  private newest: { key: number; value: Value } | undefined;
  private total = 0;

  constructor(capacityBytes: number, release: (value: Value) => void = () => {}) {
    this.capacityBytes = capacityBytes;
    this.release = release;
  }

  get(key: number): Value | undefined {
    // Traces of one chunk are read one after the other.
    if (this.newest?.key === key) return this.newest.value;
    const entry = this.entries.get(key);
    if (entry === undefined) return undefined;
    this.entries.delete(key);
    this.entries.set(key, entry);
    this.newest = { key, value: entry.value };
    return entry.value;
  }

  set(key: number, value: Value, bytes: number): void {
    const size = bytes + ENTRY_BYTES;
    this.total += size - (this.entries.get(key)?.size ?? 0);
    this.entries.delete(key);
    this.entries.set(key, { value, size });
    this.newest = { key, value };
    for (const [oldest, entry] of this.entries) {
      if (this.total <= this.capacityBytes || oldest === key) break;
      this.entries.delete(oldest);
      this.total -= entry.size;
      this.release(entry.value);
    }
  }
}
