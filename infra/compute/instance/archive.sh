#!/bin/bash
# Fetches the archive of `platform:application`, with the packages that it needs, and starts it. Arguments: its key in the
# stack's bucket, and the packages. It has to answer 200 on port 8080, path /healthz.
set -euo pipefail

. /opt/platform/environment
export AWS_REGION
key="$1"
shift
folder=/opt/platform/application
archive="${folder}/$(basename "${key}")"

dnf install -y unzip "$@"
bucket=$(aws ssm get-parameter --name "$(</opt/platform/settings-path)/application/bucket" \
  --query Parameter.Value --output text)
mkdir -p "${folder}"
aws s3api get-object --bucket "${bucket}" --key "${key}" "${archive}"
case "${archive}" in
  *.zip) unzip -q -o "${archive}" -d "${folder}" ;;
  *) tar -x -f "${archive}" -C "${folder}" ;;
esac
rm "${archive}"
systemctl daemon-reload
systemctl enable --now web.service
