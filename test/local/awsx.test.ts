import assert from "node:assert/strict";
import type { VpcArgs } from "@pulumi/awsx/ec2";
import recordings from "../data/awsx-vpc-layouts.json";
import { MockEngine, settled } from "./awsx-construct";

describe("awsx stand-in", () => {
  for (const [title, { args, outputs, children }] of Object.entries(recordings)) {
    it(`B1: makes what the real awsx 3.9 made of "${title}"`, async () => {
      const engine = await MockEngine.start();
      const state = await engine.construct("main", args as VpcArgs);
      assert.deepEqual(await engine.children(), children);
      for (const [name, recorded] of Object.entries(outputs)) {
        const output: unknown = await settled(state[name]);
        const comparable = typeof recorded === "number" ? (output as unknown[]).length : output;
        assert.deepEqual(JSON.parse(JSON.stringify(comparable)), recorded, name);
      }
    });
  }
});
