import assert from "node:assert/strict";
import { copyFileSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { blocks, type Properties, strings, text } from "../../local/cloud/properties";
import { act } from "./drill";
import { changesOf, LocalPulumi, withoutPacks } from "./local-pulumi";

const recordType = "aws:route53/record:Record";
const distributionType = "aws:cloudfront/distribution:Distribution";
const certificateType = "aws:acm/certificate:Certificate";
const name = "app.example.com";

describe("B9 a stack alone, whose region is lost, as docs/restore.md says", function () {
  this.timeout("15m");
  const pulumi = new LocalPulumi(withoutPacks);
  after(() => {
    pulumi.remove();
  });
  const file = (stack: string) => join(pulumi.stacks, `Pulumi.${stack}.yaml`);
  /** The users' records: which of a pair each is, and the name of what it leads to. */
  const leads = () =>
    pulumi
      .inCloud(recordType)
      .filter(({ inputs }) => inputs.type === "A" && inputs.name === name)
      .map(({ inputs }) => {
        const [failover] = blocks(inputs.failoverRoutingPolicies);
        const [alias] = blocks(inputs.aliases);
        return `${text(failover?.type) || "plain"} ${placeOf(text(alias?.name))}`;
      })
      .sort();
  const placeOf = (host: string) =>
    host.endsWith(".cloudfront.net") ? "page" : (/\.([a-z]+-[a-z]+-\d)\.elb\./.exec(host)?.[1] ?? host);
  const zone = () => text(pulumi.inCloud(recordType)[0]?.inputs.zoneId);
  const refusedUp = async (says: RegExp) => {
    const { code, stdout, stderr } = await pulumi.run("up", "--stack", "prod-west", "--skip-preview");
    assert.notEqual(code, 0);
    assert.match(stdout + stderr, says);
  };

  it("users are led to the page by the stack's own records", async () => {
    pulumi.configure("prod", (config) => {
      const { objectives } = config["platform:recovery"] as { objectives: object };
      config["platform:recovery"] = {
        mode: "backup-only",
        objectives: { ...objectives, region: { rto: "3h", rpo: "26h" } },
      };
    });
    await pulumi.succeed("up", "--stack", "prod", "--skip-preview");
    assert.deepEqual(leads(), ["PRIMARY us-east-1", "SECONDARY page"]);
  });

  it("another stack takes the name over, once the lost one's records and its page's name are gone", async () => {
    await pulumi.succeed("region", "down", "us-east-1");
    const [lostPage] = pulumi.inCloud(distributionType);
    assert.deepEqual(strings(lostPage?.inputs.aliases), [name]);
    const names = { ZONE: zone(), CERTIFICATE: "" };
    await act(pulumi, {
      document: "restore.md",
      heading: "After the loss of the region",
      names,
      before: {
        "aws acm wait": () => {
          const asked = pulumi.inCloud(certificateType).find(({ region }) => region === "us-west-2");
          names.CERTIFICATE = asked?.id ?? "";
        },
        "pulumi config set aws:region": async () => {
          copyFileSync(file("prod"), file("prod-west"));
          await pulumi.succeed("stack", "init", "prod-west", "--no-select");
        },
        "aws route53 list": () => {
          assert.deepEqual(leads(), ["PRIMARY us-east-1", "SECONDARY page"], "users keep the page");
        },
        "aws route53 change": async () => {
          const lost = JSON.parse(readFileSync(join(pulumi.stacks, "lost.json"), "utf8")) as Properties;
          assert.equal(blocks(lost.Changes).length, 2);
          await refusedUp(/another routing policy exists with the same name and type/);
          assert.deepEqual(leads(), ["PRIMARY us-east-1", "SECONDARY page"]);
        },
        "pulumi config rm --path platform:domain.certificateArn": () => {
          assert.deepEqual(leads(), ["plain us-west-2"]);
          return pulumi.succeed("region", "up", "us-east-1").then(() => undefined);
        },
        "pulumi config set --path platform:recovery.mode backup-only": async () => {
          const undo = pulumi.configure("prod-west", (config) => {
            Object.assign(config["platform:recovery"] ?? {}, { mode: "backup-only" });
          });
          await refusedUp(/CNAMEAlreadyExists/);
          undo();
          // As `aws cloudfront update-distribution` does.
          if (lostPage) pulumi.cloud.put({ ...lostPage, inputs: { ...lostPage.inputs, aliases: [] } });
        },
      },
    });
    assert.deepEqual(leads(), ["PRIMARY us-west-2", "SECONDARY page"]);
    const again = await pulumi.succeed("up", "--stack", "prod-west", "--skip-preview");
    assert.deepEqual(Object.keys(changesOf(again)), ["unchanged"]);
  });
});
