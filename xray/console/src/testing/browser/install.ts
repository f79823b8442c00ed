import { define } from "./define.ts";
import { installDialogs } from "./dialog.ts";
import { installLayout } from "./layout.ts";
import { installPopovers } from "./popover.ts";
import { installStyle } from "./style.ts";

/** Makes jsdom enough of a browser for the console. Import it for its effect, before anything that draws. */
installLayout();
installStyle();
installPopovers();
installDialogs();
define(globalThis, { CSS: { escape: (text: string) => text.replaceAll(/[^\w-]/g, String.raw`\$&`) } });
define(Element.prototype, { setPointerCapture: () => undefined, releasePointerCapture: () => undefined });
define(Blob.prototype, {
  stream(this: Blob) {
    return new ReadableStream<Uint8Array>({
      start: async (controller) => {
        controller.enqueue(new Uint8Array(await this.arrayBuffer()));
        controller.close();
      },
    });
  },
});
