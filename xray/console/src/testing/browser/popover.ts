import { define } from "./define.ts";

/** jsdom has no popovers (HTML, 6.12). These implement `auto` ones, and buttons with `popovertarget`. */
const SHOWN = "data-shown";

export function isShownPopover(element: Element): boolean {
  return element.hasAttribute(SHOWN);
}

function toggle(popover: HTMLElement, isOpen: boolean): void {
  if (isOpen === isShownPopover(popover)) return;
  popover.toggleAttribute(SHOWN, isOpen);
  popover.dispatchEvent(Object.assign(new Event("toggle"), { newState: isOpen ? "open" : "closed" }));
}

function ownerOf(target: EventTarget | null): HTMLElement | null {
  return target instanceof Element ? target.closest<HTMLElement>("[popovertarget]") : null;
}

function shownPopovers(): readonly HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>(`[${SHOWN}]`)];
}

/** A press elsewhere closes the popover; a press on its button is left to the click. */
function onPointerDown({ target }: Event): void {
  for (const popover of shownPopovers()) {
    const isInside = target instanceof Node && popover.contains(target);
    if (!isInside && ownerOf(target)?.getAttribute("popovertarget") !== popover.id) popover.hidePopover();
  }
}

function onClick({ target }: Event): void {
  const popover = document.getElementById(ownerOf(target)?.getAttribute("popovertarget") ?? "");
  if (popover !== null) toggle(popover, !isShownPopover(popover));
}

/** The focus returns to the button of the popover. */
function onKeyDown({ key }: KeyboardEvent): void {
  const open = shownPopovers().at(-1);
  if (key !== "Escape" || open === undefined) return;
  open.hidePopover();
  document.querySelector<HTMLElement>(`[popovertarget="${open.id}"]`)?.focus();
}

export function installPopovers(): void {
  define(HTMLElement.prototype, {
    showPopover(this: HTMLElement) {
      toggle(this, true);
    },
    hidePopover(this: HTMLElement) {
      toggle(this, false);
    },
  });
  document.addEventListener("pointerdown", onPointerDown);
  document.addEventListener("click", onClick);
  document.addEventListener("keydown", onKeyDown);
}
