"""A map as plain values, and walks over it. Where the tables are imported too, write `graph.Link`."""

from .argument import ArgumentGraph, Id, Kind, Link, Statement

__all__ = ["ArgumentGraph", "Id", "Kind", "Link", "Statement"]
