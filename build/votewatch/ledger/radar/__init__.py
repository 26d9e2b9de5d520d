"""What the radar keeps between runs, in a folder that is never committed."""
