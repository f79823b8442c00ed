import { readU32 } from "../bytes/elements.ts";

/**
 * A queue of byte records in shared memory, from one producing thread to one consuming thread. Drops and counts what
 * does not fit, so the producer never waits.
 *
 * The memory consists of blocks. The producer fills one block after the other, each time the first free one, and the
 * consumer frees a block when it has read it. While the consumer keeps up, the same few blocks are used again and
 * again, and the others take no memory. A record lies within one block: its length and its kind (32 bits each), then
 * its bytes, padded to 8.
 *
 *     | 5 | 0 | h e l l o . . . | 2 | 1 | h i . . . . . . | (free) |
 */

/** What a thread needs to join the queue; it can be posted to workers. */
export interface QueueMemory {
  readonly control: SharedArrayBuffer;
  readonly data: SharedArrayBuffer;
  readonly blocks: number;
}

export interface QueueProducer {
  /** Copies `bytes` from `start` on into the queue. Returns false, and counts a drop, when they do not fit. */
  push(kind: number, bytes: Uint8Array, start?: number): boolean;
}

export interface QueueConsumer {
  /** All records lie in here, at the places that `drain` gives. */
  readonly bytes: Buffer;
  /** Hands over at most `limit` records, whose bytes are valid until `take` returns. Returns how many there were. */
  drain(limit: number, take: (kind: number, start: number, end: number) => void): number;
  isEmpty(): boolean;
  /** Records dropped since the queue was made, modulo 2^32. */
  dropped(): number;
  /** How often the bell was rung. Read it before you look for work, so that no ring is missed. */
  rings(): number;
  /** Sleeps until there is a record in the queue, the bell was rung since `rings`, or the time is over. */
  waitIdle(rings: number, timeoutMs: number): void;
  /** Like `waitIdle`, but records do not wake it, which keeps the producer fast. */
  waitForBell(rings: number, timeoutMs: number): void;
}

const DROPPED = 0;
const IDLE = 1;
const BELL = 2;
/** How many blocks the producer has begun to fill: a block is complete when a later one was begun. */
const BEGUN = 3;
const CONTROL_WORDS = 8;

const HEADER_BYTES = 8;

/**
 * At least two blocks, because one is freed only when the next is begun. Their size is a multiple of eight. A record,
 * with the eight bytes before it, must fit into one.
 */
export function createQueueMemory({
  blocks,
  blockBytes,
}: {
  blocks: number;
  blockBytes: number;
}): QueueMemory {
  if (blocks < 2 || blockBytes < HEADER_BYTES || blockBytes % 8 !== 0) {
    throw new RangeError(
      `A queue of ${blocks} blocks of ${blockBytes} bytes: expected two blocks or more of a multiple of eight bytes.`,
    );
  }
  return {
    control: new SharedArrayBuffer((CONTROL_WORDS + 3 * blocks) * 4),
    data: new SharedArrayBuffer(blocks * blockBytes),
    blocks,
  };
}

/** Views of the shared words. */
function toViews({ control, data, blocks }: QueueMemory) {
  const words = new Int32Array(control);
  return {
    control: words,
    /** How many bytes of a block hold records. */
    written: words.subarray(CONTROL_WORDS, CONTROL_WORDS + blocks),
    /** 1 for a block that is being filled or read, or waits to be read. */
    inUse: words.subarray(CONTROL_WORDS + blocks, CONTROL_WORDS + 2 * blocks),
    /** The number of the block that was begun as the nth, modulo the count of blocks. */
    order: words.subarray(CONTROL_WORDS + 2 * blocks),
    heads: new Uint32Array(data),
    blockBytes: data.byteLength / blocks,
  };
}

export function createQueueProducer(memory: QueueMemory): QueueProducer {
  const { control, written, inUse, order, heads, blockBytes } = toViews(memory);
  const bytes = new Uint8Array(memory.data);
  let block = 0;
  let filled = blockBytes;

  function beginBlock(): boolean {
    const free = inUse.findIndex((_, at) => Atomics.load(inUse, at) === 0);
    if (free < 0) return false;
    block = free;
    filled = 0;
    Atomics.store(inUse, block, 1);
    Atomics.store(written, block, 0);
    const begun = Atomics.load(control, BEGUN) >>> 0;
    Atomics.store(order, begun % memory.blocks, block);
    Atomics.store(control, BEGUN, (begun + 1) | 0);
    return true;
  }

  function hasRoom(size: number): boolean {
    return filled + size <= blockBytes || (size <= blockBytes && beginBlock());
  }

  return {
    push(kind, source, start = 0) {
      const length = source.length - start;
      const size = HEADER_BYTES + ((length + 7) & ~7);
      const fits = hasRoom(size);
      if (fits) {
        const at = block * blockBytes + filled;
        heads[at >> 2] = length;
        heads[(at >> 2) + 1] = kind;
        bytes.set(start === 0 ? source : source.subarray(start), at + HEADER_BYTES);
        filled += size;
        Atomics.store(written, block, filled);
      } else {
        Atomics.add(control, DROPPED, 1);
      }
      if (Atomics.load(control, IDLE) === 1) ringBell(memory);
      return fits;
    },
  };
}

export function createQueueConsumer(memory: QueueMemory): QueueConsumer {
  const { control, written, inUse, order, heads, blockBytes } = toViews(memory);
  /** Blocks read to their end, modulo 2^32. */
  let done = 0;
  let read = 0;

  const blocksAhead = () => (Atomics.load(control, BEGUN) - done) >>> 0;
  const currentBlock = () => Atomics.load(order, done % memory.blocks);
  const isEmpty = () => {
    const ahead = blocksAhead();
    return ahead === 0 || (ahead === 1 && Atomics.load(written, currentBlock()) === read);
  };

  return {
    bytes: Buffer.from(memory.data),
    isEmpty,
    drain(limit, take) {
      let count = 0;
      // Asked first: the count of a block is final when another block follows it.
      for (let ahead = blocksAhead(); ahead > 0; ahead = blocksAhead()) {
        const block = currentBlock();
        const end = Atomics.load(written, block);
        while (read < end && count < limit) {
          const at = block * blockBytes + read;
          const length = readU32(heads, at >> 2);
          take(readU32(heads, (at >> 2) + 1), at + HEADER_BYTES, at + HEADER_BYTES + length);
          read += HEADER_BYTES + ((length + 7) & ~7);
          count += 1;
        }
        if (read < end || ahead === 1) break;
        Atomics.store(inUse, block, 0);
        done = (done + 1) >>> 0;
        read = 0;
      }
      return count;
    },
    dropped: () => Atomics.load(control, DROPPED) >>> 0,
    rings: () => Atomics.load(control, BELL),
    waitIdle(rings, timeoutMs) {
      Atomics.store(control, IDLE, 1);
      if (isEmpty()) Atomics.wait(control, BELL, rings, timeoutMs);
      Atomics.store(control, IDLE, 0);
    },
    waitForBell(rings, timeoutMs) {
      Atomics.wait(control, BELL, rings, timeoutMs);
    },
  };
}

/** Wakes the consumer, for example because a message waits for it elsewhere. */
export function ringBell(memory: QueueMemory): void {
  const control = new Int32Array(memory.control);
  Atomics.add(control, BELL, 1);
  Atomics.notify(control, BELL);
}
