/** In the query of PutTraceSegments: the documents come from a file and do not count as arrivals. */
export const IMPORT_FLAG = "import";

/** PutTraceSegments of documents that come from a file. */
export const IMPORT_PATH = `/TraceSegments?${IMPORT_FLAG}`;
