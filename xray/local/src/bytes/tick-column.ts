import { entryOf, readU32 } from "./elements.ts";
/**
 * Epoch seconds from 2004 to 2038 are, as floating point numbers, multiples of 2^-22 (a quarter of a microsecond), and
 * so is what lies between two of them.
 */
export const CLOCK_TICKS_A_SECOND = 2 ** 22;

const ELSEWHERE = 0xffffffff;
const NOTHING = 0xfffffffe;

/**
 * Lengths in seconds, row by row, in four bytes each without loss. Those that are too long (for ticks of the clock 17
 * minutes) or no multiple of a tick are kept beside.
 */
export class TickColumn {
  private readonly ticksASecond: number;
  private ticks: Uint32Array;
  private readonly elsewhere = new Map<number, number>();

  constructor(ticksASecond: number, rows: number) {
    this.ticksASecond = ticksASecond;
    this.ticks = new Uint32Array(rows);
  }

  grow(rows: number): void {
    const old = this.ticks;
    this.ticks = new Uint32Array(rows);
    this.ticks.set(old);
  }

  /** NaN for nothing. */
  get(row: number): number {
    const ticks = readU32(this.ticks, row);
    if (ticks === NOTHING) return Number.NaN;
    return ticks === ELSEWHERE ? entryOf(this.elsewhere, row) : ticks / this.ticksASecond;
  }

  set(row: number, seconds: number): void {
    if (readU32(this.ticks, row) === ELSEWHERE) this.elsewhere.delete(row);
    const ticks = Math.round(seconds * this.ticksASecond);
    const isExact = ticks >= 0 && ticks < NOTHING && ticks / this.ticksASecond === seconds;
    if (isExact) this.ticks[row] = ticks;
    else if (Number.isNaN(seconds)) this.ticks[row] = NOTHING;
    else {
      this.ticks[row] = ELSEWHERE;
      this.elsewhere.set(row, seconds);
    }
  }

  /** How many are kept beside. */
  get exceptions(): number {
    return this.elsewhere.size;
  }
}
