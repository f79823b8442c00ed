import { PACKED_ID_BYTES } from "./packed-id.ts";
import { hashId } from "./id-table.ts";

const INITIAL_SLOTS = 4096;
const WORDS = 3;

/**
 * Remembers which chunk holds the newest facts of a trace, in 12 bytes a slot: 64 bits that stand for the id, and the
 * chunk. The id itself is in the chunk, so a caller checks there.
 */
export class SeenTraces {
  private slots = new Uint32Array(INITIAL_SLOTS * WORDS);
  private used = 0;
  private firstChunk = 1;

  /** The chunk, or 0 for a trace that was never seen (or whose chunk is gone). */
  find(packedId: Uint8Array, offset = 0): number {
    const chunk = this.slots[this.locate(mark(packedId, offset), hashId(packedId, offset)) + 2] ?? 0;
    return chunk < this.firstChunk ? 0 : chunk;
  }

  set(packedId: Uint8Array, offset: number, chunk: number): void {
    if ((this.used + 1) * 3 > (this.slots.length / WORDS) * 2) this.rebuild();
    this.put(mark(packedId, offset), hashId(packedId, offset), chunk);
  }

  dropThrough(chunk: number): void {
    this.firstChunk = chunk + 1;
  }

  private put(first: number, second: number, chunk: number): void {
    const at = this.locate(first, second);
    if (this.slots[at + 2] === 0) this.used += 1;
    this.slots[at] = first;
    this.slots[at + 1] = second;
    this.slots[at + 2] = chunk;
  }

  /** Where the pair is, or the free place where it belongs. */
  private locate(first: number, second: number): number {
    const mask = this.slots.length / WORDS - 1;
    let slot = (first ^ second) & mask;
    for (;;) {
      const at = slot * WORDS;
      if (this.slots[at + 2] === 0 || (this.slots[at] === first && this.slots[at + 1] === second)) return at;
      slot = (slot + 1) & mask;
    }
  }

  /** Leaves out what is gone, and doubles when the rest would still be crowded. */
  private rebuild(): void {
    const old = this.slots;
    let live = 0;
    for (let at = 0; at < old.length; at += WORDS) if ((old[at + 2] ?? 0) >= this.firstChunk) live += 1;
    this.slots = new Uint32Array(live * 3 > old.length / WORDS ? old.length * 2 : old.length);
    this.used = 0;
    for (let at = 0; at < old.length; at += WORDS) {
      const chunk = old[at + 2] ?? 0;
      if (chunk >= this.firstChunk) this.put(old[at] ?? 0, old[at + 1] ?? 0, chunk);
    }
  }
}

/** The other 32 bits: of the random part as it is, mixed. */
function mark(packedId: Uint8Array, offset: number): number {
  let mixed = 0;
  for (let word = 0; word < PACKED_ID_BYTES; word += 4) {
    const at = offset + word;
    const value =
      ((packedId[at] ?? 0) << 24) |
      ((packedId[at + 1] ?? 0) << 16) |
      ((packedId[at + 2] ?? 0) << 8) |
      (packedId[at + 3] ?? 0);
    mixed = Math.imul(mixed ^ value, 0x9e3779b1);
    mixed ^= mixed >>> 15;
  }
  return mixed >>> 0;
}
