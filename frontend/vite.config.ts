import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";
import type { Plugin } from "vite";

export default defineConfig({
  plugins: [react(), preloadFont()],
  build: {
    target: "es2023",
    // Files stay files: the content security policy allows no data: addresses.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // Of all that is in the bundle; the page About leads there.
    license: { fileName: "third-party-licenses.txt" },
  },
});

/** Asks for the Latin letters with the page and not after its style sheet, so that no text is drawn twice. */
function preloadFont(): Plugin {
  return {
    name: "preload-font",
    transformIndexHtml: {
      order: "post",
      handler(_html, { bundle = {} }) {
        return Object.keys(bundle)
          .filter((file) => file.includes("-latin-wght-"))
          .map((file) => ({
            tag: "link",
            attrs: { rel: "preload", as: "font", type: "font/woff2", href: `/${file}`, crossorigin: "" },
          }));
      },
    },
  };
}
