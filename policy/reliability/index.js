// Pulumi loads a pack's TypeScript with type checks, which takes ten times as long as the pack itself.
require("../../register");
require("./pack.ts");
