import { CommandError, type Run } from "../../command";
import { type Architecture, newestImageParameter } from "./parameter";

export interface Instances {
  readonly stack: string;
  readonly region: string;
  readonly type: string;
  readonly architecture: Architecture;
  /** The image that the stack's file names; none where it names none. */
  readonly pinned?: string;
}

/** What a newer image would change. */
export interface Proposal extends Instances {
  /** The image that the launch template has; none where the stack is not deployed. */
  readonly inUse?: string;
  readonly newest: string;
  /** Instances that run, each of which an instance refresh replaces. */
  readonly running: number;
}

interface State {
  readonly deployment?: { readonly resources?: readonly StateResource[] };
}
interface StateResource {
  readonly type: string;
  readonly outputs?: Readonly<Record<string, unknown>>;
}

/** Looks up what is in use by Pulumi's state, and what there is by the AWS CLI, with whatever account that is signed in to. */
export async function propose(instances: Instances, run: Run): Promise<Proposal> {
  const { stack, region, architecture } = instances;
  const aws = async (...args: string[]) =>
    JSON.parse(await run("aws", ...args, "--region", region, "--output", "json")) as unknown;
  const [state, parameter] = await Promise.all([
    run("pulumi", "stack", "export", "--stack", stack).then((text) => JSON.parse(text) as State),
    aws("ssm", "get-parameter", "--name", newestImageParameter(architecture)),
  ]);
  const template = outputsOf(state, "aws:ec2/launchTemplate:LaunchTemplate");
  const group = outputsOf(state, "aws:autoscaling/group:Group")?.name;
  const groups =
    typeof group === "string"
      ? await aws("autoscaling", "describe-auto-scaling-groups", "--auto-scaling-group-names", group)
      : undefined;
  return {
    ...instances,
    ...(typeof template?.imageId === "string" && { inUse: template.imageId }),
    newest: imageOf(parameter),
    running: sizeOf(groups),
  };
}

/** The proposal for a person. */
export function textOf({
  stack,
  region,
  type,
  architecture,
  pinned,
  inUse,
  newest,
  running,
}: Proposal): string {
  const origin =
    pinned === undefined ? "the newest when the launch template was made" : "as the stack's file says";
  const rows = [
    `stack    ${stack}: ${type} (${architecture}) in ${region}`,
    `in use   ${inUse === undefined ? "nothing, the stack is not deployed" : `${inUse}, ${origin}`}`,
    `newest   ${newest}, of Amazon Linux 2023`,
  ];
  if (pinned !== undefined && pinned !== inUse) rows.push(`pinned   ${pinned}, which the next \`up\` takes`);
  return [...rows, ...changeOf({ pinned, inUse, newest, running })].join("\n");
}

function changeOf({
  pinned,
  inUse,
  newest,
  running,
}: Pick<Proposal, "pinned" | "inUse" | "newest" | "running">) {
  if (newest === inUse && (pinned === undefined || pinned === newest)) return ["Nothing to do."];
  if (inUse === undefined) return [];
  return [
    `An \`up\` with the newest makes a new version of the launch template, and an instance refresh replaces ${running} ` +
      `running instance${running === 1 ? "" : "s"}, a tenth of them at a time.`,
  ];
}

function outputsOf({ deployment }: State, type: string) {
  return deployment?.resources?.find((resource) => resource.type === type)?.outputs;
}

function imageOf(answer: unknown): string {
  const { Parameter } = (answer ?? {}) as { Parameter?: { Value?: unknown } };
  const image = Parameter?.Value;
  if (typeof image === "string" && /^ami-[0-9a-f]+$/.test(image)) return image;
  throw new CommandError(`aws ssm get-parameter names no image: ${JSON.stringify(answer)}`);
}

function sizeOf(answer: unknown): number {
  const { AutoScalingGroups } = (answer ?? {}) as { AutoScalingGroups?: { DesiredCapacity?: number }[] };
  return AutoScalingGroups?.[0]?.DesiredCapacity ?? 0;
}
