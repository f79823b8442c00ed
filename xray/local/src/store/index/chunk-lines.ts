import { itemAt } from "../../bytes/elements.ts";
import { ABSENT_LINE } from "../chunk/chunk-columns.ts";

/** Looks up each line of a chunk once, however many traces use it. */
export class ChunkLines {
  private readonly lines: readonly string[];
  private readonly numbers: (number | undefined)[] = [];

  constructor(lines: readonly string[]) {
    this.lines = lines;
  }

  /** Each line is used with one dictionary only, because the texts of different kinds differ. */
  acquire(dictionary: Acquirer, line: number): number {
    if (line === ABSENT_LINE) return -1;
    const known = this.numbers[line];
    if (known !== undefined && known >= 0) return dictionary.acquireAgain(known);
    const number = dictionary.acquire(itemAt(this.lines, line));
    this.numbers[line] = number;
    return number;
  }
}

interface Acquirer {
  acquire(line: string): number;
  acquireAgain(number: number): number;
}
