import { define } from "./define.ts";

/** jsdom cannot open dialogs (HTML, 4.11.4). These take the focus, return it, and close by Escape. */
function showModal(this: HTMLDialogElement): void {
  if (this.open) return;
  const before = document.activeElement;
  this.open = true;
  this.querySelector<HTMLElement>("input, button, textarea, select, a[href]")?.focus();
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Escape" && !event.defaultPrevented) this.close();
  };
  document.addEventListener("keydown", onKeyDown);
  const onClose = () => {
    document.removeEventListener("keydown", onKeyDown);
    if (before instanceof HTMLElement) before.focus();
  };
  this.addEventListener("close", onClose, { once: true });
}

function close(this: HTMLDialogElement): void {
  if (!this.open) return;
  this.open = false;
  this.dispatchEvent(new Event("close"));
}

export function installDialogs(): void {
  define(HTMLDialogElement.prototype, { showModal, close });
}
