/**
 * A queue of byte records in shared memory, from one producing thread to one consuming thread. What does not fit is
 * refused and counted, so the producer never waits.
 *
 * A record is its length and its kind (32 bits each) and its bytes, padded to 8. A record never wraps: where the rest
 * of the ring is too short for it, a mark sends the reader back to the start.
 *
 *     | 5 | 0 | h e l l o . . . | 2 | 1 | h i . . . . . . | SKIP | ....
 */

/** Opaque: what a thread needs to join the ring. It can be posted to workers. */
export interface RingMemory {
  readonly control: SharedArrayBuffer;
  readonly data: SharedArrayBuffer;
}

export interface RingProducer {
  /** Copies `bytes` from `start` into the ring; false (and counted) when it does not fit. */
  push(kind: number, bytes: Uint8Array, start?: number): boolean;
}

export interface RingConsumer {
  /** All records lie in here, at the places that `drain` tells. */
  readonly bytes: Buffer;
  /** Hands over at most `limit` records; their bytes are valid until `take` returns. Answers how many there were. */
  drain(limit: number, take: (kind: number, start: number, end: number) => void): number;
  isEmpty(): boolean;
  /** Records refused since the ring was made, modulo 2^32. */
  refused(): number;
  /** How often somebody rang; to be read before looking for work, so that no ring is missed. */
  rings(): number;
  /** Sleeps until a record lies in the ring, somebody rang since `rings`, or the time is over. */
  waitIdle(rings: number, timeoutMs: number): void;
  /** As `waitIdle`, but records do not wake it, which keeps producing them cheap. */
  waitForBell(rings: number, timeoutMs: number): void;
}

const HEAD = 0;
const TAIL = 1;
const REFUSED = 2;
const IDLE = 3;
const BELL = 4;
const CONTROL_WORDS = 8;

const HEADER_BYTES = 8;
const SKIP = 0xffffffff;

/** `capacityBytes` is a power of two from 64 to 2^30, so that positions may run over 32 bits. */
export function createRingMemory(capacityBytes: number): RingMemory {
  const isPowerOfTwo = (capacityBytes & (capacityBytes - 1)) === 0;
  if (!isPowerOfTwo || capacityBytes < 64 || capacityBytes > 2 ** 30) {
    throw new RangeError(`A ring of ${capacityBytes} bytes: expected a power of two from 64 to 2^30.`);
  }
  return {
    control: new SharedArrayBuffer(CONTROL_WORDS * 4),
    data: new SharedArrayBuffer(capacityBytes),
  };
}

export function createRingProducer(memory: RingMemory): RingProducer {
  const control = new Int32Array(memory.control);
  const words = new Uint32Array(memory.data);
  const bytes = new Uint8Array(memory.data);
  const capacity = bytes.length;
  let head = Atomics.load(control, HEAD) >>> 0;

  /**
   * Makes room for a record that must not wrap; answers its offset, or -1 when the ring is too full. From the end of
   * its first quarter an empty ring starts over: while the consumer keeps up, the rest takes no memory. (Not earlier:
   * what is skipped counts as used until the consumer comes by.)
   */
  function reserve(size: number): number {
    const used = (head - (Atomics.load(control, TAIL) >>> 0)) >>> 0;
    const offset = head & (capacity - 1);
    const rest = capacity - offset;
    const startsOver = used === 0 && offset >= capacity / 4 && size <= offset;
    const skipped = size > rest || startsOver ? rest : 0;
    if (used + skipped + size > capacity) return -1;
    if (skipped === 0) return offset;
    words[offset >> 2] = SKIP;
    head = (head + skipped) >>> 0;
    return 0;
  }

  return {
    push(kind, source, start = 0) {
      const length = source.length - start;
      const size = HEADER_BYTES + ((length + 7) & ~7);
      const offset = reserve(size);
      if (offset < 0) {
        Atomics.add(control, REFUSED, 1);
      } else {
        words[offset >> 2] = length;
        words[(offset >> 2) + 1] = kind;
        bytes.set(start === 0 ? source : source.subarray(start), offset + HEADER_BYTES);
        head = (head + size) >>> 0;
        Atomics.store(control, HEAD, head | 0);
      }
      if (Atomics.load(control, IDLE) === 1) ringBell(memory);
      return offset >= 0;
    },
  };
}

export function createRingConsumer(memory: RingMemory): RingConsumer {
  const control = new Int32Array(memory.control);
  const words = new Uint32Array(memory.data);
  const capacity = memory.data.byteLength;
  const isEmpty = () => Atomics.load(control, HEAD) === Atomics.load(control, TAIL);

  return {
    bytes: Buffer.from(memory.data),
    isEmpty,
    drain(limit, take) {
      const head = Atomics.load(control, HEAD) >>> 0;
      let tail = Atomics.load(control, TAIL) >>> 0;
      let count = 0;
      while (tail !== head && count < limit) {
        const offset = tail & (capacity - 1);
        const length = words[offset >> 2] ?? SKIP;
        if (length === SKIP) {
          tail = (tail + capacity - offset) >>> 0;
          continue;
        }
        const start = offset + HEADER_BYTES;
        take(words[(offset >> 2) + 1] ?? 0, start, start + length);
        tail = (tail + HEADER_BYTES + ((length + 7) & ~7)) >>> 0;
        count += 1;
        Atomics.store(control, TAIL, tail | 0);
      }
      return count;
    },
    refused: () => Atomics.load(control, REFUSED) >>> 0,
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
export function ringBell(memory: RingMemory): void {
  const control = new Int32Array(memory.control);
  Atomics.add(control, BELL, 1);
  Atomics.notify(control, BELL);
}
