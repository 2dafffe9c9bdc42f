import { Argument, Command, InvalidArgumentError, Option } from "commander";
import { deleteResource, listResources, setProperty } from "./drift";
import { addFault, clearFaults, type Fault, type Operation } from "./faults";
import { bringBack, takeDown } from "./regions";
import type { Json } from "./properties";
import { Store } from "./store";

const operations: Operation[] = ["create", "update", "delete", "read"];
const kinds: Fault["kind"][] = ["error", "throttle", "hang", "crash", "crash-after"];

/** The commands that reach into the local cloud behind Pulumi's back. */
export function cloudCommands(directory: string): Command[] {
  const store = new Store(directory);
  return [driftCommand(store), faultCommand(store), regionCommand(store)];
}

function driftCommand(store: Store): Command {
  const drift = new Command("drift")
    .exitOverride()
    .description("change the cloud behind Pulumi's back, for `refresh` to find");
  drift
    .command("list")
    .description("list the resources in the cloud")
    .action(() => {
      for (const { region, type, id } of listResources(store)) console.log(`${region}  ${type}  ${id}`);
    });
  drift
    .command("set <resource> <property>")
    .description("set a property of a resource, which is named by id, ARN, name or Pulumi's logical name")
    .addArgument(new Argument("<json>", "the value, as JSON").argParser(json))
    .action((resource: string, property: string, value: Json) => {
      const { type, id } = setProperty(store, resource, property, value);
      console.log(`${type} ${id}: ${property} is now ${JSON.stringify(value)}`);
    });
  drift
    .command("delete <resource>")
    .description("delete a resource")
    .action((resource: string) => {
      const { type, id } = deleteResource(store, resource);
      console.log(`${type} ${id}: deleted`);
    });
  return drift;
}

function faultCommand(store: Store): Command {
  const fault = new Command("fault")
    .exitOverride()
    .description("make operations of the local AWS fail on demand");
  fault
    .command("add [type]")
    .description("fail operations on a type such as aws:ec2/subnet:Subnet, or on any")
    .addOption(new Option("--operation <operation>", "which operation; any with --share").choices(operations))
    .addOption(new Option("--nth <n>", "which of them from now on, by default the first").argParser(count))
    .option("--per-type", "count each type for itself, e.g. for the first of every type")
    .addOption(
      new Option("--share <share>", "which share of them, e.g. 0.33").argParser(share).conflicts("nth"),
    )
    .addOption(new Option("--seed <n>", "chooses which make up the share, by default 1").argParser(count))
    .addOption(new Option("--kind <kind>", "what happens").choices(kinds).default("error"))
    .option("--code <code>", "AWS's error code, e.g. Throttling, after which the provider tries again")
    .option("--message <text>", "the error that AWS answers with")
    .action((type = "*", options: Omit<Fault, "type">) => {
      const which = options.share === undefined ? { operation: "create" as const, nth: 1 } : {};
      const fault: Fault = { type: String(type), ...which, ...options };
      addFault(store, fault);
      const { kind, operation = "operations", nth } = fault;
      const some =
        fault.share === undefined ? `${operation} ${nth ?? 1}` : `${fault.share} of all ${operation}`;
      console.log(`${fault.code ?? kind} at ${some} of ${fault.type}`);
    });
  fault
    .command("clear")
    .description("let everything succeed again")
    .action(() => {
      clearFaults(store);
      console.log("no faults");
    });
  return fault;
}

function regionCommand(store: Store): Command {
  const region = new Command("region")
    .exitOverride()
    .description("make a region of the local AWS unavailable, and available again");
  region
    .command("down <region>")
    .description("let every call to the region fail; IAM, Route 53 and CloudFront are in none")
    .action((name: string) => {
      takeDown(store, name);
      console.log(`${name} is down`);
    });
  region
    .command("up <region>")
    .description("let the region answer again, with all that it had")
    .action((name: string) => {
      bringBack(store, name);
      console.log(`${name} is up`);
    });
  return region;
}

function share(text: string): number {
  const number = Number(text);
  if (!(number > 0 && number <= 1)) throw new InvalidArgumentError("It has to be a number above 0, up to 1.");
  return number;
}

function json(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    throw new InvalidArgumentError("It has to be JSON, e.g. 3, true or '\"text\"'.");
  }
}

function count(text: string): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1)
    throw new InvalidArgumentError("It has to be a whole number from 1.");
  return number;
}
