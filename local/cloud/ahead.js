// Preloaded into processes that are to live in the local AWS's time (clock.ts): `Date` is ahead, and goes on by itself.
const ahead = Number(process.env.LOCAL_CLOCK_AHEAD_MS);
if (Number.isFinite(ahead) && !globalThis.Date.isAhead) {
  const machine = globalThis.Date;
  const now = () => machine.now() + ahead;
  const shifted = new Proxy(machine, {
    construct: (target, values, self) =>
      Reflect.construct(target, values.length === 0 ? [now()] : values, self === shifted ? target : self),
    apply: () => new machine(now()).toString(),
    get: (target, name) => (name === "now" ? now : name === "isAhead" ? true : Reflect.get(target, name)),
  });
  machine.prototype.constructor = shifted;
  globalThis.Date = shifted;
}
