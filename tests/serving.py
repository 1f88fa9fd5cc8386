"""The site as people run it: uvicorn by ASGI, in processes of their own, over the database of the test."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from django.db import connection

CHECKOUT = Path(__file__).parent.parent


@contextmanager
def served(database: str, **environment: str) -> Iterator[tuple[str, int]]:
    """Its address and its process id. It ends with the block, open streams or not."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    command = [sys.executable, "-m", "uvicorn", "argmap.asgi:application", "--port", str(port)]
    command += ["--lifespan", "off", "--log-level", "error", "--timeout-graceful-shutdown", "1"]
    process = subprocess.Popen(
        command, cwd=CHECKOUT, env=os.environ | {"DATABASE_URL": database} | environment
    )
    try:
        _wait_for(port, process)
        yield f"http://127.0.0.1:{port}", process.pid
    finally:
        process.terminate()
        process.wait(30)


def database_of_this_test() -> str:
    """As DATABASE_URL has it."""
    name = connection.settings_dict["NAME"]
    if connection.vendor == "sqlite":
        return f"sqlite:///{name}"
    host, user = connection.settings_dict["HOST"], connection.settings_dict["USER"]
    return f"postgresql://{user}@{quote(host, safe='')}/{name}"


def _wait_for(port: int, process: "subprocess.Popen[bytes]") -> None:
    for _ in range(600):
        if process.poll() is not None:
            raise RuntimeError("The server stopped.")
        with socket.socket() as door:
            if door.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise RuntimeError("The server never answered.")
