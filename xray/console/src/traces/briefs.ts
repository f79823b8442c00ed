import { createTraceCache } from "../api/trace-cache.ts";
import { callXray } from "../api/xray-client.ts";
import { toTraceBrief } from "./trace-brief.ts";

/** What the list shows of each trace's documents, kept while the console is open: coming back to it shows strips at once. */
export const briefs = createTraceCache(callXray, toTraceBrief);
