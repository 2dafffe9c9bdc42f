import { Command } from "commander";
import { spawn, spawnSync } from "node:child_process";
import { connect } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { loadEnvironment } from "../../../config";
import { readStackFile } from "../../../config/stack-file";
import { databaseUser } from "..";
import { CommandError, endWith, run } from "../../command";
import { databaseName } from "../settings";
import { userSql } from "./sql";
import { forwarding, wayTo } from "./way";

const port = 15432;

/** Needs `aws` with Session Manager's plugin, `pulumi` and `psql`, signed in to the account of the stack. */
async function main(argv: readonly string[]): Promise<void> {
  const { stack, print } = new Command("npm run database:user --")
    .description(
      "Makes the database user of a stack's instances, with what it may do; run again, it changes nothing",
    )
    .requiredOption("-s, --stack <name>", "the stack, such as dev or prod")
    .option("-p, --print", "print the SQL, and run nothing")
    .allowExcessArguments(false)
    .exitOverride()
    .parse(argv)
    .opts<{ stack: string; print?: true }>();
  const { region } = loadEnvironment(readStackFile(process.cwd(), stack));
  const sql = userSql(databaseUser, databaseName);
  if (print) {
    process.stdout.write(sql);
    return;
  }
  const way = await wayTo(stack, region, run);
  const session = spawn("aws", forwarding(way, region, port), { stdio: ["ignore", "ignore", "inherit"] });
  try {
    await listening();
    const address = `host=127.0.0.1 port=${port} dbname=${databaseName} user=${way.user} sslmode=require`;
    const { status, error } = spawnSync(
      "psql",
      [address, "--no-psqlrc", "--single-transaction", "--set", "ON_ERROR_STOP=1"],
      {
        input: sql,
        env: { ...process.env, PGPASSWORD: way.password },
        stdio: ["pipe", "inherit", "inherit"],
      },
    );
    if (error) throw new CommandError(`psql cannot be started: ${error.message}`);
    if (status !== 0) throw new CommandError(`psql ended with ${String(status)}; nothing was changed`);
    console.log(`${databaseUser} may sign in to ${databaseName} by IAM.`);
  } finally {
    session.kill();
  }
}

async function listening(): Promise<void> {
  for (let tries = 0; tries < 60; tries += 1) {
    const isOpen = await new Promise<boolean>((answer) => {
      const socket = connect(port, "127.0.0.1", () => {
        socket.destroy();
        answer(true);
      }).on("error", () => {
        answer(false);
      });
    });
    if (isOpen) return;
    await sleep(500);
  }
  throw new CommandError(`Session Manager forwards no port ${port} after 30 s; its own message is above`);
}

endWith(main(process.argv));
