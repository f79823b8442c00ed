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

/** Gives an emulated registry an image without content: it has a tag and a digest. Rejects when it is refused. */
export async function pushImage({ url }: Emulator, repository: string, tag: string): Promise<void> {
  const response = await fetch(url, {
    method: "POST",
    headers: {
      "Content-Type": "application/x-amz-json-1.1",
      "X-Amz-Target": "AmazonEC2ContainerRegistry_V20150921.PutImage",
      // No signature is checked; the emulator finds the service and the Region by it.
      Authorization:
        "AWS4-HMAC-SHA256 Credential=any/20260101/us-east-1/ecr/aws4_request, SignedHeaders=host, Signature=any",
    },
    body: JSON.stringify({
      repositoryName: repository,
      imageTag: tag,
      imageManifest: JSON.stringify(MANIFEST),
    }),
  });
  if (!response.ok) throw new Error(`The registry refused the image: ${await response.text()}`);
}
