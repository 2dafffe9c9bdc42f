import assert from "node:assert/strict";
import { load, onlyProblem, problemAfter, problemsOf, prodValues, without } from "./stack";

describe("values that do not go together", () => {
  it("A3: baseline users above the peak", () => {
    assert.match(
      problemAfter((values) => (values["platform:workload"].baselineConcurrentUsers = 5001)),
      /^platform:workload\.baselineConcurrentUsers: at most the 5000 users of the peak/,
    );
  });

  it("A7, A9, A11: a minimum above its maximum, wherever there is one", () => {
    const { usersPerInstance, growth, claim, scaling } = {
      usersPerInstance: problemAfter((values) => (values["platform:workload"].usersPerInstance.min = 71)),
      growth: problemAfter((values) => (values["platform:workload"].monthlyGrowth.low = 0.21)),
      claim: problemAfter((values) => (values["platform:workload"].claims.peakInstances.min = 71)),
      scaling: problemAfter((values) => (values["platform:compute"].scaling.scaleInCpuPercent = 76)),
    };
    assert.equal(usersPerInstance, "platform:workload.usersPerInstance.min: at most max, which is 70");
    assert.equal(growth, "platform:workload.monthlyGrowth.low: at most high, which is 0.2");
    assert.equal(claim, "platform:workload.claims.peakInstances.min: at most max, which is 70");
    assert.equal(
      scaling,
      "platform:compute.scaling.scaleInCpuPercent: at most scaleOutCpuPercent, which is 75",
    );
  });

  it("B3: a size by hand against the other one, by hand or of the plan", () => {
    assert.equal(
      problemAfter((values) => (values["platform:compute"].minSize = 701)),
      "platform:compute.minSize: at most maxSize, which is 700",
    );
    const rest = without(prodValues()["platform:compute"], "maxSize");
    assert.match(
      onlyProblem({ ...prodValues(), "platform:compute": { ...rest, minSize: 5000 } }),
      /^platform:compute\.minSize: at most the plan's maximum, 264$/,
    );
    const unbounded = { ...without(rest, "minSize"), maxSize: 2 };
    const quiet = { ...prodValues()["platform:workload"], events: [] };
    assert.match(
      onlyProblem({ ...prodValues(), "platform:compute": unbounded, "platform:workload": quiet }),
      /^platform:compute\.maxSize: at least 4,/,
    );
  });

  it("D4: a maximum below the need of the peak is accepted here, for a policy to refuse", () => {
    const values = prodValues();
    values["platform:workload"].events = [];
    values["platform:compute"].maxSize = 10;
    assert.equal(load(values).compute.maxSize, 10);
  });

  it("A13: a maximum below what the largest event starts with, which AWS would refuse", () => {
    // 15,000 users by 25 to an instance
    assert.match(
      problemAfter((values) => (values["platform:compute"].maxSize = 400)),
      /^platform:compute\.maxSize: at least 600,/,
    );
  });

  it("A12: prod with less than the buffer; dev may have less", () => {
    const without = (environment: string) =>
      problemAfter((values) => {
        values["platform:tier"] = environment;
        values["platform:workload"].bufferShare = 0.19;
      });
    assert.equal(
      without("prod"),
      "platform:workload.bufferShare: in prod 0.2 or more, the capacity that is kept above the peak",
    );
    assert.equal(without("dev"), "");
  });

  it("A13: events of one name, or a yearly and a dated one of one time", () => {
    assert.match(
      problemAfter((values) => Object.assign(values["platform:workload"].events[1] ?? {}, { name: "sale" })),
      /^platform:workload\.events\[1\]\.name: a name that no other event has$/,
    );
    assert.match(
      problemAfter((values) =>
        Object.assign(values["platform:workload"].events[1] ?? {}, { start: "2029-12-01T10:00Z" }),
      ),
      /^platform:workload\.events\[1\]\.start: a time apart from sale, leads included, since only one of the two comes every year; declare both in the same way/,
    );
  });

  it("A6: a user whose memory no instance of the type has", () => {
    assert.match(
      problemAfter((values) => (values["platform:workload"].memoryMbPerUser = 3585)),
      /^platform:workload\.memoryMbPerUser: at most the 2505 MB that a t3\.medium has for users .*; choose a larger/,
    );
  });

  it("B3: an unknown instance type, with the known ones of its family", () => {
    assert.equal(
      problemAfter((values) => (values["platform:compute"].instanceType = "m7i.medium")),
      "platform:compute.instanceType: one of m7i.large, m7i.xlarge, m7i.2xlarge",
    );
  });

  it("contradictions are judged although other values are of the wrong type", () => {
    const values = prodValues();
    values["platform:workload"].usersPerInstance.min = 71;
    Object.assign(values["platform:workload"], { requestKb: "five", registeredUsers: "many" });
    assert.deepEqual(
      problemsOf(values).map(({ key }) => key),
      [
        "platform:workload.registeredUsers",
        "platform:workload.requestKb",
        "platform:workload.usersPerInstance.min",
      ],
    );
  });
});
