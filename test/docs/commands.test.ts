import assert from "node:assert/strict";
import { complaintsOf } from "./aws-model";
import { commandsIn, drill } from "./commands";

const documents = ["failover.md", "operations.md", "restore.md", "runbook.md"];

describe("the commands of the documents", () => {
  for (const document of documents) {
    const commands = commandsIn(document).filter(({ text }) => text.startsWith("aws "));
    it(`${document}: the AWS CLI takes each of its ${commands.length} commands as it is written`, () => {
      assert.notEqual(commands.length, 0);
      const wrong = commands.flatMap(({ text, isWhole }) =>
        complaintsOf(text, isWhole).map((says) => `${text}: ${says}`),
      );
      assert.deepEqual(wrong, []);
    });
  }

  for (const [mistake, says] of [
    ["aws rsd describe-db-clusters", "no service rsd"],
    ["aws rds describe-clusters", "rds has no operation describe-clusters"],
    ["aws rds wait db-instance-ready --db-instance-identifier X", "rds has no waiter db-instance-ready"],
    [
      "aws rds modify-db-cluster --db-cluster-identifier X --new-cluster-identifier Y",
      "there is no --new-cluster-identifier",
    ],
    ["aws rds modify-db-cluster --apply-immediately", "ModifyDBCluster needs DBClusterIdentifier"],
    [
      "aws rds modify-db-cluster --db-cluster-identifier X --serverless-v2-scaling-configuration Min=1",
      "--serverless-v2-scaling-configuration has no Min: MinCapacity, MaxCapacity, SecondsUntilAutoPause",
    ],
  ] as const)
    it(`a mistake is seen: ${says}`, () => {
      assert.deepEqual(complaintsOf(mistake, true), [says]);
    });

  it("are taken out of blocks and sentences, continuation lines joined and comments left out", () => {
    const restore = commandsIn("restore.md");
    const [first] = restore.filter(({ section }) => section.startsWith("1."));
    assert.match(
      first?.text ?? "",
      /^aws rds restore-db-cluster-to-point-in-time .* MinCapacity=MIN,MaxCapacity=MAX$/,
    );
    assert.ok(
      restore.some(({ text, isWhole }) => !isWhole && text.startsWith("pulumi preview --stack prod")),
    );
    assert.ok(restore.every(({ text }) => !text.includes("#")));
    assert.throws(() => drill("restore.md", "No such"), /has no commands under "No such"/);
  });
});
