import * as fs from "node:fs";
import * as path from "node:path";

/** What the installed @pulumi/aws says of a resource type. */
export interface TypeSchema {
  /** Names of the arguments; true where one is required. */
  inputs: Map<string, boolean>;
  /** The properties of the resource, by name. */
  outputs: Map<string, Output>;
  /** The id in the documentation's import example: it shows whether ids are ARNs, prefixed, or names. */
  idExample: string | undefined;
}

export interface Output {
  /** TypeScript type, such as `string` or `outputs.rds.ClusterMasterUserSecret[]`. */
  type: string;
  /** False if the property may be undefined once the resource exists. */
  always: boolean;
  doc: string;
}

const PACKAGE = path.dirname(require.resolve("@pulumi/aws/package.json"));
const PROPERTY = /(?:\/\*\*((?:(?!\*\/)[^])*)\*\/\s+)?readonly (\w+): pulumi\.Output<([^]*?)>;\n/g;
const ARGUMENT = /^ {4}(\w+)(\??): /gm;

const schemas = new Map<string, TypeSchema>();

/** `ec2/vpc` of `aws:ec2/vpc:Vpc`: a short name for a type, and the path of its code in @pulumi/aws. */
export function keyOf(type: string): string {
  return type.split(":")[1]?.replace(/^index\//, "") ?? type;
}

/**
 * The schema of a type, read off the declarations of the installed @pulumi/aws, which are generated from the real
 * provider's schema. Empty for a type that they do not have.
 */
export function schemaOf(type: string): TypeSchema {
  let schema = schemas.get(type);
  if (schema === undefined) {
    schema = parse(type);
    schemas.set(type, schema);
  }
  return schema;
}

/**
 * The argument that names a resource, such as `name`, `bucket`, `clusterIdentifier`, `dashboardName`, `key`; undefined if a
 * type has none.
 */
export function nameProperty(type: string): string | undefined {
  const key = keyOf(type);
  if (isObject(type)) return "key";
  if (key === "ec2/keyPair") return "keyName";
  const { inputs } = schemaOf(type);
  const words = (key.split("/")[1] ?? "").split(/(?=[A-Z])/);
  const suffixes = words
    .map((_, index) => words.slice(index).join(""))
    .map((text) => text.charAt(0).toLowerCase() + text.slice(1));
  const candidates = suffixes.flatMap((text) => [`${text}Name`, `${text}Identifier`, `${text}Id`]);
  return ["name", ...candidates, "identifier", "bucket"].find((name) => inputs.has(name));
}

/** An object in a bucket: its key is its name, in that bucket alone. */
export function isObject(type: string): boolean {
  return /^s3\/(bucketObject(v2)?|objectCopy)$/.test(keyOf(type));
}

function parse(type: string): TypeSchema {
  const file = path.join(PACKAGE, `${keyOf(type)}.d.ts`);
  const known = /^aws:[\w/]+:\w+$/.test(type) && fs.existsSync(file);
  if (!known) return { inputs: new Map(), outputs: new Map(), idExample: undefined };
  const text = fs.readFileSync(file, "utf8");
  const argumentsText = text.slice(text.search(/^export interface \w+Args \{/m));
  const outputs = [...text.matchAll(PROPERTY)].map(([, doc, name, declared]): [string, Output] => [
    name ?? "",
    {
      type: (declared ?? "").replace(/ \| undefined$/, ""),
      always: !(declared ?? "").endsWith("| undefined"),
      doc: (doc ?? "").replace(/\s*\n\s*\*\s*/g, " "),
    },
  ]);
  return {
    inputs: new Map([...argumentsText.matchAll(ARGUMENT)].map(([, name, mark]) => [name ?? "", mark === ""])),
    outputs: new Map(outputs),
    idExample: [...text.matchAll(/\$ pulumi import \S+ \S+ '?([^\s']+)/g)].at(-1)?.[1],
  };
}
