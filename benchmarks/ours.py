"""Our bot under the same crowd: its Telegram channel, its store on SQLite with full durability, the 12 questions."""

from __future__ import annotations

from benchmarks.arguments import from_command_line


def main() -> None:
    """Start the product's rooms as ``run_bot.py`` does, with the benchmark's procedure as the whole catalogue."""
    from_command_line()
    raise SystemExit("wired by the lead")


if __name__ == "__main__":
    main()
