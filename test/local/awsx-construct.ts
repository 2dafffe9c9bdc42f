import type { VpcArgs } from "@pulumi/awsx/ec2";
import * as pulumi from "@pulumi/pulumi";
import { constructVpc } from "../../local/awsx/vpc";

type Properties = Record<string, unknown>;

export interface Child {
  type: string;
  name: string;
  /** "TYPE NAME" of the parent. */
  parent: string;
  inputs: Properties;
}

export interface Cloud {
  /** Attributes that a resource of the type has besides its inputs. */
  attributes?: Record<string, Properties>;
  preview?: boolean;
}

/** An engine and a cloud of three zones a region, by the SDK's mocks. An id is `<id of TYPE NAME>`, as in the recordings. */
export class MockEngine {
  private readonly inputs = new Map<string, Properties>();
  private readonly resources: pulumi.ResourceTransformationArgs[] = [];

  static async start({ attributes = {}, preview = false }: Cloud = {}): Promise<MockEngine> {
    const engine = new MockEngine();
    const mocks: pulumi.runtime.Mocks = {
      newResource({ type, name, inputs }) {
        engine.inputs.set(`${type} ${name}`, inputs as Properties);
        const state = { ...(inputs as Properties), ...attributes[type] };
        return { id: preview ? undefined : `<id of ${type} ${name}>`, state };
      },
      call(args) {
        const { region = "us-east-1" } = args.inputs as { region?: string };
        return { names: ["a", "b", "c"].map((letter) => region + letter) };
      },
    };
    await pulumi.runtime.setMocks(mocks, "project", "stack", preview);
    return engine;
  }

  /** @returns the component's outputs */
  async construct(name: string, args: VpcArgs): Promise<pulumi.Inputs> {
    const remember: pulumi.ResourceTransformation = (registration) => {
      this.resources.push(registration);
      return undefined;
    };
    const { state } = await constructVpc(name, args, { transformations: [remember] });
    await settled(this.resources.map(({ resource }) => resource.urn));
    return state;
  }

  /** The children of all components, ordered by type and name. */
  async children(): Promise<Child[]> {
    const children = this.resources.map(async ({ type, name, opts }) => {
      const parentUrn = opts.parent === undefined ? "" : await settled(opts.parent.urn);
      const [parentType = "", parentName = ""] = parentUrn.split("::").slice(2);
      const parent = `${parentType.split("$").at(-1) ?? ""} ${parentName}`;
      return { type, name, parent, inputs: this.inputs.get(`${type} ${name}`) ?? {} };
    });
    return (await Promise.all(children))
      .filter(({ type }) => type.startsWith("aws:"))
      .sort((a, b) => compare(a.type, b.type) || compare(a.name, b.name));
  }
}

/** The value of an output that is known. */
export function settled<T>(value: pulumi.Input<T>): Promise<pulumi.Unwrap<T>> {
  return new Promise((resolve) => {
    pulumi.output(value).apply(resolve);
  });
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
