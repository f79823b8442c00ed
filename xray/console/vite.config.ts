import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

/** Where `npm run dev` finds the local X-Ray; the built console is served by it and needs no proxy. */
const LOCAL_XRAY = "http://127.0.0.1:2001";

export default defineConfig({
  plugins: [react()],
  // Every operation of the API is a POST of a path that begins with a capital; the console's own paths do not.
  server: {
    host: "127.0.0.1",
    port: 2002,
    proxy: { "^/([A-Z]|stream$|status\\.json$|figures\\.json)": { target: LOCAL_XRAY, changeOrigin: true } },
  },
  build: {
    target: "es2023",
    // Fonts and icons stay files: the content security policy allows no data: addresses.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // Of all that is in the bundle.
    license: { fileName: "third-party-licenses.txt" },
  },
});
