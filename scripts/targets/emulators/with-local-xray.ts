import { rm } from "node:fs/promises";
import { startLocalServer } from "../../../xray/local/conformance/local-server.ts";
import type { Surroundings } from "../surroundings.ts";
import type { Emulator } from "./emulator.ts";
import { startMoto } from "./moto.ts";

/** moto for everything except X-Ray, of which it has no groups: that is the local X-Ray. */
export async function startMotoWithLocalXray(surroundings: Surroundings): Promise<Emulator> {
  const xray = await startLocalServer(surroundings.env);
  const closeXray = async (): Promise<void> => {
    await xray.close();
    await rm(xray.dataDirectory, { recursive: true, force: true });
  };
  try {
    const moto = await startMoto(surroundings);
    return {
      ...moto,
      name: `${moto.name}, the local X-Ray for X-Ray`,
      variables: { AWS_ENDPOINT_URL_XRAY: xray.apiUrl },
      async close() {
        await moto.close();
        await closeXray();
      },
    };
  } catch (error) {
    await closeXray();
    throw error;
  }
}
