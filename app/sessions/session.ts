/** What a user's session remembers. */
export interface Session {
  readonly started: string;
  readonly requests: number;
}

/** Where sessions are, so that any instance can answer any user. */
export interface SessionStore {
  read(id: string): Promise<Session | undefined>;
  write(id: string, session: Session): Promise<void>;
  close(): void;
}

/** A session ends when this long nobody has asked. */
export const sessionSeconds = 1800;
