import { chmod, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { mustRun } from "../../../xray/local/conformance/program.ts";

const DAYS = ["-days", "1"];
const NEW_KEY = ["-newkey", "rsa:2048", "-nodes"];

/** Writes ca.crt, server.crt and server.key for a host name, and a pg_hba.conf that allows only TLS. Needs openssl. */
export async function writeAuthority(folder: string, host: string, env: NodeJS.ProcessEnv): Promise<void> {
  const openssl = (...args: string[]) => mustRun("openssl", args, { env, cwd: folder });
  const authority = ["-x509", "-subj", "/CN=An authority for one run", "-keyout", "ca.key", "-out", "ca.crt"];
  await openssl("req", ...NEW_KEY, ...DAYS, ...authority);
  await writeFile(join(folder, "names"), `subjectAltName=DNS:${host}\n`);
  await openssl("req", ...NEW_KEY, "-subj", "/CN=database", "-keyout", "server.key", "-out", "server.csr");
  const signed = ["-CA", "ca.crt", "-CAkey", "ca.key", "-CAcreateserial", "-extfile", "names"];
  await openssl("x509", "-req", "-in", "server.csr", "-out", "server.crt", ...DAYS, ...signed);
  await writeFile(join(folder, "pg_hba.conf"), "local all all trust\nhostssl all all all scram-sha-256\n");
  // Containers read them as other users; the key is worthless after the run.
  await chmod(folder, 0o755);
  await chmod(join(folder, "server.key"), 0o644);
}
