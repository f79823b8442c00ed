/** What a check found. `wrong` makes the doctor exit with 1; a `note` is good to know but not a fault. */
export interface Finding {
  level: "ok" | "note" | "wrong";
  /** What was checked, for example `Daemon UDP`. */
  subject: string;
  /** What is the case, in a sentence. */
  text: string;
  /** What to do about it; always present when something is wrong. */
  remedy?: string;
}

export const ok = (subject: string, text: string): Finding => ({ level: "ok", subject, text });

export const note = (subject: string, text: string, remedy?: string): Finding => ({
  level: "note",
  subject,
  text,
  ...(remedy ? { remedy } : {}),
});

export const wrong = (subject: string, text: string, remedy: string): Finding => ({
  level: "wrong",
  subject,
  text,
  remedy,
});

const MARKS = { ok: "ok   ", note: "note ", wrong: "WRONG" } as const;

/** A line for each finding with its remedy below it, and at the end whether something is wrong. */
export function toFindingLines(findings: readonly Finding[]): readonly string[] {
  const width = Math.max(0, ...findings.map(({ subject }) => subject.length));
  const lines = findings.flatMap(({ level, subject, text, remedy }) => [
    `${MARKS[level]}  ${subject.padEnd(width)}  ${text}`,
    ...(remedy === undefined ? [] : [`${" ".repeat(width + 9)}→ ${remedy}`]),
  ]);
  const count = findings.filter(({ level }) => level === "wrong").length;
  return [...lines, "", count === 0 ? "Nothing is wrong." : `${count} wrong: begin with the first.`];
}
