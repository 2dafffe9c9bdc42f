import * as pulumi from "@pulumi/pulumi";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

const instanceFiles = join(__dirname, "instance");
const folder = "/opt/platform";

/** AWS's limit of user data before it is encoded, bytes. Source: EC2 User Guide, "Instance user data". */
export const userDataLimitBytes = 16_384;

/**
 * The cloud-init configuration of an instance: the files of `instance/`, the two scripts that are run, and in
 * `settings-path` where in the Parameter Store the application finds its endpoints.
 * @param settingsPath path of these parameters, e.g. `/platform/prod`
 * @param bootScript path of a script to run in place of `instance/boot.sh`
 * @throws {pulumi.RunError} when the script is not there, or the files exceed what AWS takes
 */
export function userData(settingsPath: string, bootScript = join(instanceFiles, "boot.sh")): string {
  if (!existsSync(bootScript)) {
    throw new pulumi.RunError(
      `platform:compute.bootScript: there is no file ${bootScript}; name one, or leave the key out`,
    );
  }
  const file = (path: string, source: string, permissions = "0644") => ({
    path,
    permissions,
    content: readFileSync(source, "utf8"),
  });
  const instanceFile = (name: string) => join(instanceFiles, name);
  const configuration = {
    write_files: [
      { path: `${folder}/settings-path`, permissions: "0644", content: `${settingsPath}\n` },
      file(`${folder}/agent.json`, instanceFile("agent.json")),
      file(`${folder}/monitoring.sh`, instanceFile("monitoring.sh"), "0755"),
      file(`${folder}/boot.sh`, bootScript, "0755"),
      file(`${folder}/web.mjs`, instanceFile("web.mjs")),
      file("/etc/systemd/system/web.service", instanceFile("web.service")),
    ],
    runcmd: [[`${folder}/monitoring.sh`], [`${folder}/boot.sh`]],
  };
  // JSON is YAML, so nothing in the files can break out of its place.
  const text = `#cloud-config\n${JSON.stringify(configuration)}\n`;
  const bytes = Buffer.byteLength(text);
  if (bytes > userDataLimitBytes) {
    throw new pulumi.RunError(
      `the user data has ${bytes} bytes and AWS takes ${userDataLimitBytes}: shorten ${bootScript}, e.g. by fetching the rest from S3`,
    );
  }
  return text;
}
