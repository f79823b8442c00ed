import { itemAt, readU32 } from "../../bytes/elements.ts";
import { freeMemory } from "../../bytes/free-memory.ts";
import { hashId, PARTS, toPart, toSlot } from "../index/id-table.ts";

const INITIAL_SLOTS = 512;
/** Share of the slots. */
const MAX_USED = 0.8;
const USED_AFTER_REBUILD = 0.65;
/** In the place of the chunk: the slot is free again. */
const FORGOTTEN = 0xffffffff;

/**
 * Remembers which chunk holds the newest facts of a trace, in 8 bytes a slot: 32 bits of a hash of the id, and the
 * chunk. The id itself is in the chunk, so the caller tells traces with the same 32 bits apart.
 */
export class SeenTraces {
  private readonly parts = Array.from({ length: PARTS }, () => new SeenTracesPart());
  private firstChunk = 1;

  /** The chunk for which `holds` answers true; 0 when the trace is unknown, or its chunk is gone. */
  find(packedId: Uint8Array, offset: number, holds: (chunk: number) => boolean): number {
    const mark = hashId(packedId, offset);
    return itemAt(this.parts, toPart(mark)).find(mark, (chunk) => this.isThere(chunk) && holds(chunk));
  }

  /** Moves the trace from the chunk in which it was found (0 for none) to another. */
  move(packedId: Uint8Array, offset: number, from: number, to: number): void {
    const mark = hashId(packedId, offset);
    itemAt(this.parts, toPart(mark)).move(mark, from, to, this.firstChunk);
  }

  /** Undoes `move`: the trace was never in this chunk, nor in another. */
  forget(packedId: Uint8Array, offset: number, chunk: number): void {
    this.move(packedId, offset, chunk, FORGOTTEN);
  }

  expireThrough(chunk: number): void {
    this.firstChunk = chunk + 1;
  }

  private isThere(chunk: number): boolean {
    return chunk >= this.firstChunk && chunk !== FORGOTTEN;
  }
}

class SeenTracesPart {
  /** Mark and chunk by turns; chunk 0 is a free slot. */
  private slots = new Uint32Array(INITIAL_SLOTS * 2);
  private used = 0;

  find(mark: number, holds: (chunk: number) => boolean): number {
    for (let at = this.home(mark); ; at = this.next(at)) {
      const chunk = readU32(this.slots, at + 1);
      if (chunk === 0) return 0;
      if (this.slots[at] === mark && holds(chunk)) return chunk;
    }
  }

  /** Slots of chunks before `firstChunk` may be dropped. */
  move(mark: number, from: number, to: number, firstChunk: number): void {
    if ((this.used + 1) * 2 > this.slots.length * MAX_USED) this.rebuild(firstChunk);
    for (let at = this.home(mark); ; at = this.next(at)) {
      const chunk = readU32(this.slots, at + 1);
      if (chunk !== 0 && (chunk !== from || this.slots[at] !== mark)) continue;
      if (chunk === 0) this.used += 1;
      this.slots[at] = mark;
      this.slots[at + 1] = to;
      return;
    }
  }

  private home(mark: number): number {
    return 2 * toSlot(mark, this.slots.length / 2);
  }

  private next(at: number): number {
    return at + 2 === this.slots.length ? 0 : at + 2;
  }

  /** Leaves out what is gone, and makes room for a quarter more. */
  private rebuild(firstChunk: number): void {
    const old = this.slots;
    let live = 0;
    const isLive = (chunk: number): boolean => chunk >= firstChunk && chunk !== FORGOTTEN;
    for (let at = 0; at < old.length; at += 2) if (isLive(readU32(old, at + 1))) live += 1;
    this.slots = new Uint32Array(2 * Math.max(INITIAL_SLOTS, Math.ceil((live + 1) / USED_AFTER_REBUILD)));
    this.used = live;
    for (let at = 0; at < old.length; at += 2) {
      if (isLive(readU32(old, at + 1))) this.put(readU32(old, at), readU32(old, at + 1));
    }
    freeMemory(old);
  }

  private put(mark: number, chunk: number): void {
    let at = this.home(mark);
    while (this.slots[at + 1] !== 0) at = this.next(at);
    this.slots[at] = mark;
    this.slots[at + 1] = chunk;
  }
}
