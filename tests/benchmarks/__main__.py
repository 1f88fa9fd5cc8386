"""`python -m tests.benchmarks NAME`; docs/benchmarks.md says what each measures."""

import argparse
import os
from contextlib import ExitStack

from tests.benchmarks import editing, engine, live, rating, similar

NAMES = {
    "editing": editing.run,
    "engine": engine.run,
    "live": live.run,
    "rating": rating.run,
    "similar": similar.run,
}


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("name", choices=NAMES)
    parser.add_argument("--seconds", type=float, default=4, help="how long each round of ratings lasts")
    parser.add_argument("--storm", type=int, default=5_000, help="how many ratings the storm has")
    parser.add_argument(
        "--claims", type=int, default=100_000, help="among how many claims to look for similar ones"
    )
    options = parser.parse_args()
    for name in [name for name in os.environ if name.startswith("ARGMAP_")]:
        del os.environ[name]
    with ExitStack() as undo:
        NAMES[options.name](options, undo)


if __name__ == "__main__":
    main()
