import { createHash, createHmac } from "node:crypto";

/** A request as it arrived; header names in lower case. */
export interface RecordedRequest {
  method: string;
  url: string;
  headers: Readonly<Record<string, string>>;
  body: string;
}

export interface Credentials {
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken: string;
}

/**
 * Whether the request carries a Signature Version 4 made with exactly these credentials, session token included.
 * X-Ray's clients send no hash of the body: the receiver hashes it. Source: AWS General Reference, "Signing AWS API requests".
 */
export function isSignedWith(credentials: Credentials, request: RecordedRequest): boolean {
  const header = /^AWS4-HMAC-SHA256 Credential=([^,]+), ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]{64})$/;
  const [, credential = "", signedHeaders = "", signature] =
    header.exec(request.headers["authorization"] ?? "") ?? [];
  const [accessKeyId, date = "", region = "", service = "", terminator = ""] = credential.split("/");
  if (accessKeyId !== credentials.accessKeyId) return false;
  if (request.headers["x-amz-security-token"] !== credentials.sessionToken) return false;

  const names = signedHeaders.split(";");
  const canonicalHeaders = names
    .map((name) => `${name}:${(request.headers[name] ?? "").trim().replace(/ +/g, " ")}\n`)
    .join("");
  const canonical = [
    request.method,
    request.url,
    "",
    canonicalHeaders,
    signedHeaders,
    sha256(request.body),
  ].join("\n");
  const scope = [date, region, service, terminator].join("/");
  const toSign = ["AWS4-HMAC-SHA256", request.headers["x-amz-date"], scope, sha256(canonical)].join("\n");
  const key = [date, region, service, terminator].reduce<string | Buffer>(
    hmac,
    `AWS4${credentials.secretAccessKey}`,
  );
  return hmac(key, toSign).toString("hex") === signature;
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

function hmac(key: string | Buffer, text: string): Buffer {
  return createHmac("sha256", key).update(text).digest();
}
