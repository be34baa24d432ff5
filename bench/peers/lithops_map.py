"""A map of calls that return their input, on Lithops: its local backend, whose store is a folder."""

import lithops

import rounds


def same(value):
    return value


def main():
    calls, workers, many = rounds.arguments()
    config = {
        "lithops": {"backend": "localhost", "storage": "localhost", "log_level": "ERROR"},
        "localhost": {"worker_processes": workers},
    }
    with lithops.FunctionExecutor(config=config) as executor:
        rounds.run(lambda: executor.get_result(executor.map(same, range(calls))), calls, many)


if __name__ == "__main__":
    main()
