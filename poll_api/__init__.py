"""The poll API: counts readers' yes and no, and keeps nothing that leads to a reader."""
