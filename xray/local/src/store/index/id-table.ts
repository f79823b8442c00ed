import { itemAt, readI32, readU8 } from "../../bytes/elements.ts";
import { freeMemory } from "../../bytes/free-memory.ts";
import { PACKED_ID_BYTES } from "../chunk/packed-id.ts";

const INITIAL_SLOTS = 256;
/** Share of the slots; with more in use, a lookup takes many steps. */
const MAX_USED = 0.75;
const USED_AFTER_REBUILD = 0.6;
const EMPTY = -1;
const DELETED = -2;

/** Maps packed trace ids to row numbers. The ids themselves are in the rows, so a slot costs four bytes. */
export class IdTable {
  private readonly idsOf: () => Uint8Array;
  private readonly parts: readonly IdTablePart[];

  /** `idsOf` returns the current column of ids, row after row. */
  constructor(idsOf: () => Uint8Array) {
    this.idsOf = idsOf;
    this.parts = Array.from({ length: PARTS }, () => new IdTablePart(idsOf));
  }

  /** The row with the id at `offset` of `source`, or -1. */
  find(source: Uint8Array, offset: number): number {
    const hash = hashId(source, offset);
    return this.partOf(hash).find(hash, source, offset);
  }

  /** Adds a row whose id is in its column already, and in no other row. */
  add(row: number): void {
    const hash = hashId(this.idsOf(), row * PACKED_ID_BYTES);
    this.partOf(hash).add(hash, row);
  }

  remove(row: number): void {
    const ids = this.idsOf();
    const hash = hashId(ids, row * PACKED_ID_BYTES);
    this.partOf(hash).remove(hash, ids, row * PACKED_ID_BYTES);
  }

  /** Removes all rows. */
  clear(): void {
    for (const part of this.parts) part.clear();
  }

  private partOf(hash: number): IdTablePart {
    return itemAt(this.parts, toPart(hash));
  }
}

class IdTablePart {
  private readonly idsOf: () => Uint8Array;
  private slots = new Int32Array(INITIAL_SLOTS).fill(EMPTY);
  private used = 0;
  private live = 0;

  constructor(idsOf: () => Uint8Array) {
    this.idsOf = idsOf;
  }

  find(hash: number, source: Uint8Array, offset: number): number {
    const slot = this.findSlot(hash, source, offset);
    return slot < 0 ? -1 : readI32(this.slots, slot);
  }

  add(hash: number, row: number): void {
    if (this.used + 1 > this.slots.length * MAX_USED) this.rebuild();
    let slot = toSlot(hash, this.slots.length);
    while (readI32(this.slots, slot) !== EMPTY) slot = this.next(slot);
    this.slots[slot] = row;
    this.used += 1;
    this.live += 1;
  }

  remove(hash: number, source: Uint8Array, offset: number): void {
    const slot = this.findSlot(hash, source, offset);
    if (slot < 0) return;
    this.slots[slot] = DELETED;
    this.live -= 1;
  }

  clear(): void {
    freeMemory(this.slots);
    this.slots = new Int32Array(INITIAL_SLOTS).fill(EMPTY);
    this.used = 0;
    this.live = 0;
  }

  private findSlot(hash: number, source: Uint8Array, offset: number): number {
    const ids = this.idsOf();
    let slot = toSlot(hash, this.slots.length);
    for (;;) {
      const row = readI32(this.slots, slot);
      if (row === EMPTY) return -1;
      if (row >= 0 && sameId(ids, row * PACKED_ID_BYTES, source, offset)) return slot;
      slot = this.next(slot);
    }
  }

  private next(slot: number): number {
    return slot + 1 === this.slots.length ? 0 : slot + 1;
  }

  /** Leaves out the marks of removed rows, and makes room for a quarter more. */
  private rebuild(): void {
    const old = this.slots;
    const slots = Math.max(INITIAL_SLOTS, Math.ceil((this.live + 1) / USED_AFTER_REBUILD));
    this.slots = new Int32Array(slots).fill(EMPTY);
    this.used = 0;
    this.live = 0;
    const ids = this.idsOf();
    for (const row of old) if (row >= 0) this.add(hashId(ids, row * PACKED_ID_BYTES), row);
    freeMemory(old);
  }
}

/** 32 bits out of all 16 bytes: the times in front repeat, and only honest clients have random digits behind them. */
export function hashId(source: Uint8Array, offset: number): number {
  let hash = 0x811c9dc5;
  for (let index = offset; index < offset + PACKED_ID_BYTES; index += 1) {
    hash = Math.imul(hash ^ readU8(source, index), 0x01000193);
  }
  hash ^= hash >>> 15;
  hash = Math.imul(hash, 0x2c1b3c6d);
  return (hash ^ (hash >>> 12)) >>> 0;
}

/**
 * A table consists of parts that grow one at a time, so that no two copies of a whole table exist and nobody waits for
 * one.
 */
export const PARTS = 8;
const PART_BITS = 3;

/** The part, from the upper bits of a hash. */
export function toPart(hash: number): number {
  return hash >>> (32 - PART_BITS);
}

/** The slot, from the other bits. */
export function toSlot(hash: number, slots: number): number {
  return Math.floor((((hash << PART_BITS) >>> 0) * slots) / 2 ** 32);
}

function sameId(left: Uint8Array, leftAt: number, right: Uint8Array, rightAt: number): boolean {
  for (let byte = PACKED_ID_BYTES - 1; byte >= 0; byte -= 1) {
    if (left[leftAt + byte] !== right[rightAt + byte]) return false;
  }
  return true;
}
