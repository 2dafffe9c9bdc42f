import { CommandError, type Run } from "../../command";

/** How somebody outside the VPC reaches the database of a stack, and signs in as its master user. */
export interface Way {
  /** An instance of the group, through which Session Manager forwards a port. */
  readonly instanceId: string;
  readonly host: string;
  readonly user: string;
  readonly password: string;
}

interface State {
  readonly deployment?: {
    readonly resources?: readonly { type: string; outputs?: Record<string, unknown> }[];
  };
}

const databases = [
  { type: "aws:rds/cluster:Cluster", host: "endpoint" },
  // Its `endpoint` has the port with it.
  { type: "aws:rds/instance:Instance", host: "address" },
] as const;

/**
 * Looks the way up by Pulumi's state and the AWS CLI, with whatever account that is signed in to.
 * @throws CommandError where the stack has no database, or no instance in service
 */
export async function wayTo(stack: string, region: string, run: Run): Promise<Way> {
  const aws = async (...args: string[]) =>
    JSON.parse(await run("aws", ...args, "--region", region, "--output", "json")) as unknown;
  const state = JSON.parse(await run("pulumi", "stack", "export", "--stack", stack)) as State;
  const outputsOf = (wanted: string) =>
    state.deployment?.resources?.find(({ type }) => type === wanted)?.outputs;
  const [found] = databases.flatMap(({ type, host }) => {
    const outputs = outputsOf(type);
    return outputs === undefined ? [] : [{ outputs, host: String(outputs[host]) }];
  });
  const group = outputsOf("aws:autoscaling/group:Group")?.name;
  if (found === undefined || typeof group !== "string") {
    throw new CommandError(
      `the stack ${stack} has no database and no instances yet: run \`pulumi up\` first`,
    );
  }
  const instanceId = inService(
    await aws("autoscaling", "describe-auto-scaling-groups", "--auto-scaling-group-names", group),
  );
  const [secret] = (found.outputs.masterUserSecrets ?? []) as { secretArn: string }[];
  if (secret === undefined) return { instanceId, host: found.host, ...(await masterInState(stack, run)) };
  const { SecretString } = (await aws(
    "secretsmanager",
    "get-secret-value",
    "--secret-id",
    secret.secretArn,
  )) as { SecretString: string };
  const { username, password } = JSON.parse(SecretString) as { username: string; password: string };
  return { instanceId, host: found.host, user: username, password };
}

/** The master user of a global database, whose password no secret keeps but, encrypted, the stack's state. */
async function masterInState(stack: string, run: Run): Promise<Pick<Way, "user" | "password">> {
  const state = JSON.parse(
    await run("pulumi", "stack", "export", "--show-secrets", "--stack", stack),
  ) as State;
  const cluster = state.deployment?.resources?.find(({ type }) => type === databases[0].type)?.outputs;
  const { plaintext } = (cluster?.masterPassword ?? {}) as { plaintext?: string };
  if (plaintext === undefined)
    throw new CommandError(
      `the database of ${stack} has its users from the one that it follows: run the command for the primary's stack`,
    );
  return { user: String(cluster?.masterUsername), password: JSON.parse(plaintext) as string };
}

function inService(answer: unknown): string {
  const { AutoScalingGroups: groups = [] } = answer as {
    AutoScalingGroups?: { Instances?: { InstanceId: string; LifecycleState: string }[] }[];
  };
  const instances = groups.flatMap(({ Instances = [] }) => Instances);
  const found = instances.find(({ LifecycleState }) => LifecycleState === "InService");
  if (found === undefined)
    throw new CommandError("no instance of the group is in service, to reach the database through");
  return found.InstanceId;
}

/** The command that forwards a port of this machine, until it is ended. */
export function forwarding({ instanceId, host }: Way, region: string, port: number): string[] {
  return [
    ...["ssm", "start-session", "--target", instanceId, "--region", region],
    ...["--document-name", "AWS-StartPortForwardingSessionToRemoteHost"],
    ...[
      "--parameters",
      JSON.stringify({ host: [host], portNumber: ["5432"], localPortNumber: [String(port)] }),
    ],
  ];
}
