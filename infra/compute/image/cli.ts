import { Command } from "commander";
import { instanceType } from "../../../capacity";
import { loadEnvironment } from "../../../config";
import { readStackFile } from "../../../config/stack-file";
import { endWith, run } from "../../command";
import { type Instances, propose, textOf } from "./proposal";

async function main(argv: readonly string[]): Promise<void> {
  const { stack, write } = new Command("npm run image --")
    .description("Proposes the newest image for a stack's instances and says what it would change")
    .requiredOption("-s, --stack <name>", "the stack, such as dev or prod")
    .option("-w, --write", "name it in the stack's file (`platform:compute.imageId`), for the next `up`")
    .allowExcessArguments(false)
    .exitOverride()
    .parse(argv)
    .opts<{ stack: string; write?: true }>();
  const proposal = await propose(instancesOf(stack), run);
  console.log(textOf(proposal));
  const { newest, pinned, inUse } = proposal;
  if (newest === (pinned ?? inUse)) return;
  const setting = ["--path", "platform:compute.imageId", newest, "--stack", stack];
  if (write) {
    await run("pulumi", "config", "set", ...setting);
    console.log(
      `Pulumi.${stack}.yaml names it now. See what changes: pulumi preview --stack ${stack} --diff`,
    );
  } else {
    console.log(`To take it: npm run image -- --stack ${stack} --write`);
  }
}

function instancesOf(stack: string): Instances {
  const { region, compute } = loadEnvironment(readStackFile(process.cwd(), stack));
  const { architecture } = instanceType(compute.instanceType);
  return {
    stack,
    region,
    type: compute.instanceType,
    architecture,
    ...(compute.imageId !== undefined && { pinned: compute.imageId }),
  };
}

endWith(main(process.argv));
