import assert from "node:assert/strict";
import fc from "fast-check";
import { backupStartHour } from "../../config/backup-hours";
import { load, onlyProblem, prodValues } from "./stack";

type Engine = "aurora" | "postgres";
const hourOf = (engine: Engine, backupWindow: string, maintenanceWindow: string) =>
  backupStartHour({ engine, backupWindow, maintenanceWindow });
const two = (value: number) => String(value).padStart(2, "0");
const days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

describe("B8 the hour of backups", () => {
  it("is five with Aurora, whatever its windows: AWS lets it be", () => {
    assert.equal(hourOf("aurora", "05:00-06:00", "sun:07:00-sun:08:00"), 5);
  });

  it("with plain RDS is outside of its windows and the hour before them", () => {
    assert.equal(hourOf("postgres", "03:00-04:00", "sun:05:00-sun:06:00"), 6, "the defaults");
    assert.equal(hourOf("postgres", "01:00-02:00", "sun:02:00-sun:03:00"), 5);
    assert.equal(hourOf("postgres", "05:30-06:00", "sun:02:00-sun:03:00"), 6);
    assert.equal(
      hourOf("postgres", "12:00-12:30", "wed:10:00-wed:11:00"),
      13,
      "5 to 12 would meet one of them",
    );
  });

  it("is such that no job of any day begins in a window or the hour before it", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 23 }),
        fc.integer({ min: 1, max: 6 }),
        fc.integer({ min: 0, max: 23 }),
        fc.integer({ min: 0, max: 6 }),
        (from, hours, weekly, at) => {
          const day = days[at] ?? "";
          const next = days[(at + (weekly === 23 ? 1 : 0)) % 7] ?? "";
          const first = hourOf(
            "postgres",
            `${two(from)}:00-${two((from + hours) % 24)}:00`,
            `${day}:${two(weekly)}:00-${next}:${two((weekly + 1) % 24)}:00`,
          );
          const closed = [
            ...Array.from({ length: hours + 1 }, (_, later) => (from - 1 + later + 24) % 24),
            ...[weekly, (weekly + 23) % 24],
          ];
          if (first === undefined) return;
          assert.ok([0, 2, 4].every((later) => !closed.includes((first + later) % 24)));
        },
      ),
    );
  });

  it("is part of the configuration, which refuses windows that leave none", () => {
    const values = prodValues();
    const database = {
      engine: "postgres",
      readers: 1,
      maintenanceWindow: "sun:05:00-sun:06:00",
      backupRetentionDays: 21,
    };
    const workload = { ...values["platform:workload"], databaseConnectionsPerInstance: 1, events: [] };
    const withWindow = (backupWindow: string) => ({
      ...values,
      "platform:workload": workload,
      "platform:database": { ...database, backupWindow },
    });
    assert.equal(load(withWindow("03:00-04:00")).backup.startHour, 6);
    assert.match(
      onlyProblem(withWindow("06:00-03:30")),
      /^platform:database\.backupWindow: with engine postgres a window that leaves AWS Backup three hours/,
    );
  });
});
