"""The maps that ship with the product: data, no code but the way to it."""

from pathlib import Path

SHIPPED = {file.stem: file for file in Path(__file__).parent.glob("*.json")}
