import assert from "node:assert/strict";
import { type Declared, notYetKnown } from "../../policy/examples/example";
import { unknown } from "../../policy/model/value";
import { stackOf } from "./declare";

const bucketType = "aws:s3/bucket:Bucket";
const bucket = (name: string, props: object = {}): Declared => ({
  type: bucketType,
  name,
  props: { id: notYetKnown, arn: notYetKnown, ...props },
});
const other = (type: string, name: string, ...from: string[]): Declared => ({
  type,
  name,
  props: { source: notYetKnown },
  refersTo: { source: from },
});

/** What a value that a preview does not know, with these dependencies, means of the buckets a and b. */
function meant(dependencies: readonly string[], ...others: readonly Declared[]) {
  const logging: Declared = {
    type: "aws:s3/bucketLogging:BucketLogging",
    name: "logging",
    props: { targetBucket: notYetKnown },
    refersTo: { targetBucket: dependencies },
  };
  const stack = stackOf(bucket("a"), bucket("b"), ...others, logging);
  const [it] = stack.ofType(logging.type);
  assert.ok(it);
  const { resources, certain, complete } = it.references(bucketType, "targetBucket");
  const [a, b] = stack.ofType(bucketType).map((to) => it.refersTo(to, "targetBucket"));
  return { names: resources.map(({ name }) => name), certain, complete, a, b };
}

/** Any bucket of the stack can be meant, or one of elsewhere. */
const open = { certain: false, complete: false, a: unknown, b: unknown };

describe("D5 what a value refers to that a preview does not know", () => {
  it("is the resource of the type that it depends on", () => {
    assert.deepEqual(meant(["a"]), { names: ["a"], certain: true, complete: true, a: true, b: false });
  });

  it("may be any that a component is made of, or another, as a component gives out what it likes", () => {
    const component = { type: "my:data:Store", name: "store" };
    const [made, beside] = [bucket("c"), bucket("d")].map((it) => ({ ...it, parent: "store" }));
    assert.ok(made && beside);
    const two = meant(["store"], component, made, beside);
    assert.deepEqual(two, { names: ["c", "d"], ...open });
    const one = meant(["store"], component, made);
    assert.deepEqual(one, { names: ["c"], ...open });
  });

  it("is found through the resource that it came from, such as a bucket's versioning", () => {
    const through = meant(
      ["versioning"],
      other("aws:s3/bucketVersioning:BucketVersioning", "versioning", "a"),
    );
    assert.deepEqual(through, { names: ["a"], ...open });
  });

  it("may be a resource that gets its name from the same random suffix", () => {
    const suffix = { type: "random:index/randomId:RandomId", name: "suffix" };
    const named = { ...bucket("c", { bucket: notYetKnown }), refersTo: { bucket: ["suffix"] } };
    assert.deepEqual(meant(["suffix"], suffix, named), { names: ["c"], ...open });
  });

  it("may be any where it comes from resources of other types, for which a look-up can wait", () => {
    const waiting = meant(["group"], other("aws:cloudwatch/logGroup:LogGroup", "group"));
    assert.deepEqual(waiting, { names: [], ...open });
  });

  it("is one of several of the type, and no other", () => {
    assert.deepEqual(meant(["a", "b"]), {
      names: ["a", "b"],
      certain: false,
      complete: true,
      a: unknown,
      b: unknown,
    });
  });

  it("may be outside of the stack where another stack or a parameter gives it", () => {
    for (const type of [
      "pulumi:pulumi:StackReference",
      "aws:ssm/parameter:Parameter",
      "aws:cloudformation/stack:Stack",
    ]) {
      assert.deepEqual(meant(["elsewhere"], other(type, "elsewhere")), { names: [], ...open }, type);
    }
  });

  it("is what a list names, also beside something of outside", () => {
    const named = stackOf(bucket("a", { id: "a-1" }), {
      type: "aws:s3/bucketLogging:BucketLogging",
      name: "logging",
      props: { targetBucket: ["a-1", "theirs"] },
    });
    const [it] = named.ofType("aws:s3/bucketLogging:BucketLogging");
    const [a] = named.ofType(bucketType);
    assert.ok(it && a);
    assert.equal(it.refersTo(a, "targetBucket"), true);
    assert.equal(it.references(bucketType, "targetBucket").complete, false);
  });

  it("may be anything where nothing is known of where it comes from", () => {
    assert.deepEqual(meant([]), { names: [], ...open });
  });
});
