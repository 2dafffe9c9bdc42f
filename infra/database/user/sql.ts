/**
 * Makes the user that signs in by IAM, and gives it a schema of its own; run again, it changes nothing. A user with `rds_iam`
 * has no password. Source: Aurora User Guide, "Creating a database account using IAM authentication" (2026-11-28).
 */
export function userSql(user: string, database: string): string {
  const name = quoted(user);
  return `DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '${user.replaceAll("'", "''")}') THEN
    CREATE ROLE ${name} LOGIN;
  END IF;
END
$$;
GRANT rds_iam TO ${name};
GRANT CONNECT ON DATABASE ${quoted(database)} TO ${name};
CREATE SCHEMA IF NOT EXISTS ${name};
GRANT USAGE, CREATE ON SCHEMA ${name} TO ${name};
`;
}

function quoted(identifier: string): string {
  return `"${identifier.replaceAll('"', '""')}"`;
}
