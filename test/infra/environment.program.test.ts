import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { readStackFile } from "../../config/stack-file";
import { engineVersion, parameters } from "../../infra/database/settings";
import { comparable, normalised } from "../../local/aws/normal-form";
import type { Properties } from "../../local/cloud/properties";
import { type ProgramResource, runProgram } from "./program";

const root = join(__dirname, "..", "..");

describe("an environment of another name than dev and prod", function () {
  // A run of the whole program.
  this.timeout(120_000);
  let resources: ReadonlyMap<string, ProgramResource>;
  before(async () => {
    const { values } = readStackFile(root, "prod");
    resources = await runProgram("staging", {
      ...values,
      "platform:network": { natGateways: "single" },
      // A single NAT gateway takes somebody to replace, who needs longer than prod's five minutes.
      "platform:recovery": { objectives: { zone: { rto: "30m", rpo: 0 } } },
      "platform:logs": { retentionDays: 14 },
      "platform:webAcl": { enabled: false },
    });
  });

  const ofType = (type: string) =>
    [...resources].filter(([key]) => key.startsWith(`${type} `)).map(([, resource]) => resource);

  it("is built by the program, named and tagged by its stack", () => {
    const [provider] = ofType("pulumi:providers:aws");
    assert.match(String(provider?.inputs.defaultTags), /"Environment":"staging"/);
    const names = ofType("aws:ssm/parameter:Parameter").map(({ inputs }) => String(inputs.name));
    assert.ok(names.length > 0 && names.every((name) => name.startsWith("/platform/staging/")));
  });

  it("is held to its tier", () => {
    assert.equal(ofType("aws:rds/cluster:Cluster")[0]?.options.protect, true);
    assert.equal(ofType("aws:rds/clusterInstance:ClusterInstance").length, 2);
    assert.equal(ofType("aws:backup/vaultLockConfiguration:VaultLockConfiguration").length, 2);
  });

  it("sets each value in the form that AWS keeps, so that no later up has a difference by it", () => {
    const others = (all: Iterable<Pick<ProgramResource, "type" | "inputs">>) =>
      [...all].filter(({ type, inputs }) => {
        const given = JSON.parse(JSON.stringify(inputs)) as Properties;
        return !isDeepStrictEqual(comparable(type, normalised(type, given)), comparable(type, given));
      });
    assert.deepEqual(others(resources.values()), []);
    const plain = { family: `postgres${engineVersion}`, parameters };
    assert.deepEqual(others([{ type: "aws:rds/parameterGroup:ParameterGroup", inputs: plain }]), []);
    const [user] = ofType("aws:elasticache/user:User");
    assert.ok(user);
    const wordy = {
      ...user,
      inputs: { ...user.inputs, accessString: "on ~* +@all -@admin -@dangerous +info" },
    };
    assert.deepEqual(others([wordy]), [wordy], "what AWS simplifies is seen");
  });

  it("differs from its tier where its file says so", () => {
    assert.deepEqual(ofType("awsx:ec2:Vpc")[0]?.inputs.natGateways, { strategy: "Single" });
    const days = ofType("aws:cloudwatch/logGroup:LogGroup").map(({ inputs }) => inputs.retentionInDays);
    assert.deepEqual([...new Set(days)], [14]);
    assert.equal(ofType("aws:wafv2/webAcl:WebAcl").length, 0);
  });
});

describe("infra/", () => {
  it("asks for no tier and for no name of an environment", () => {
    const files = readdirSync(join(root, "infra"), { recursive: true, encoding: "utf8" }).filter((name) =>
      name.endsWith(".ts"),
    );
    const asking = files.filter((name) => {
      const code = readFileSync(join(root, "infra", name), "utf8").replaceAll(/\/\*[^]*?\*\/|\/\/.*/g, "");
      return /\.tier\b|platform:tier|\bisProd\b|["'`](?:dev|prod|staging)["'`]/.test(code);
    });
    assert.deepEqual(asking, []);
  });
});
