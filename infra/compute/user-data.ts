import * as pulumi from "@pulumi/pulumi";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

const instanceFiles = join(__dirname, "instance");
const folder = "/opt/platform";

/** AWS's limit of user data before it is encoded, bytes. Source: EC2 User Guide, "Instance user data". */
export const userDataLimitBytes = 16_384;

export interface UserDataArgs {
  /** Where in the Parameter Store the application finds its endpoints, e.g. `/platform/prod`. */
  settingsPath: string;
  /** What the service is called in traces, e.g. `web-prod`. */
  serviceName: string;
  /** Log group of its access log, e.g. `/platform/prod/web`. */
  logGroupName: string;
  /** Path of a script to run in place of `instance/boot.sh`. */
  bootScript?: string;
}

/**
 * The cloud-init configuration of an instance. Its agent sends only what alarms and dashboard ask for, as CloudWatch bills
 * each combination of metric and dimensions; disk I/O goes to the group's sum alone (`drop_original_metrics`) and is that of
 * the root device, which Nitro instances call `nvme0n1`, without its partitions. It holds the files of `instance/`, the two scripts that are run, and what is
 * particular to the stack in `settings-path` and `environment`. It is not compressed: another version of zlib would
 * change the bytes, and with them the launch template and every instance.
 * @throws {pulumi.RunError} when the script is not there, or the files exceed what AWS takes
 */
export function userData(args: UserDataArgs): string {
  const { settingsPath, serviceName, logGroupName, bootScript = join(instanceFiles, "boot.sh") } = args;
  if (!existsSync(bootScript)) {
    throw new pulumi.RunError(
      `platform:compute.bootScript: there is no file ${bootScript}; name one, or leave the key out`,
    );
  }
  const file = (path: string, content: string, permissions = "0644") => ({ path, permissions, content });
  const own = (name: string) => readFileSync(join(instanceFiles, name), "utf8");
  const configuration = {
    write_files: [
      file(`${folder}/settings-path`, `${settingsPath}\n`),
      file(`${folder}/environment`, `OTEL_SERVICE_NAME=${serviceName}\nLOG_GROUP=${logGroupName}\n`),
      file(`${folder}/agent.json`, own("agent.json").replace("${platform:logGroup}", logGroupName)),
      file(`${folder}/monitoring.sh`, own("monitoring.sh"), "0755"),
      file(`${folder}/boot.sh`, readFileSync(bootScript, "utf8"), "0755"),
      ...["web.mjs", "observe.mjs", "trace.mjs"].map((name) => file(`${folder}/${name}`, own(name))),
      file("/etc/systemd/system/web.service", own("web.service")),
      file("/etc/logrotate.d/web", own("logrotate.conf")),
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
