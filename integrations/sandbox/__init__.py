"""A provincial one-stop system to practise on: real HTTP, real wire names, every way to fail, nothing kept."""

from integrations.sandbox.server import Sandbox

__all__ = ["Sandbox"]
