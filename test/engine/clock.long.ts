import assert from "node:assert/strict";
import { EventsOverTime } from "./events";

const hourMs = 3_600_000;
const newer = "ami-0123456789abcdef0";
/** What a deployment may bring up to date of what AWS did by itself: the group's floor and the actions' next start. */
const due = ["aws:autoscaling/group:Group", "aws:autoscaling/schedule:Schedule"];

/**
 * One occurrence of a yearly event; all of two years take many times as long: `npm run test:clock`, with a dated event as well.
 */
describe("A13 deployments around a declared event, on the clock of the local AWS", function () {
  this.timeout("15m");
  const time = new EventsOverTime();
  after(() => {
    time.remove();
  });
  const [sale] = time.occurrences(1);
  let usual = 0;
  const from = sale?.from ?? new Date();
  const to = sale?.to ?? new Date();

  it("the stack declares the event ahead, and AWS raises the floor when it is due, not before", async () => {
    await time.deploy();
    usual = time.floor();
    await time.until(new Date(from.getTime() - hourMs));
    assert.equal(time.floor(), usual);
    await time.until(new Date(from.getTime() + hourMs));
    assert.ok(time.floor() > usual, `${time.floor()} instances`);
  });

  it("an up during the event takes nothing back, and changes nothing in AWS", async () => {
    const raised = time.floor();
    assert.deepEqual(await time.up(), due);
    assert.equal(time.floor(), raised);
  });

  it("an up --refresh after the event finds the usual floor and rolls no fleet to a newer image: nothing changes in AWS", async () => {
    await time.until(new Date(to.getTime() + hourMs));
    time.publishImage(newer);
    assert.equal(time.floor(), usual);
    for (const type of await time.up("--refresh")) assert.ok(due.includes(type), type);
    assert.deepEqual(await time.up(), [], "nothing is left to learn");
  });

  it("B3 a newer image is taken when it is named in the stack's file, which npm run image does", async () => {
    assert.match(await time.takeImage(), new RegExp(`newest +${newer}.*replaces \\d+ running`, "s"));
    assert.deepEqual(await time.imageAfterUp(), { image: newer, version: "2" });
  });
});
