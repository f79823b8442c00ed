import { styleText } from "node:util";

export type Ink = "fault" | "error" | "throttle" | "dim" | "strong" | "plain";

/** Colours a text, or leaves it as it is. */
export type Paint = (ink: Ink, text: string) => string;

const FORMAT = {
  fault: ["red", "bold"],
  error: ["yellow"],
  throttle: ["magenta"],
  dim: ["dim"],
  strong: ["bold"],
  plain: [],
} as const;

const plain: Paint = (_ink, text) => text;

const coloured: Paint = (ink, text) =>
  ink === "plain" ? text : styleText([...FORMAT[ink]], text, { validateStream: false });

/** Colours only on a terminal, and never where NO_COLOR asks for none (no-color.org). */
export function paintFor(
  stream: { isTTY?: boolean },
  env: Readonly<Record<string, string | undefined>>,
): Paint {
  if ((env["NO_COLOR"] ?? "") !== "" || env["TERM"] === "dumb") return plain;
  if ((env["FORCE_COLOR"] ?? "0") !== "0") return coloured;
  return stream.isTTY === true ? coloured : plain;
}
