import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin } from "vite";

const env = process.env;
const host = env["FRONTEND_HOST"] || "127.0.0.1";
const port = Number(env["FRONTEND_PORT"] || 3000);
// One origin for page and API, built or not: the browser needs no CORS and the page no address.
const proxy = { "/api": { target: env["BACKEND_URL"] || "http://127.0.0.1:5000" } };

export default defineConfig({
  plugins: [react(), preloadFont()],
  server: { host, port, strictPort: true, proxy },
  preview: { host, port, strictPort: true, proxy },
  build: { target: "es2023", modulePreload: { polyfill: false } },
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
