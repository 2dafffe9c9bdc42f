import { list, section, text } from "./fields";

export const application = section({
  archive: text("a path inside the project, such as dist/web.zip or dist", /^(?!\/)(?!.*\.\.)[\w./-]{1,255}$/)
    .describe(
      "Folder or archive (.zip, .tar.gz), from the project's root, that the instances run; without it and an image, the sample in `app/`.",
    )
    .optional(),
  command: text(
    "a command without quotes and variables, such as node server.js",
    /^[\w./][\w./:=@,+-]*( [\w./:=@,+-]+)*$/,
  )
    .describe("Command that starts the archive, in its folder; it serves on the port that PORT says.")
    .default("node server.js"),
  packages: list(
    text("the name of a package of Amazon Linux, such as nodejs22", /^[a-z0-9][\w.+-]{0,127}$/i),
    "a list of packages of Amazon Linux",
  )
    .describe("Packages of Amazon Linux that the archive needs.")
    .default(["nodejs22"]),
  image: text(
    "a container image by its digest, such as 123456789012.dkr.ecr.us-east-1.amazonaws.com/web@sha256:DIGEST",
    /^[a-z0-9][a-z0-9.-]*(:\d{1,5})?(\/[a-z0-9][a-z0-9._-]*)+@sha256:[0-9a-f]{64}$/,
  )
    .describe("Container image that the instances run in place of an archive.")
    .optional(),
});
