import { Command } from "commander";
import { existsSync, readFileSync } from "node:fs";
import { judgeDeliveries, type Judgement } from "./aws/iam/deliveries";
import type { ExportedResource } from "./aws/iam/stack";
import type { Workspace } from "./workspace";

/** Something does not arrive, or there is nothing to look at; the message says what. */
export class UndeliveredError extends Error {}

interface Options {
  readonly stack?: string;
  readonly file?: string;
  readonly all?: boolean;
}

/** `deliveries --stack prod`: whether alarms, events, logs, volumes and backups may do what they are meant to. */
export function deliveriesCommand(workspace: Workspace): Command {
  return new Command("deliveries")
    .exitOverride()
    .description(
      "whether all that has to reach something else may: alarms topics, logs buckets, volumes keys",
    )
    .option("--stack <stack>", "a stack that is deployed to the local AWS")
    .option("--file <state.json>", "the state of any stack, as `pulumi stack export` writes it")
    .option("--all", "show those that arrive as well")
    .action(({ stack, file, all = false }: Options, command: Command) => {
      if ((stack === undefined) === (file === undefined))
        command.error("error: name a stack by --stack or a state by --file, one of the two", { exitCode: 2 });
      const judged = judgeDeliveries(
        file === undefined ? checkpointOf(workspace, stack ?? "") : exportedIn(file),
      );
      if (judged.length === 0) throw new UndeliveredError("there is no delivery: is the stack deployed?");
      for (const judgement of judged) if (all || !arrives(judgement)) console.log(textOf(judgement));
      const refused = judged.filter(({ refusals }) => refusals.length > 0).length;
      const outside = judged.filter((judgement) => judgement.outside !== undefined).length;
      const arriving = judged.length - refused - outside;
      console.log(
        `${judged.length} deliveries: ${arriving} arrive, ${refused} do not, ${outside} leave the stack`,
      );
      if (refused > 0) throw new UndeliveredError(`${refused} of ${judged.length} deliveries do not arrive`);
    });
}

function arrives({ refusals, outside }: Judgement): boolean {
  return refusals.length === 0 && outside === undefined;
}

function textOf({ from, to, actions, refusals, outside }: Judgement): string {
  if (outside !== undefined) return `?  ${from} -> ${to}: ${outside}`;
  if (refusals.length === 0) return `ok ${from} -> ${to}: ${actions.join(", ")}`;
  return [`no ${from} -> ${to}`, ...refusals.map((refusal) => `     ${refusal}`)].join("\n");
}

function checkpointOf(workspace: Workspace, stack: string): ExportedResource[] {
  const file = workspace.checkpoint(stack);
  if (!existsSync(file))
    throw new UndeliveredError(
      `stack ${stack} is not deployed here: \`npm run local -- up --stack ${stack}\``,
    );
  const { checkpoint } = JSON.parse(readFileSync(file, "utf8")) as {
    checkpoint: { latest?: { resources?: ExportedResource[] } };
  };
  return checkpoint.latest?.resources ?? [];
}

function exportedIn(file: string): ExportedResource[] {
  const { deployment } = readState(file);
  if (deployment?.resources === undefined)
    throw new UndeliveredError(
      `${file} is no state of a stack: write one with \`pulumi stack export --file\``,
    );
  return deployment.resources;
}

function readState(file: string): { deployment?: { resources?: ExportedResource[] } } {
  try {
    return JSON.parse(readFileSync(file, "utf8")) as { deployment?: { resources?: ExportedResource[] } };
  } catch (error) {
    throw new UndeliveredError(`${file} cannot be read: ${(error as Error).message}`, { cause: error });
  }
}
