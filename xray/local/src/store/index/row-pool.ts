/** Gives out the numbers of rows, those that came back first. */
export class RowPool {
  private readonly free: number[] = [];
  private rows = 0;
  private holders = 0;

  /** A row that came back, or the one behind all that were ever given out. */
  take(): number {
    const known = this.holders === 0 ? this.free.pop() : undefined;
    if (known !== undefined) return known;
    this.rows += 1;
    return this.rows - 1;
  }

  give(row: number): void {
    this.free.push(row);
  }

  /** Until what it answers is called, no row that came back is given out: somebody may have noted it down. */
  hold(): () => void {
    this.holders += 1;
    let isHolding = true;
    return () => {
      if (isHolding) this.holders -= 1;
      isHolding = false;
    };
  }
}
