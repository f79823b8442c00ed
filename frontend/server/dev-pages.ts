import { readFileSync } from "node:fs";
import type { Server } from "node:http";
import { join } from "node:path";
import { createServer } from "vite";
import { toPagePattern } from "../src/page-paths.ts";
import { writePageSettings } from "../src/page-settings.ts";
import type { PageSettings } from "../src/page-settings.ts";
import { answerText } from "./answers.ts";
import { isVisit } from "./pages.ts";
import type { PageServer } from "./pages.ts";

/**
 * Serves the pages from their sources by Vite, which reloads what changes. `server` carries its messages to the page.
 */
export async function createDevPages(root: string, settings: PageSettings, server: Server) {
  const vite = await createServer({
    root,
    appType: "custom",
    server: { middlewareMode: true, hmr: { server } },
  });
  const pages: PageServer = (request, response, { path }) => {
    vite.middlewares(request, response, (error?: unknown) => {
      if (error !== undefined) {
        answerText(response, 500, error instanceof Error ? error.message : "Vite could not answer.");
        return;
      }
      const isPage = toPagePattern(path) !== undefined;
      if (!isPage && !isVisit(request)) {
        answerText(response, 404, `There is no ${path} here.`);
        return;
      }
      const status = isPage ? 200 : 404;
      const html = writePageSettings(readFileSync(join(root, "index.html"), "utf8"), settings);
      vite.transformIndexHtml(request.url ?? "/", html).then(
        (page) => response.writeHead(status, { "content-type": "text/html; charset=utf-8" }).end(page),
        (failure: unknown) => answerText(response, 500, String(failure)),
      );
    });
  };
  return { pages, close: () => vite.close() };
}
