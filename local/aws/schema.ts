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
