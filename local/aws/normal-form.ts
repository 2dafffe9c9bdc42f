import type { Json, Properties } from "../cloud/properties";
import { recordOf } from "./services";

/** The inputs as AWS keeps them and gives them back. */
export function normalised(type: string, inputs: Properties): Properties {
  return transformed(type, inputs, () => true);
}

/** The inputs with one form for all that the real provider takes for the same, so that it shows no difference between them. */
export function comparable(type: string, inputs: Properties): Properties {
  return transformed(type, inputs, ({ suppressed }) => suppressed);
}

function transformed(
  type: string,
  inputs: Properties,
  concerns: (form: { suppressed: boolean }) => boolean,
): Properties {
  const forms = recordOf(type).normalises ?? {};
  const changed = Object.entries(forms).flatMap(([argument, form]): [string, Json][] => {
    const value = inputs[argument];
    return value === undefined || !concerns(form) ? [] : [[argument, form.to(value, inputs)]];
  });
  return { ...inputs, ...Object.fromEntries(changed) };
}
