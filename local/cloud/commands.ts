import { Argument, Command, InvalidArgumentError, Option } from "commander";
import { deleteResource, listResources, setProperty } from "./drift";
import { addFault, clearFaults, type Fault } from "./faults";
import type { Json } from "./properties";
import { Store } from "./store";

const operations: Fault["operation"][] = ["create", "update", "delete", "read"];
const kinds: Fault["kind"][] = ["error", "throttle", "hang", "crash", "crash-after"];

/** The commands that reach into the local cloud behind Pulumi's back. */
export function cloudCommands(directory: string): Command[] {
  const store = new Store(directory);
  return [driftCommand(store), faultCommand(store)];
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
    .command("add <type>")
    .description("fail an operation on a type such as aws:ec2/subnet:Subnet, or on `*`")
    .addOption(new Option("--operation <operation>", "which operation").choices(operations).default("create"))
    .addOption(new Option("--nth <n>", "which of them from now on").argParser(count).default(1))
    .addOption(new Option("--kind <kind>", "what happens").choices(kinds).default("error"))
    .option("--message <text>", "the error that AWS answers with")
    .action((type: string, options: Omit<Fault, "type">) => {
      addFault(store, { type, ...options });
      console.log(`${options.kind} at ${options.operation} ${options.nth} of ${type}`);
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
