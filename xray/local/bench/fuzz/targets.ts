import { toApiError } from "../../src/api/model/errors.ts";
import { parseJsonBody } from "../../src/api/http/read-body.ts";
import { OPERATIONS } from "../../src/api/operations.ts";
import { makeContext } from "../../src/api/testing/make-context.ts";
import { makeSegment } from "../../src/api/testing/make-segment.ts";
import { findProblems } from "../../src/compatibility/find-problems.ts";
import { compileFilter } from "../../src/filter/evaluate/evaluate-filter.ts";
import { FilterSyntaxError } from "../../src/filter/parse/filter-syntax-error.ts";
import { parseFilter } from "../../src/filter/parse/parse-filter.ts";
import { readCarriedSpans } from "../../src/otlp/carried-spans.ts";
import { CARRIED } from "../../src/otlp/testing/carried.ts";
import { parseDatagram } from "../../src/protocol/parse-datagram.ts";
import { parseSegmentDocument } from "../../src/protocol/parse-segment-document.ts";
import * as sdk from "../../src/protocol/testing/sdk-documents.ts";
import { decodeColumns, encodeColumns } from "../../src/store/chunk/chunk-columns.ts";
import { deriveTraceFacts } from "../../src/trace/facts/derive-facts.ts";
import { toApiTrace } from "../../src/trace/to-api-trace.ts";
import { BODIES } from "./bodies.ts";
import { FILTERS } from "./filters.ts";
import { mutateBytes, mutateJson, mutateText } from "./mutate.ts";
import type { Random } from "./random.ts";

/** The result of a case: its input was accepted, or rejected in the intended way. */
type Outcome = "taken" | "rejected";

export interface Target {
  name: string;
  /** Its share of a hundred cases. */
  share: number;
  /** Throws when something is wrong; `note` gets the input first. */
  run(random: Random, note: (input: unknown) => void): Outcome | Promise<Outcome>;
}

const DOCUMENTS = Object.values(sdk).map((document) => JSON.stringify(document)) as [string, ...string[]];
const PARSED = DOCUMENTS.map((text): unknown => JSON.parse(text)) as [unknown, ...unknown[]];
const HEADER = '{"format":"json","version":1}\n';

/** Sent with every changed document: this one must be stored as it is, whatever the other one is. */
const NEIGHBOUR_ID = "ab5ac0f1e0d2c3b4";
/** When all documents have come, epoch seconds. */
const LATER_SEC = 4e9;
const neighbour = parseSegmentDocument(JSON.stringify(makeSegment({ id: NEIGHBOUR_ID, name: "neighbour" })));

function makeDocumentText(random: Random): string {
  const text =
    random.below(2) === 0 ? random.pick(DOCUMENTS) : JSON.stringify(mutateJson(random.pick(PARSED), random));
  return random.below(3) === 0 ? text : mutateText(text, random);
}

const datagrams: Target = {
  name: "datagrams",
  share: 20,
  run(random, note) {
    const bytes = mutateBytes(Buffer.from(HEADER + random.pick(DOCUMENTS)), random);
    note(bytes);
    const parsed = parseDatagram(bytes);
    if (!parsed.ok) return "rejected";
    return parseSegmentDocument(bytes.toString("utf8", parsed.bodyStart)).ok ? "taken" : "rejected";
  },
};

const carriedSpans: Target = {
  name: "spans in datagrams",
  share: 5,
  run(random, note) {
    const bytes = mutateBytes(Buffer.from(CARRIED.slice(3), "base64"), random);
    const base64 = bytes.toString("base64");
    const text = `T1S${random.below(4) === 0 ? mutateText(base64, random) : base64}`;
    note(text);
    const read = readCarriedSpans(text);
    if (read === undefined) return "rejected";
    for (const document of read) parseSegmentDocument(document);
    return "taken";
  },
};

const documents: Target = {
  name: "documents",
  share: 35,
  run(random, note) {
    const text = makeDocumentText(random);
    note(text);
    const parsed = parseSegmentDocument(text);
    findProblems([text], LATER_SEC);
    if (!neighbour.ok) throw new Error(neighbour.message);
    if (!parsed.ok) return "rejected";
    const both =
      random.below(2) === 0 ? [neighbour.document, parsed.document] : [parsed.document, neighbour.document];
    const facts = deriveTraceFacts(both, 1);
    if (!facts.services.some(({ id }) => id.Name === "neighbour"))
      throw new Error("The neighbour has no node.");
    const { Segments } = toApiTrace(neighbour.document.trace_id, both);
    if (!Segments.some(({ Id }) => Id === NEIGHBOUR_ID))
      throw new Error("The neighbour is not in the trace.");
    if (decodeColumns(encodeColumns([facts])).count !== 1) throw new Error("The facts are not stored.");
    return "taken";
  },
};

const CASES_A_CONTEXT = 2000;
let contextCases = 0;
let context = makeContext();

const bodies: Target = {
  name: "bodies of all operations",
  share: 15,
  async run(random, note) {
    contextCases += 1;
    if (contextCases % CASES_A_CONTEXT === 0) {
      context.settings.close();
      context = makeContext();
    }
    const operations = [...OPERATIONS.values()];
    const operation = operations[random.below(operations.length)];
    const changed = mutateJson(BODIES[operation?.name ?? ""] ?? {}, random);
    const text =
      random.below(4) === 0 ? mutateText(JSON.stringify(changed), random) : JSON.stringify(changed);
    note([operation?.name, text]);
    try {
      const answer = await operation?.invoke(parseJsonBody(Buffer.from(text)), context);
      JSON.stringify(answer);
      return "taken";
    } catch (error) {
      if (toApiError(error) === undefined) throw error;
      return "rejected";
    }
  },
};

const facts = DOCUMENTS.flatMap((text) => {
  const parsed = parseSegmentDocument(text);
  return parsed.ok ? [deriveTraceFacts([parsed.document], 1)] : [];
});

const expressions: Target = {
  name: "filter expressions",
  share: 25,
  run(random, note) {
    const text = mutateText(random.pick(FILTERS), random);
    note(text);
    try {
      const matches = compileFilter(parseFilter(text), { groups: new Map() });
      for (const trace of facts) matches(trace);
      return "taken";
    } catch (error) {
      if (!(error instanceof FilterSyntaxError)) throw error;
      return "rejected";
    }
  },
};

export const TARGETS: readonly Target[] = [datagrams, carriedSpans, documents, bodies, expressions];
