import { callEmulator } from "../emulators/call.ts";
import type { Emulator } from "../emulators/emulator.ts";

const MANIFEST = {
  schemaVersion: 2,
  mediaType: "application/vnd.docker.distribution.manifest.v2+json",
  config: {
    mediaType: "application/vnd.docker.container.image.v1+json",
    size: 1,
    digest: `sha256:${"1".repeat(64)}`,
  },
  layers: [],
};

/**
 * Pushes an image without content to an emulated registry: it has a tag and a digest. Rejects when the registry does.
 */
export async function pushImage(emulator: Emulator, repositoryName: string, imageTag: string): Promise<void> {
  const operation = { service: "ecr", target: "AmazonEC2ContainerRegistry_V20150921.PutImage" };
  const imageManifest = JSON.stringify(MANIFEST);
  await callEmulator(emulator, operation, { repositoryName, imageTag, imageManifest });
}
