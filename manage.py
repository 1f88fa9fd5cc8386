#!/usr/bin/env python
"""Django's command line for a checkout."""

import sys

if sys.version_info < (3, 12):
    sys.exit(
        "argmap needs Python 3.12 or newer, and this is Python %d.%d. "
        "Make the environment again with a newer one, for example: python3.13 -m venv .venv"
        % sys.version_info[:2]
    )

from argmap.__main__ import main

if __name__ == "__main__":
    main()
