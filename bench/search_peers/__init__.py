"""What bench/search.py measures beside ours."""
