import assert from "node:assert/strict";
import { EventsOverTime } from "./events";

const hourMs = 3_600_000;
const due = ["aws:autoscaling/group:Group", "aws:autoscaling/schedule:Schedule"];

/** Every occurrence of a yearly and of a dated event in two years, with deployments before, during and after each. */
describe("A13 two years of deployments around a yearly and a dated event", function () {
  this.timeout("60m");
  const time = new EventsOverTime();
  after(() => {
    time.remove();
  });
  let usual = 0;

  it("the stack is deployed", async () => {
    await time.deploy();
    usual = time.floor();
  });

  for (const { event, from, to } of time.occurrences(2)) {
    const moments = {
      before: from.getTime() - hourMs,
      during: from.getTime() + hourMs,
      after: to.getTime() + hourMs,
    };
    for (const [moment, at] of Object.entries(moments)) {
      it(`${moment} ${event} of ${from.toISOString().slice(0, 10)}: up and up --refresh change nothing but what is due`, async () => {
        await time.until(new Date(at));
        const isOn = moment === "during";
        assert.equal(time.floor() > usual, isOn, `${time.floor()} instances`);
        for (const type of await time.up()) assert.ok(due.includes(type), type);
        assert.deepEqual(await time.up("--refresh"), [], "the refresh finds what the deployment says");
        assert.equal(time.floor() > usual, isOn, `${time.floor()} instances`);
      });
    }
  }

  it("the dated event is over, and its actions are gone; the yearly one waits for the next year", () => {
    assert.deepEqual(time.actions(), ["sale-after", "sale-before", "sale-settled"]);
  });
});
