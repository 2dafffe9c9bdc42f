#!/bin/bash
# Writes the stack's settings as an environment, before each start: database/endpoint becomes DATABASE_ENDPOINT.
set -euo pipefail

. /opt/platform/environment
export AWS_REGION
path=$(</opt/platform/settings-path)
new=/opt/platform/settings.new
aws ssm get-parameters-by-path --path "${path}" --recursive \
  --query 'Parameters[].[Name,Value]' --output text |
  while IFS=$'\t' read -r name value; do
    key="${name#"${path}"/}"
    key="${key^^}"
    printf '%s=%s\n' "${key//[^A-Z0-9]/_}" "${value}"
  done > "${new}"
mv "${new}" /opt/platform/settings
