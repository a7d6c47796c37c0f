"""Looks at pictures and PDFs: every decoder runs in a confined child process, never in the bot's own."""

from __future__ import annotations

import os

# Since release 1.29 onnxruntime tells its maker over the network how it is used, unless this stands in the environment
# before it is loaded, by whomever. Nothing leaves this machine.
os.environ["ORT_DISABLE_TELEMETRY"] = "1"
