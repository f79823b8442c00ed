import type { Emulator } from "./emulator.ts";

/** An operation of a service that speaks JSON: `{ service: "ecr", target: "AmazonEC2ContainerRegistry_V20150921.PutImage" }`. */
interface Operation {
  service: string;
  target: string;
}

/** Lets an emulator do what Terraform does not. Rejects when it answers with an error. */
export async function callEmulator(
  { url }: Emulator,
  { service, target }: Operation,
  body: object,
): Promise<void> {
  const response = await fetch(url, {
    method: "POST",
    headers: {
      "Content-Type": "application/x-amz-json-1.1",
      "X-Amz-Target": target,
      // No signature is checked; the emulator reads the service and the Region from it.
      Authorization: `AWS4-HMAC-SHA256 Credential=any/20260101/us-east-1/${service}/aws4_request, SignedHeaders=host, Signature=any`,
    },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`The emulator refuses ${target}: ${await response.text()}`);
}
