// @vitest-environment jsdom
import { cleanup, render, screen } from "@testing-library/react";
import { afterEach, describe, expect, test } from "vitest";
import { Clock } from "./Clock.tsx";
import { Duration } from "./Figure.tsx";
import { OutcomeMark } from "./OutcomeMark.tsx";

afterEach(cleanup);

/** 2026-11-24T14:40:11.360Z. Tests run in UTC. */
const MOMENT_SEC = Date.UTC(2026, 10, 24, 14, 40, 11, 360) / 1000;
const text = () => document.body.textContent;

describe("a moment", () => {
  test("of today shows its clock, and tells the rest to who asks", () => {
    render(<Clock sec={MOMENT_SEC} nowSec={MOMENT_SEC + 60} />);
    expect(text()).toBe("14:40:11.360");
    const time = document.querySelector("time");
    expect(time?.dateTime).toBe("2026-11-24T14:40:11.360Z");
    expect(time?.title).toBe(`2026-11-24 14:40:11.360 UTC, ${MOMENT_SEC} s`);
  });

  test("of another day has the day before it, and of another year the year", () => {
    render(<Clock sec={MOMENT_SEC} nowSec={MOMENT_SEC + 86_400} />);
    expect(text()).toBe("24 Nov 14:40:11.360");
    cleanup();
    render(<Clock sec={MOMENT_SEC} nowSec={MOMENT_SEC + 400 * 86_400} />);
    expect(text()).toBe("24 Nov 2026 14:40:11.360");
  });
});

test.each([
  [0, "0ms"],
  [0.00042, "0.42ms"],
  [0.034, "34ms"],
  [0.253, "253ms"],
  [1.234, "1.23s"],
  [124, "2 min 4s"],
  [3 * 3600 + 420, "3 h 7min"],
])("a duration of %s s reads %s, its unit set apart", (sec, words) => {
  render(<Duration sec={sec} />);
  expect(text()).toBe(words);
  expect(document.querySelector(".unit")?.textContent).toBe(/[a-zµ]+$/.exec(words)?.[0]);
});

describe("the mark of an outcome", () => {
  test.each(["ok", "error", "throttle", "fault"] as const)("%s has its name", (outcome) => {
    render(<OutcomeMark outcome={outcome} />);
    expect(screen.getByRole("img", { name: outcome })).toBeDefined();
  });

  test("has none where words stand beside it", () => {
    render(<OutcomeMark outcome="fault" label="" />);
    expect(screen.queryByRole("img")).toBeNull();
  });

  test("differs in its shape, not in its colour alone", () => {
    render(
      ["ok", "error", "throttle", "fault"].map((each) => <OutcomeMark key={each} outcome={each as "ok"} />),
    );
    const shapes = [...document.querySelectorAll("svg")].map((mark) => mark.innerHTML);
    expect(new Set(shapes).size).toBe(4);
  });
});
