export interface ListenTarget {
  /** UDP or TCP. */
  protocol: string;
  host: string;
  port: number;
  /** The variable and the option that set the port. */
  setting: string;
  option: string;
}

/** The address cannot be listened on; the message names it and the setting to change. */
export class ListenError extends Error {
  override readonly name = "ListenError";

  /** Whether another program uses the port. */
  get isTaken(): boolean {
    return this.cause instanceof Error && "code" in this.cause && this.cause.code === "EADDRINUSE";
  }
}

/** Runs `listen`, and explains an error of the system to the person who starts the server. */
export async function withPortHint<T>(target: ListenTarget, listen: () => Promise<T>): Promise<T> {
  try {
    return await listen();
  } catch (error) {
    throw new ListenError(describe(target, error), { cause: error });
  }
}

function describe({ protocol, host, port, setting, option }: ListenTarget, error: unknown): string {
  const where = `${protocol} port ${port} on ${host}`;
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  switch (code) {
    case "EADDRINUSE":
      return `${where} is taken by another program. Stop it, or choose a free port: ${option}, or ${setting}.`;
    case "EACCES":
      return `${where} may not be used without special rights. Choose a port above 1023: ${option}, or ${setting}.`;
    case "EADDRNOTAVAIL":
    case "ENOTFOUND":
      return `${host} is not an address of this machine. Choose one that is, such as 127.0.0.1: --host, or XRAY_HOST.`;
    default:
      return `${where} cannot be used: ${error instanceof Error ? error.message : String(error)}`;
  }
}
