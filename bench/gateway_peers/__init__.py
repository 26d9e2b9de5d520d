"""What bench/gateway.py measures beside ours."""
