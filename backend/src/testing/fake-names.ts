/**
 * Loaded before a program (`--import`). Host names in the file NAMES_FILE (JSON of name to IPv4 address) resolve to
 * what it says at that time; a name with the address null does not resolve, and each attempt is printed. The system
 * resolves all others.
 */
import dns from "node:dns";
import { readFileSync } from "node:fs";
import { syncBuiltinESMExports } from "node:module";

type Callback = (error: Error | null, address?: unknown, family?: number) => void;

const path = process.env["NAMES_FILE"] ?? "";
const lookup = dns.lookup as (name: string, options: object, callback: Callback) => void;

function find(name: string): string | null | undefined {
  return (JSON.parse(readFileSync(path, "utf8")) as Record<string, string | null>)[name];
}

function lookupFake(name: string, options: object, callback: Callback): void {
  const address = find(name);
  if (address === undefined) return lookup(name, options, callback);
  process.nextTick(() => {
    if (address === null) {
      console.log(`${name} is gone`);
      const error = new Error(`getaddrinfo ENOTFOUND ${name}`);
      return callback(Object.assign(error, { code: "ENOTFOUND", syscall: "getaddrinfo", hostname: name }));
    }
    if ("all" in options && options.all === true) return callback(null, [{ address, family: 4 }]);
    callback(null, address, 4);
  });
}

Object.assign(dns, { lookup: lookupFake });
Object.assign(dns.promises, {
  lookup: (name: string, options: object) =>
    new Promise((resolve, reject) =>
      lookupFake(name, options, (error, address, family) =>
        error ? reject(error) : resolve({ address, family }),
      ),
    ),
});
syncBuiltinESMExports();
