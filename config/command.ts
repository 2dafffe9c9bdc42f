import { CommanderError } from "commander";
import { join } from "node:path";

/** Options of Node with which it runs a file of the project. */
export const runsTypeScript = ["--require", join(__dirname, "..", "register.js")];

/** What each of the project's commands exits with. */
export const exit = { done: 0, refused: 1, badUsage: 2 };

/** Where a command prints, and where it says what happens. */
export interface Output {
  readonly print: (text: string) => void;
  readonly say: (line: string) => void;
}

/** The terminal, or what stands in its place. */
export const terminal: Output = {
  print: (text) => process.stdout.write(text),
  say: (line) => process.stderr.write(`${line}\n`),
};

type ErrorKind = abstract new (...args: never[]) => Error;

/**
 * What a command that has failed exits with, and what it has to say: nothing of what commander has said itself.
 * @param refused errors for whoever runs it: what is asked for is not done, or not allowed
 * @param badUsage errors in how it is called, beside commander's
 * @throws any other error, which is a mistake in the program
 */
export function failureOf(
  error: unknown,
  { refused, badUsage = [] }: { refused: readonly ErrorKind[]; badUsage?: readonly ErrorKind[] },
): { code: number; message?: string } {
  if (error instanceof CommanderError) return { code: error.exitCode === 0 ? exit.done : exit.badUsage };
  const isOneOf = (kinds: readonly ErrorKind[]) => kinds.some((kind) => error instanceof kind);
  if (error instanceof Error && isOneOf(badUsage)) return { code: exit.badUsage, message: error.message };
  if (error instanceof Error && isOneOf(refused)) return { code: exit.refused, message: error.message };
  throw error;
}
