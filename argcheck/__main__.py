"""`python -m argcheck`."""

from argcheck.cli.main import run

if __name__ == "__main__":
    run()
