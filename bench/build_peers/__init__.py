"""What bench/build.py sets beside our build: Hugo and Pelican, given the same record, making the same pages."""
