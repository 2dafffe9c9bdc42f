#!/bin/bash
# Pulls the container image of `platform:application`, its argument, and starts it. It has to answer 200 on port 8080, path
# /healthz.
set -euo pipefail

. /opt/platform/environment
image="$1"
registry="${image%%/*}"

dnf install -y docker
systemctl enable --now docker.service
if [[ "${registry}" == *.dkr.ecr.*.amazonaws.com ]]; then
  region="${registry#*.dkr.ecr.}"
  aws ecr get-login-password --region "${region%%.*}" |
    docker login --username AWS --password-stdin "${registry}"
fi
docker pull "${image}"
systemctl daemon-reload
systemctl enable --now web.service
