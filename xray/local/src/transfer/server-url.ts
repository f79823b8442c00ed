/** Where the local X-Ray's console and API are when nothing else is said. */
export const DEFAULT_URL = "http://127.0.0.1:2001";

/** What went wrong, in words for whoever called the command. */
export class TransferError extends Error {}

/** Calls the server; rejects with a `TransferError` when it is not there or answers with an error. */
export async function callServer(url: URL, init: RequestInit = {}): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(url, init);
  } catch (error) {
    const cause =
      error instanceof Error && error.cause instanceof Error ? error.cause.message : String(error);
    throw new TransferError(
      `No local X-Ray answers at ${url.origin} (${cause}). Start it, or name it with --url.`,
    );
  }
  if (!response.ok) {
    throw new TransferError(`${url.pathname} answered ${response.status}: ${await response.text()}`);
  }
  return response;
}
