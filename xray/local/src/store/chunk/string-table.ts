/** Numbers distinct strings in the order of their first appearance. */
export class StringTable {
  private readonly numbers = new Map<string, number>();

  /** The number of the string, assigned when it first appears. */
  number(text: string): number {
    const known = this.numbers.get(text);
    if (known !== undefined) return known;
    this.numbers.set(text, this.numbers.size);
    return this.numbers.size - 1;
  }

  /** One string a line: they are JSON, which holds no raw line break. */
  toLines(): string {
    return [...this.numbers.keys()].join("\n");
  }
}
