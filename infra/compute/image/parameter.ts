/** Processor architectures that instances and their image have in common. */
export type Architecture = "x86_64" | "arm64";

/** Where AWS publishes the id of the newest image of Amazon Linux 2023, in each region's Parameter Store. */
export function newestImageParameter(architecture: Architecture): string {
  return `/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-${architecture}`;
}
