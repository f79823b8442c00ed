import { expect, test } from "vitest";
import { timeTicks } from "./time-ticks.ts";

test.each([
  [0, 486, ["0 ms", "100", "200", "300", "400"]],
  [0, 1230, ["0 ms", "250", "500", "750", "1000"]],
  [120, 131, ["120 ms", "122.5", "125", "127.5", "130"]],
  [0, 0.4, ["0 µs", "100", "200", "300", "400"]],
  [0, 42_000, ["0 s", "10", "20", "30", "40"]],
  [0, 1_800_000, ["0 min", "10", "20", "30"]],
  [0, 0, []],
])("ticks of %d to %d ms are round", (fromMs, toMs, labels) => {
  const ticks = timeTicks({ fromMs, toMs }, 5).map((tick) => tick.label.replace("\u00a0", " "));
  expect(ticks).toEqual(labels);
});
