import { fromInstanceMetadata } from "@smithy/credential-provider-imds";
import type { Credentials } from "aws4";

/** Before they expire AWS has the next ones, some minutes earlier than this. */
const renewBeforeMs = 5 * 60_000;

const fromInstance = fromInstanceMetadata({ timeout: 1000, maxRetries: 2 });
let current: ReturnType<typeof fromInstance> | undefined;

/** Those of the instance's role; on another machine, those of the environment. */
export async function credentials(): Promise<Credentials> {
  const { AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN } = process.env;
  if (AWS_ACCESS_KEY_ID !== undefined && AWS_SECRET_ACCESS_KEY !== undefined) {
    return {
      accessKeyId: AWS_ACCESS_KEY_ID,
      secretAccessKey: AWS_SECRET_ACCESS_KEY,
      ...(AWS_SESSION_TOKEN !== undefined && { sessionToken: AWS_SESSION_TOKEN }),
    };
  }
  try {
    const found = await (current ??= fromInstance());
    if (found.expiration !== undefined && found.expiration.getTime() - Date.now() < renewBeforeMs)
      current = undefined;
    return found;
  } catch (error) {
    current = undefined;
    throw error;
  }
}
