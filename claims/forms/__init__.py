"""What people send, cleaned into values."""
