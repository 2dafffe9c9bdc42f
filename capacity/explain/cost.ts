import type { Alternative } from "../cost/alternatives";
import type { MonthlyCost } from "../cost";
import { type Row, row } from "./row";

/** Every item of a month's bill; the sums at the end. */
export function costRows({ lines, totalUsd, totalWithSavingsPlanUsd, day, underLoad }: MonthlyCost): Row[] {
  const usd = (figure: string, value: number, formula: string) => row(figure, value, "USD/month", formula);
  const wave = ({ users, instances }: typeof day) =>
    `of a wave of load each day: ${users.toFixed(0)} users, ${instances.toFixed(1)} instances on average of a day`;
  const idle = `of a standby that nobody comes to: ${day.instances} instances`;
  return [
    ...lines.map(({ component, item, usdPerMonth, verified, formula }) =>
      usd(`${component}: ${item}`, usdPerMonth, verified ? formula : `${formula}; unverified price`),
    ),
    usd("total, on demand", totalUsd, underLoad ? idle : wave(day)),
    usd("total, with savings plan", totalWithSavingsPlanUsd, "for the instances that always run"),
    ...(underLoad ? [usd("total after a failover", underLoad.totalUsd, wave(underLoad.day))] : []),
    ...lines.flatMap(({ item, spotUsd, savingsPlanUsd }) => [
      ...(savingsPlanUsd === undefined
        ? []
        : [usd(`${item}, savings plan`, savingsPlanUsd, "in place of on demand; share unverified")]),
      ...(spotUsd === undefined
        ? []
        : [usd(`${item}, spot`, spotUsd, "all of them, where AWS may take them back; share unverified")]),
    ]),
  ];
}

/** The cheapest fleets for the same workload, with the chosen type's among them. */
export function alternativeRows(alternatives: readonly Alternative[], chosen: string): Row[] {
  const shown = alternatives.filter(({ instanceType }, rank) => rank < mostShown || instanceType === chosen);
  return shown.map(({ instanceType, usersPerInstance, binding, peak, usdPerMonth }) =>
    row(
      instanceType === chosen ? `${instanceType} (chosen)` : instanceType,
      usdPerMonth,
      "USD/month",
      `${peak} instances at peak with ${usersPerInstance.toFixed(0)} users each, by ${binding}`,
    ),
  );
}

const mostShown = 5;
