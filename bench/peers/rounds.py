"""What the peers' scripts have in common: CALLS WORKERS ROUNDS on the command line, and a line with the seconds of each round."""

import sys
import time


def arguments():
    """Calls, workers and rounds, as whole numbers."""
    if len(sys.argv) != 4:
        sys.exit("usage: %s CALLS WORKERS ROUNDS" % sys.argv[0])
    return tuple(int(argument) for argument in sys.argv[1:])


def run(once, calls, rounds):
    """Calls once() a first time, for what starts late, and then as often as there are rounds; each must give every input back."""
    for number in range(-1, rounds):
        start = time.perf_counter()
        values = once()
        seconds = time.perf_counter() - start
        if list(values) != list(range(calls)):
            sys.exit("the calls gave other values than their inputs")
        if number >= 0:
            print("kinglet-round %.6f" % seconds, flush=True)
