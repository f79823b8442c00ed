/** One line of a benchmark: what was measured, the target, the result. */
export interface Line {
  name: string;
  /** With its unit; absent where there is no target. */
  goal?: string;
  value: string;
}

const NAME_WIDTH = 62;
const GOAL_WIDTH = 18;

export function printTitle(title: string): void {
  process.stdout.write(`\n${title}\n${"".padEnd(NAME_WIDTH)}${"goal".padEnd(GOAL_WIDTH)}reached\n`);
}

export function printLine({ name, goal = "", value }: Line): void {
  process.stdout.write(`${name.padEnd(NAME_WIDTH)}${goal.padEnd(GOAL_WIDTH)}${value}\n`);
}

export function toMegabytes(bytes: number): string {
  return `${Math.round(bytes / 2 ** 20)} MB`;
}
