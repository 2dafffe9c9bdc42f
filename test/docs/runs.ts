/** How a command of the documents is known to work. */
export interface Run {
  /** The commands that are meant. */
  readonly commands: RegExp;
  /** The test that runs it or what it names, and a text of that test by which it does; or why no test can. */
  readonly by: readonly [file: string, evidence: string] | "account" | "interactive" | "CI";
}

/** The first that matches is a command's. */
export const runs: readonly Run[] = [
  // Projects and packages.
  { commands: /^npm (ci|test|run (test:unit|typecheck|lint))$/, by: "CI" },
  { commands: /^npm run test:long$/, by: "CI" },
  { commands: /^npx mocha /, by: ["test/docs/every-command.test.ts", "npx mocha"] },
  { commands: /^npm run test:faults$/, by: "CI" },
  { commands: /^npm run test:failover$/, by: ["test/engine/failover.drill.ts", "npm run test:failover"] },
  { commands: /^npm run test:clock$/, by: "CI" },
  { commands: /^npm run bench$/, by: "interactive" },
  { commands: /^npm run release:record/, by: ["test/releases/releases.program.test.ts", "release"] },
  // Documents and generated tables: a test compares each with what the command would write.
  { commands: /^npm run docs$/, by: ["test/config/docs.test.ts", "npm run docs"] },
  { commands: /^npm run policy:generate$/, by: ["test/policy/recovery.test.ts", "policy/generate"] },
  { commands: /^npm run policy:bundle$/, by: ["test/engine/bundle.test.ts", "bundle"] },
  // What reads a stack's file.
  { commands: /^npm run capacity/, by: ["test/capacity/cli.process.test.ts", "capacity/cli.ts"] },
  { commands: /^npm run recovery/, by: ["test/capacity/recovery-cli.process.test.ts", "recovery/cli"] },
  { commands: /^npm run policy:options/, by: ["test/config/policy-packs.test.ts", "policy-packs"] },
  { commands: /^npm run simulate/, by: ["test/engine/demo.long.ts", "npm run simulate"] },
  { commands: /^npm run advise/, by: ["test/simulation/advise.test.ts", "advise"] },
  { commands: /^npm run report/, by: ["test/engine/report-page.test.ts", "report"] },
  { commands: /^npm run demo$/, by: ["test/engine/demo.long.ts", "local/demo.ts"] },
  // What the workflows run.
  { commands: /^npm run ci:preview/, by: ["test/engine/delivery.long.ts", '"ci:preview"'] },
  { commands: /^npm run ci:up/, by: ["test/engine/delivery.long.ts", '"ci:up"'] },
  { commands: /^npm run ci:drift/, by: ["test/engine/delivery.long.ts", '"ci:drift"'] },
  // The local AWS.
  { commands: /^npm run local$/, by: ["test/local/cli.process.test.ts", "local/cli.ts"] },
  { commands: /^npm run local -- preview /, by: ["test/engine/refusal.test.ts", '"preview"'] },
  {
    commands: /^npm run local -- up --stack prod(-standby)?$/,
    by: ["test/engine/failover.drill.ts", 'commandsOf("README.md")'],
  },
  { commands: /^npm run local -- up /, by: ["test/engine/lifecycle.test.ts", '"up"'] },
  { commands: /^npm run local -- region /, by: ["test/engine/failover.drill.ts", "losesRegion"] },
  { commands: /^npm run local -- deliveries /, by: ["test/engine/lifecycle.test.ts", '"deliveries"'] },
  {
    commands: /^npm run local -- exec npm run image/,
    by: ["test/engine/events.ts", "infra/compute/image/cli.ts"],
  },
  { commands: /^npm run local -- exec aws /, by: ["test/engine/drill.ts", '"exec"'] },
  {
    commands: /^npm run local -- (stack export|drift|fault|sign-in|clock|reset)\b/,
    by: ["test/engine/demo.long.ts", "README.md"],
  },
  { commands: /^LOCAL_MAIN=\S+bootstrap /, by: ["test/engine/bootstrap.test.ts", "LOCAL_MAIN"] },
  { commands: /^curl /, by: "account" },
  // What asks AWS, with its logic tested on answers of AWS's form.
  { commands: /^npm run image/, by: ["test/engine/events.ts", "--write"] },
  { commands: /^npm run rollout/, by: "account" },
  { commands: /^npm run database:user/, by: "account" },
  // A stack that restore.md makes in place of one whose region is lost.
  {
    commands:
      /^(aws acm (request-certificate|wait)|aws route53 (list|change)-|pulumi (config|up) .*--stack prod-west)/,
    by: ["test/engine/lost-region.long.ts", "After the loss of the region"],
  },
  // AWS itself: test/docs/commands.test.ts compares each with the CLI's own models, the drills of test/engine type those of restore.md.
  { commands: /^aws /, by: "account" },
  // Settings: whether the configuration takes each is asked in every-command.test.ts.
  { commands: /^pulumi config set /, by: ["test/docs/every-command.test.ts", "config set"] },
  { commands: /^pulumi -C bootstrap /, by: ["test/engine/bootstrap.test.ts", "account.json"] },
  { commands: /^pulumi policy analyze/, by: ["test/engine/foreign-suite.test.ts", "analyze"] },
  { commands: /^pulumi( |$)/, by: "account" },
  {
    commands: /^cp Pulumi\.prod\.yaml/,
    by: ["test/infra/environment.program.test.ts", "another name than dev and prod"],
  },
];
