"""The project: settings, addresses and accounts. It knows no claims."""
