"""A map of calls that return their input, on Ray: a task a call."""

import os

# Before the import, which reads it: a benchmark is no usage to report.
os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")

import ray

import rounds


def main():
    calls, workers, many = rounds.arguments()
    ray.init(num_cpus=workers, include_dashboard=False, logging_level="ERROR")
    same = ray.remote(lambda value: value)
    try:
        rounds.run(lambda: ray.get([same.remote(value) for value in range(calls)]), calls, many)
    finally:
        ray.shutdown()


if __name__ == "__main__":
    main()
