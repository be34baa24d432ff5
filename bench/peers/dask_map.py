"""A map of calls that return their input, on Dask: worker processes of one thread each."""

from dask.distributed import Client, LocalCluster

import rounds


def same(value):
    return value


def main():
    calls, workers, many = rounds.arguments()
    with LocalCluster(n_workers=workers, threads_per_worker=1, processes=True, dashboard_address=None) as cluster:
        with Client(cluster) as client:
            # Not pure: Dask would otherwise give back the last round's values.
            rounds.run(lambda: client.gather(client.map(same, range(calls), pure=False)), calls, many)


# Worker processes read this file again.
if __name__ == "__main__":
    main()
