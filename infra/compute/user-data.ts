import * as pulumi from "@pulumi/pulumi";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

const instanceFiles = join(__dirname, "instance");
const folder = "/opt/platform";

/** AWS's limit of user data before it is encoded, bytes. Source: EC2 User Guide, "Instance user data". */
export const userDataLimitBytes = 16_384;

export interface UserDataArgs {
  /** What is fetched and started: an archive by its key in the application's bucket, or a container image. */
  application: { key: string; command: string; packages: readonly string[] } | { image: string };
  /** Region of the stack. */
  region: string;
  /** Where in the Parameter Store the application finds its endpoints, e.g. `/platform/prod`. */
  settingsPath: string;
  /** What the service is called in traces, e.g. `web-prod`. */
  serviceName: string;
  /** Log group of its access log, e.g. `/platform/prod/web`. */
  logGroupName: string;
  /** Path of a script to run in place of the application. */
  bootScript?: string;
}

interface File {
  path: string;
  permissions: string;
  content: string;
}

/**
 * The cloud-init configuration of an instance: the files of `instance/`, what is particular to the stack in `settings-path`
 * and `environment`, and how the application is fetched and started. Its agent sends only what alarms and dashboard ask for,
 * as CloudWatch bills each combination of metric and dimensions; disk I/O goes to the group's sum alone
 * (`drop_original_metrics`) and is that of the root device, which Nitro instances call `nvme0n1`, without its partitions.
 * It is not compressed: another version of zlib would change the bytes, and with them the launch template and every instance.
 * @throws {pulumi.RunError} when the boot script is not there, or the files exceed what AWS takes
 */
export function userData(args: UserDataArgs): string {
  const { region, settingsPath, serviceName, logGroupName, bootScript } = args;
  const environment = `AWS_REGION=${region}\nOTEL_SERVICE_NAME=${serviceName}\nLOG_GROUP=${logGroupName}\n`;
  const boot = bootScript === undefined ? applicationBoot(args.application) : scriptBoot(bootScript);
  const configuration = {
    write_files: [
      file(`${folder}/settings-path`, `${settingsPath}\n`),
      file(`${folder}/environment`, environment),
      file(`${folder}/agent.json`, own("agent.json").replace("${platform:logGroup}", logGroupName)),
      file("/etc/logrotate.d/web", own("logrotate.conf")),
      script("monitoring.sh"),
      ...boot.files,
    ],
    runcmd: [[`${folder}/monitoring.sh`], boot.command],
  };
  // JSON is YAML, so nothing in the files can break out of its place.
  const text = `#cloud-config\n${JSON.stringify(configuration)}\n`;
  const bytes = Buffer.byteLength(text);
  if (bytes > userDataLimitBytes) {
    throw new pulumi.RunError(
      `the user data has ${bytes} bytes and AWS takes ${userDataLimitBytes}: shorten ${String(bootScript)}, e.g. by fetching the rest from S3`,
    );
  }
  return text;
}

interface Boot {
  files: File[];
  command: string[];
}

function applicationBoot(application: UserDataArgs["application"]): Boot {
  const unit = (name: string, placeholder: string, value: string) => [
    script("settings.sh"),
    file("/etc/systemd/system/web.service", own(name).replace(placeholder, value)),
  ];
  if ("image" in application) {
    return {
      files: [script("container.sh"), ...unit("container.service", "${platform:image}", application.image)],
      command: [`${folder}/container.sh`, application.image],
    };
  }
  return {
    files: [script("archive.sh"), ...unit("archive.service", "${platform:command}", application.command)],
    command: [`${folder}/archive.sh`, application.key, ...application.packages],
  };
}

function scriptBoot(path: string): Boot {
  if (!existsSync(path)) {
    throw new pulumi.RunError(
      `platform:compute.bootScript: there is no file ${path}; name one, or leave the key out`,
    );
  }
  return {
    files: [file(`${folder}/boot.sh`, readFileSync(path, "utf8"), "0755"), script("settings.sh")],
    command: [`${folder}/boot.sh`],
  };
}

function file(path: string, content: string, permissions = "0644"): File {
  return { path, permissions, content };
}

function script(name: string): File {
  return file(`${folder}/${name}`, own(name), "0755");
}

function own(name: string): string {
  return readFileSync(join(instanceFiles, name), "utf8");
}
