#!/bin/bash
# Starts the built-in web service. `platform:compute.bootScript` names a script that takes this one's place: it has
# to start something that answers 200 on port 8080, path /healthz. What it appends to /var/log/web.log is shipped to
# the log group, and metrics in CloudWatch's embedded format are counted; /opt/platform/environment says whose they are.
set -euo pipefail

dnf install -y nodejs22
systemctl daemon-reload
systemctl enable --now web.service
