"""What every channel must do, as tables of cases. A channel joins by adding a harness to ``harnesses.py``."""
