import { Agent, request } from "node:http";

export type Answer = Record<string, unknown>;

/** Asks the API over connections that stay open, as SDKs do. Rejects for any status but 200. */
export function createAsk(apiUrl: string): (path: string, input: object) => Promise<Answer> {
  const agent = new Agent({ keepAlive: true });
  return (path, input) =>
    new Promise((resolve, reject) => {
      const options = { method: "POST", agent, headers: { "content-type": "application/json" } };
      const asking = request(new URL(path, apiUrl), options, (response) => {
        const chunks: Buffer[] = [];
        response.on("error", reject);
        response.on("data", (chunk: Buffer) => chunks.push(chunk));
        response.on("end", () => {
          const text = Buffer.concat(chunks).toString();
          if (response.statusCode === 200) resolve(JSON.parse(text) as Answer);
          else reject(new Error(`${path} answered ${response.statusCode}: ${text}`));
        });
      });
      asking.on("error", reject);
      asking.end(JSON.stringify(input));
    });
}

/** The length of a list in an answer. */
export function countOf(answer: Answer, member: string): number {
  const list = answer[member];
  return Array.isArray(list) ? list.length : 0;
}
