// A product such as 30 x 1.1 is 33.00000000000000(4) in binary: rounding it up must still give 33. Twelve digits are
// more than any declared figure has and less than the noise of a few multiplications.
const noise = 1e-12;

/** Smallest whole number that is not below `value`, floating-point noise aside. `value` is not negative. */
export function roundUp(value: number): number {
  return Math.ceil(value * (1 - noise));
}

/** Largest whole number that is not above `value`, floating-point noise aside. `value` is not negative. */
export function roundDown(value: number): number {
  return Math.floor(value * (1 + noise));
}

/** Smallest multiple of `step` that is not below `value`. */
export function roundUpToMultiple(value: number, step: number): number {
  return roundUp(value / step) * step;
}

/** `value` to twelve significant digits: no rounding that a person could see, and no 0.30000000000000004. */
export function withoutNoise(value: number): number {
  return Number(value.toPrecision(12));
}
