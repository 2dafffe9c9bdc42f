import { parsed, read, unknown, type Unknown, type Value } from "./value";

type Path = readonly [property: string, ...path: (string | number)[]];

/** Where types have the scripts that an instance runs as it boots: plain, in base64, or packed. */
export const userData: Readonly<Record<string, readonly Path[]>> = {
  "aws:ec2/launchTemplate:LaunchTemplate": [["userData"]],
  "aws:ec2/instance:Instance": [["userData"], ["userDataBase64"]],
  "aws:ec2/spotInstanceRequest:SpotInstanceRequest": [["userData"], ["userDataBase64"]],
  "aws:ec2/spotFleetRequest:SpotFleetRequest": [["launchSpecifications"]],
  "aws:ec2/launchConfiguration:LaunchConfiguration": [["userData"], ["userDataBase64"]],
  "aws:imagebuilder/imageRecipe:ImageRecipe": [["userDataBase64"]],
  "aws:lightsail/instance:Instance": [["userData"]],
};

/** Where types have what programs are started with: environments, command lines and scripts; JSON or structured. */
export const environments: Readonly<Record<string, readonly Path[]>> = {
  "aws:ecs/taskDefinition:TaskDefinition": [["containerDefinitions"]],
  "aws:ecs/daemonTaskDefinition:DaemonTaskDefinition": [["containerDefinitions"]],
  "aws:lambda/function:Function": [["environment"], ["imageConfig"]],
  "aws:lambda/microvmsImage:MicrovmsImage": [["environmentVariables"]],
  "aws:lambdamicrovms/image:Image": [["environmentVariables"]],
  "aws:apprunner/service:Service": [["sourceConfiguration"]],
  "aws:codebuild/project:Project": [
    ["environment", "environmentVariables"],
    ["source", "buildspec"],
  ],
  "aws:batch/jobDefinition:JobDefinition": [
    ["containerProperties"],
    ["ecsProperties"],
    ["eksProperties"],
    ["nodeProperties"],
    ["parameters"],
  ],
  "aws:ssm/document:Document": [["content"]],
  "aws:ssm/association:Association": [["parameters"]],
  "aws:amplify/app:App": [["environmentVariables"], ["buildSpec"]],
  "aws:amplify/branch:Branch": [["environmentVariables"]],
  "aws:bedrock/agentcoreAgentRuntime:AgentcoreAgentRuntime": [["environmentVariables"]],
  "aws:bedrock/agentcoreHarness:AgentcoreHarness": [["environmentVariables"]],
  "aws:elasticbeanstalk/environment:Environment": [["settings"]],
  "aws:elasticbeanstalk/configurationTemplate:ConfigurationTemplate": [["settings"]],
  "aws:glue/job:Job": [["defaultArguments"]],
  "aws:lightsail/containerServiceDeploymentVersion:ContainerServiceDeploymentVersion": [["containers"]],
  "aws:synthetics/canary:Canary": [["runConfig", "environmentVariables"]],
};

/**
 * What a value, JSON or structured, says as lines of text: `name='value'` for each variable of an environment, the words of a
 * command in one line; and whether part of it is not known yet.
 */
export function textOf(value: Value): { text: string; known: boolean } {
  const lines = [...linesOf(typeof value === "string" ? (structured(value) ?? value) : value)];
  const texts = lines.filter((line) => line !== unknown);
  return { text: texts.join("\n"), known: texts.length === lines.length };
}

function structured(text: string): Value {
  const value = parsed(text);
  return typeof value === "object" ? value : undefined;
}

function* linesOf(value: Value, name?: string): Iterable<string | Unknown> {
  if (value === unknown) yield unknown;
  else if (Array.isArray(value))
    yield* linesOfList(
      value.map((_, at) => read(value, at)),
      name,
    );
  else if (typeof value === "object" && value !== null) yield* linesOfMap(value);
  else if (value !== undefined && value !== null) yield lineOf(String(value), name);
}

/** The words of a command follow each other. */
function* linesOfList(list: readonly Value[], name?: string): Iterable<string | Unknown> {
  const words = list.filter((it) => typeof it === "string");
  if (words.length > 0) yield lineOf(words.join(" "), name);
  for (const it of list) if (typeof it !== "string") yield* linesOf(it, name);
}

/** A variable is a map with its name and its value, unless the value is where a secret is kept. */
function* linesOfMap(map: Value): Iterable<string | Unknown> {
  const [name, value, type] = ["name", "value", "type"].map((key) => read(map, key));
  const isVariable = typeof name === "string" && value !== undefined;
  if (isVariable && (type === "PARAMETER_STORE" || type === "SECRETS_MANAGER")) return;
  if (isVariable) yield* linesOf(value, name);
  for (const key of Object.keys(map as object)) {
    if (!isVariable || (key !== "name" && key !== "value")) yield* linesOf(read(map, key), key);
  }
}

/** What has a name is quoted, as a shell takes it whole; a script stays as it is. */
function lineOf(text: string, name: string | undefined): string {
  if (name === undefined || /\s/.test(text)) return text;
  return text.includes("'") ? `${name}="${text}"` : `${name}='${text}'`;
}
