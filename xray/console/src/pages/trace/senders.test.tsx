// @vitest-environment jsdom
import { screen, within } from "@testing-library/react";
import { describe, expect, test } from "vitest";
import { passTime } from "../../testing/clock.ts";
import { SENDERS } from "../../testing/make-traces.ts";
import { openConsole, settle } from "../../testing/open-console.tsx";
import { textOf } from "../../testing/read-table.ts";

const TRACE_ID = "1-6b00de2a-29d8800d391ab00f001fc444";
const ID_KEYS = new Set(["id", "parent_id", "cause"]);

/** The short ids of these documents as real ones, 16 digits, the same for the same name. */
function toRealId(name: string): string {
  let hash = 7n;
  for (const letter of name) hash = (hash * 31n + BigInt(letter.charCodeAt(0))) % 2n ** 64n;
  return hash.toString(16).padStart(16, "0");
}

function toSent(document: object): string {
  return JSON.stringify({ ...document, trace_id: TRACE_ID }, (key, value: unknown) =>
    typeof value === "string" && ID_KEYS.has(key) ? toRealId(value) : value,
  );
}

function steps() {
  return within(screen.getByRole("treegrid", { name: "Steps of the trace" }))
    .getAllByRole("row")
    .map((row) => ({ level: row.getAttribute("aria-level"), words: textOf(row) }));
}

async function open(documents: readonly object[]) {
  return openConsole(`/traces/${TRACE_ID}`, documents.map(toSent));
}

/** Level and beginning of each line. */
const EXPECTED: Readonly<Record<keyof typeof SENDERS, readonly string[]>> = {
  backend: ["1 backend-flask", "2 wait for a connection", "2 cruddur@127.0.0.1", "2 link-preview.local"],
  nodeErrorPassedOn: ["1 root", "2 handler", "3 cruddur@127.0.0.1"],
  nodeCalleeFirst: ["1 caller", "2 callee.local", "3 callee"],
  pythonCauseId: ["1 app", "2 dynamodb"],
  goPhases: ["1 go", "2 api.local", "3 connect", "4 dns", "4 dial", "3 request", "3 response", "3 api"],
  javaStreamed: ["1 java", "2 outer", "3 inner"],
  lambda: ["1 fn", "2 fn", "3 Initialization", "3 invocation"],
  apiGateway: ["1 stage", "2 Lambda", "3 fn"],
  otlp: ["1 server", "2 GET", "2 internal"],
  sqsLink: ["1 consumer"],
  inferred: ["1 app", "2 DynamoDB"],
  oneSegmentAlone: ["1 alone"],
  orphans: ["1 called", "1 lost"],
  inProgress: ["1 open", "2 done"],
  inProgressThenComplete: ["1 seg"],
  clockBehind: ["1 caller", "2 call", "3 callee", "4 query"],
  asynchronous: ["1 producer", "2 send", "3 worker"],
  failedFarBelow: [
    "1 shop-web",
    "2 checkout.local",
    "3 checkout",
    "4 payment.local",
    "5 payment",
    "6 chargeCard",
    "7 stripe.com",
    "4 inventory",
  ],
  cycle: ["1 a", "2 b"],
};

describe("what real senders send is drawn as they mean it", () => {
  test.each(Object.entries(EXPECTED))("%s", async (name, expected) => {
    await open(SENDERS[name as keyof typeof SENDERS]);
    const drawn = steps();
    expect(drawn).toHaveLength(expected.length);
    for (const [index, line] of expected.entries()) {
      expect(`${drawn[index]?.level} ${drawn[index]?.words}`.startsWith(line), `${line} in ${index}`).toBe(
        true,
      );
    }
  });
});

describe("what is unusual is said", () => {
  const details = () => within(screen.getByRole("complementary", { name: "Details" }));

  test("of a callee whose clock is behind", async () => {
    const { user } = await open(SENDERS.clockBehind);
    await user.keyboard("jj");
    expect(textOf(details().getByText(/Shown on the caller’s clock/))).toContain(
      "it began before it was called",
    );
  });

  test("of a message that was handled after its call had ended", async () => {
    const { user } = await open(SENDERS.asynchronous);
    await user.keyboard("jj");
    expect(details().getByText(/nothing waited for it/)).toBeDefined();
  });

  test("of a caller that sent nothing", async () => {
    const { user } = await open(SENDERS.orphans);
    await user.keyboard("{Home}");
    await passTime(300);
    expect(details().getByText(/which sent no segment/)).toBeDefined();
  });

  test("of a call to AWS: operation and resource", async () => {
    const { user } = await open(SENDERS.pythonCauseId);
    await user.keyboard("j");
    const terms = details()
      .getAllByRole("term")
      .map((term) => [textOf(term), textOf(term.nextElementSibling)]);
    expect(Object.fromEntries(terms)).toMatchObject({
      Operation: "PutItem",
      Resource: "cruddur-messages",
      Region: "us-east-1",
    });
  });

  test("of a segment: what it ran on and what sent it", async () => {
    await open(SENDERS.javaStreamed);
    await settle();
    expect(details().getByText("AWS::ECS::Fargate")).toBeDefined();
  });
});
