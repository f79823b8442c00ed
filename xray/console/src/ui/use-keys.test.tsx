// @vitest-environment jsdom
import { cleanup, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, describe, expect, test, vi } from "vitest";
import { changeSettings } from "../lib/settings.ts";
import { useKeys } from "./use-keys.ts";
import type { Keys } from "./use-keys.ts";

afterEach(() => {
  cleanup();
  changeSettings({ singleKeys: true });
});

function View({ keys, isFirst = false }: { keys: Keys; isFirst?: boolean }) {
  useKeys(keys, isFirst);
  return null;
}

function setUp(keys: Keys) {
  const shown = render(
    <>
      <View keys={keys} />
      <input aria-label="field" />
      <textarea aria-label="text" />
      <select aria-label="choice">
        <option>a</option>
      </select>
    </>,
  );
  return { ...shown, user: userEvent.setup() };
}

describe("a shortcut", () => {
  test.each([
    ["j", "j"],
    ["Shift+C", "{Shift>}C{/Shift}"],
    ["Ctrl+k", "{Control>}k{/Control}"],
    ["Ctrl+k", "{Meta>}k{/Meta}"],
    ["?", "?"],
    ["ArrowDown", "{ArrowDown}"],
    ["Escape", "{Escape}"],
  ])("%s answers %s", async (name, pressed) => {
    const onKey = vi.fn<() => void>();
    const { user } = setUp({ [name]: onKey });
    await user.keyboard(pressed);
    expect(onKey).toHaveBeenCalledTimes(1);
  });

  test("with another modifier is another one", async () => {
    const onKey = vi.fn<() => void>();
    const { user } = setUp({ j: onKey });
    await user.keyboard("{Control>}j{/Control}{Alt>}j{/Alt}{Shift>}J{/Shift}");
    expect(onKey).not.toHaveBeenCalled();
  });

  test.each(["field", "text", "choice"])("is text in a %s, but for those with Ctrl", async (label) => {
    const onKey = vi.fn<() => void>();
    const onPalette = vi.fn<() => void>();
    const { user } = setUp({ j: onKey, "Ctrl+k": onPalette });
    screen.getByLabelText(label).focus();
    await user.keyboard("j");
    expect(onKey).not.toHaveBeenCalled();
    await user.keyboard("{Control>}k{/Control}");
    expect(onPalette).toHaveBeenCalledTimes(1);
  });

  test("answers once: what took it keeps it from the others", async () => {
    const [first, second] = [vi.fn<() => void>(), vi.fn<() => void>()];
    render(
      <>
        <View keys={{ j: first }} />
        <View keys={{ j: second }} />
      </>,
    );
    await userEvent.setup().keyboard("j");
    expect(first).toHaveBeenCalledTimes(1);
    expect(second).not.toHaveBeenCalled();
  });

  test("that answers false is left to the others", async () => {
    const second = vi.fn<() => void>();
    render(
      <>
        <View keys={{ j: () => false }} />
        <View keys={{ j: second }} />
      </>,
    );
    await userEvent.setup().keyboard("j");
    expect(second).toHaveBeenCalledTimes(1);
  });

  test("that comes first does so, though it was mounted last", async () => {
    const asked: string[] = [];
    render(
      <>
        <View keys={{ t: () => void asked.push("range") }} />
        <View keys={{ t: () => void asked.push("sequence") }} isFirst />
      </>,
    );
    await userEvent.setup().keyboard("t");
    expect(asked).toEqual(["sequence"]);
  });

  test("is the newest handler of its view", async () => {
    const [before, after] = [vi.fn<() => void>(), vi.fn<() => void>()];
    const { rerender } = render(<View keys={{ j: before }} />);
    rerender(<View keys={{ j: after }} />);
    await userEvent.setup().keyboard("j");
    expect(before).not.toHaveBeenCalled();
    expect(after).toHaveBeenCalledTimes(1);
  });

  test("ends with its view", async () => {
    const onKey = vi.fn<() => void>();
    const { unmount, user } = setUp({ j: onKey });
    unmount();
    await user.keyboard("j");
    expect(onKey).not.toHaveBeenCalled();
  });

  test("without Ctrl can be switched off", async () => {
    const [single, named, control] = [vi.fn<() => void>(), vi.fn<() => void>(), vi.fn<() => void>()];
    const { user } = setUp({ j: single, Escape: named, "Ctrl+k": control });
    changeSettings({ singleKeys: false });
    await user.keyboard("j{Escape}{Control>}k{/Control}");
    expect(single).not.toHaveBeenCalled();
    expect(named).toHaveBeenCalledTimes(1);
    expect(control).toHaveBeenCalledTimes(1);
  });
});
