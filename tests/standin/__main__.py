"""The small sources as a program, which a test may kill and start again on another day.

``python -m tests.standin --port 9100 --weather rough --until 2023-12-08``: nrsr.sk at /nrsr, HowTheyVote.eu at /htv.
"""

from __future__ import annotations

import argparse
from http.server import ThreadingHTTPServer

from tests.standin.server import Standin, bound


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--weather", choices=["calm", "rough"], default="calm")
    parser.add_argument("--until", default="9999-12-31", help="ISO day, included")
    given = parser.parse_args()
    standin = Standin(until=given.until, rough=given.weather == "rough")
    server = ThreadingHTTPServer(("127.0.0.1", given.port), bound(standin))
    print(f"stand-ins on http://127.0.0.1:{server.server_port}", flush=True)
    server.serve_forever()


if __name__ == "__main__":
    main()
