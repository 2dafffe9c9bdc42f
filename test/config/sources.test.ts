import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ConfigError, fromPulumi, loadEnvironment } from "../../config";
import { readStackFile } from "../../config/stack-file";
import { load, prodValues } from "./stack";

describe("configuration from Pulumi's runtime", () => {
  it("numbers, booleans, lists and sections come out of their strings, other strings stay", () => {
    assert.deepEqual(
      fromPulumi({
        a: "3",
        b: "true",
        c: "abc",
        d: '{"x":["1",2]}',
        e: "",
        f: '"quoted"',
        g: "0123",
        h: "{broken",
      }),
      { a: 3, b: true, c: "abc", d: { x: ["1", 2] }, e: "", f: '"quoted"', g: "0123", h: "{broken" },
    );
  });

  it("an environment is the same from either source", () => {
    const strings = Object.entries(prodValues()).map(([key, value]): [string, string] => [
      key,
      typeof value === "string" ? value : JSON.stringify(value),
    ]);
    assert.deepEqual(load(fromPulumi(Object.fromEntries(strings))), load(prodValues()));
  });
});

describe("configuration from a stack's file", () => {
  let root = "";
  beforeEach(() => (root = mkdtempSync(join(tmpdir(), "stack-file-"))));
  afterEach(() => {
    rmSync(root, { recursive: true });
  });

  function read(yaml: string) {
    writeFileSync(join(root, "Pulumi.test.yaml"), yaml);
    return readStackFile(root, "test");
  }

  function problemsIn(yaml: string) {
    try {
      read(yaml);
    } catch (error) {
      assert.ok(error instanceof ConfigError, String(error));
      return error.problems.map(({ file, key }) => `${file} ${key}`);
    }
    return [];
  }

  for (const stack of ["dev", "prod"]) {
    it(`A1-A10: the project's ${stack} stack is valid`, () => {
      const environment = loadEnvironment(readStackFile(".", stack));
      assert.equal(environment.stack, stack);
    });
  }

  it("a key without a namespace is the project's, and a quoted number is a number, as in Pulumi", () => {
    assert.deepEqual(read('config:\n  availabilityZones: "3"\n  aws:region: us-east-1\n').values, {
      "platform:availabilityZones": 3,
      "aws:region": "us-east-1",
    });
  });

  it("a stack without a file is refused with those that have one", () => {
    read("config: {}");
    assert.throws(
      () => readStackFile(root, "../test"),
      /Pulumi\.\.\.\/test\.yaml: 1 problem\n {2}stack .*: test$/,
    );
    assert.throws(
      () => readStackFile(join(root, "nowhere"), "test"),
      /allowed: a stack that has a file; .*nowhere has none$/,
    );
  });

  it("a mistake in the YAML is refused with its line", () => {
    assert.deepEqual(problemsIn("config:\n  a: 1\n  a: 2\n"), ["Pulumi.test.yaml line 3, column 3"]);
    assert.deepEqual(problemsIn("config: 'open\n"), ["Pulumi.test.yaml line 2, column 1"]);
    assert.deepEqual(problemsIn("config:\n  a: *nowhere\n"), ["Pulumi.test.yaml the file"]);
  });

  it("a file without a section of settings is refused", () => {
    for (const yaml of ["", "config:\n", "config: [1]\n", "config: abc\n", "- 1\n"]) {
      assert.deepEqual(problemsIn(yaml), ["Pulumi.test.yaml config"], yaml);
    }
  });

  it("what Pulumi has encrypted is in no message", () => {
    const source = read("config:\n  platform:notifications:\n    secure: v1:c2VjcmV0\n");
    assert.throws(
      () => loadEnvironment(source),
      (error) => error instanceof ConfigError && !error.message.includes("c2VjcmV0"),
    );
  });
});
