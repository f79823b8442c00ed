import { entryOf, readU32 } from "./elements.ts";
/**
 * As floating point numbers, epoch seconds from 2004 to 2038 are multiples of 2^-22 (a quarter of a microsecond), and
 * so is the time between two of them.
 */
export const CLOCK_TICKS_A_SECOND = 2 ** 22;

const ELSEWHERE = 0xffffffff;
const NOTHING = 0xfffffffe;

/**
 * Lengths in seconds, a row each, exactly, in four bytes. Those that are no multiple of a tick, or too long (17 minutes
 * in ticks of the clock), are kept in a map.
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

  /** NaN where nothing was set. */
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

  /** How many lengths are in the map. */
  get exceptions(): number {
    return this.elsewhere.size;
  }
}
