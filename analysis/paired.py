"""Two scenarios of a result file, paired run by run. Differences are the second scenario minus the first, B - A: give
the reference first. Used by the scripts beside it; needs python3-xarray and python3-h5netcdf.
"""
import numpy as np
import xarray

BANDS = (0.05, 0.5, 0.95)


class Pair:
    """The runs of two scenarios that have their replicate number, and so their random numbers, in common."""

    def __init__(self, path, leader="US", follower="China"):
        with xarray.open_dataset(path, engine="h5netcdf") as file:
            result = file.load()
        if result.sizes["scenario_name"] != 2:
            raise SystemExit(f"{path} must hold two scenarios, the reference first")
        self.names = [str(name) for name in result.scenario_name.values]
        self.leader, self.follower = leader, follower
        sound = result.status == 1
        done = [result.isel(run=(sound & (result.scenario == k)).values).sortby("replicate") for k in (0, 1)]
        common = np.intersect1d(*(runs.replicate for runs in done))
        self.unpaired = sum(runs.sizes["run"] - common.size for runs in done)
        self.first, self.second = (runs.isel(run=np.isin(runs.replicate, common)) for runs in done)
        self.time = result.time.values

    def differences(self):
        """{column: (values of runs x months, how a table shows one)}; second scenario minus first."""
        def change(name, **place):
            first, second = (runs[name] for runs in (self.first, self.second))
            return second.sel(**place).values - first.sel(**place).values
        blocs = (self.leader, self.follower)
        points = {f"ECI, {bloc}": (change("eci_frontier", bloc=bloc), "{:+.1f}") for bloc in blocs}
        factor = np.exp(change("log_efficiency", bloc=self.follower))
        return {**points, "lag, months": (change("lag_months"), "{:+.1f}"),
                f"efficiency, {self.follower}, factor": (factor, "{:.2f}")}


def band(values, form):
    """Median and 5 to 95 % of the runs, as a table shows them."""
    low, middle, high = (form.format(x) for x in np.nanquantile(values, BANDS))
    return f"{middle} ({low} to {high})"
