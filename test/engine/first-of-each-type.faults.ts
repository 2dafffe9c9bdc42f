import assert from "node:assert/strict";
import { assertWhole } from "./converged";
import { meddle, say, stack, sufferer, unprotect } from "./prod-faults";
import { LocalPulumi, withoutPacks } from "./local-pulumi";

describe(`D5 the first of each type of ${stack} fails`, function () {
  this.timeout("60m");
  const pulumi = new LocalPulumi(withoutPacks);
  const subject = sufferer(pulumi);
  after(() => {
    pulumi.remove();
  });

  it("on create: the ups after it make what is missing, and nothing twice", async () => {
    const { types, runs } = await subject.firstOfEachType("create", "up");
    assert.deepEqual(types, typesOf(pulumi));
    say(`${types.length} types, ${types.length} failures, ${runs} ups, ${subject.ids().length} resources`);
    await assertWhole(pulumi, [], stack);
  });

  it("on update: the ups after it change what is left, and replace nothing", async () => {
    const before = subject.ids();
    const meddled = meddle(pulumi, pulumi.made());
    await subject.succeed("refresh");
    subject.touch("Revision");
    const { types, runs } = await subject.firstOfEachType("update", "up");
    const never = typesOf(pulumi).filter((type) => !types.includes(type));
    say(`${types.length} types, ${types.length} failures, ${runs} ups; ${meddled.length} types meddled with`);
    say(`never updated: ${never.join(", ")}`);
    assert.deepEqual(subject.ids(), before);
    await assertWhole(pulumi, [], stack);
  });

  it("on delete: the destroys after it delete what is left, and only what is to be kept stays", async () => {
    unprotect(pulumi);
    await subject.succeed("up");
    const kept = (await pulumi.state(stack)).filter(({ retainOnDelete }) => retainOnDelete);
    const before = typesOf(pulumi);
    const { types, runs } = await subject.firstOfEachType("delete", "destroy");
    say(`${types.length} types, ${types.length} failures, ${runs} destroys, ${kept.length} resources kept`);
    assert.deepEqual(await pulumi.state(stack), []);
    const left = pulumi.made().filter(({ urn }) => urn !== undefined);
    // An object that is kept goes with its bucket, which is emptied.
    const stays = kept.filter(({ type }) => type !== "aws:s3/bucketObjectv2:BucketObjectv2");
    assert.deepEqual(left.map(({ urn }) => urn).sort(), stays.map(({ urn }) => urn).sort());
    const keptTypes = kept.map(({ type }) => type);
    assert.deepEqual(
      before.filter((type) => !types.includes(type) && !keptTypes.includes(type)),
      [],
      "every type that is deleted has failed once",
    );
  });
});

/** The types of what the program made. */
function typesOf(pulumi: LocalPulumi): string[] {
  const made = pulumi.made().filter(({ urn }) => urn !== undefined);
  return [...new Set(made.map(({ type }) => type))].sort();
}
