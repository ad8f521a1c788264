"""Checks that greedy buyers with the catalogue's budgets, prices, supply and rules repeat the measured history.

A small replica of the model's chip market at its central values: every month each buyer spends on its cheapest open
route (USD per usable H100e), pools that are short are shared in proportion to the orders, what is left fades. Compares
cumulative sales with Epoch AI's counts and every lab's compute with its anchors. Needs PyYAML."""
import sys

from derive_domestic import DIES_PER_H100E
from market import CHIPS, PREMIUM, cheapest, domestic_chip, on_sale, rent, supply, usable_price
from rules import POLICIES, allowed, in_force
from tables import FIRST, LAST, month, path_at, points_of, read

CARRY, HORIZON = 0.7, 48                # share of unspent money left; months of rent against a purchase
CONTRACT = 24                           # months of rent, paid in advance
DELAY, ATTRITION = 3, 0.175              # months; 1/yr
FACTOR = 1.3                             # tolerance: China's imports may differ from the counts by this factor
LABS, PATHS = read("labs.csv"), read("lab_paths.csv")
DOMESTIC, BLOC_PATHS = read("domestic_supply.csv"), read("bloc_paths.csv")
STOCK, ANCHORS = read("history/compute_stock_quarterly.csv"), read("history/lab_anchors.csv")
LISTED = {"Huawei"}
POOLS = ("Nvidia", "Google", "Amazon", "AMD", "domestic", "smuggled")


def domestic_output(t):
    """H100e that leave China's line in month t."""
    at = lambda item: path_at(points_of(DOMESTIC, item=item), t)
    factor = 1.0
    for kind, rule in POLICIES:
        if kind == "equipment_ban" and in_force(rule, t):
            strength = min(1.0, (t - month(rule["at"])) / rule["ramp"]) if rule.get("ramp") else 1.0
            factor *= 1 - strength * (1 - rule["capacity_factor"])
    return at("dies_per_year") / 12 * factor * at("yield") / DIES_PER_H100E


def offers(bloc, listed, t):
    """[(pool, USD per H100e, USD per usable H100e, share of orders let through)], cheapest first."""
    found = []
    for chip in on_sale(bloc, t):
        factor, usable = float(chip["software_factor"]), usable_price(chip, t)
        if chip["origin"] == bloc == "China":
            if chip is domestic_chip(t):
                found.append(("domestic", usable * factor, usable, 1.0))
        elif not listed:
            found.append((chip["vendor"], usable * factor, usable, allowed(chip, t, bloc) if bloc == "China" else 1.0))
    if bloc == "China":
        world = usable_price(cheapest([c for c in on_sale("US", t) if c["vendor"] == "Nvidia"], t), t) * (1 + PREMIUM)
        found += [("smuggled", world, world, 1.0), ("rented", rent(t) * CONTRACT, rent(t) * HORIZON, 1.0)]
    return sorted((o for o in found if o[3] > 0), key=lambda o: o[2])


def fill(money, t, contracted):
    """Spends each buyer's money; `contracted` [H100e] is rented already.

    Returns {buyer: {pool: H100e}}; `money` keeps what is left."""
    pools = {v: supply(v, t) for v in ("Nvidia", "Google", "Amazon", "AMD")}
    pools |= {"domestic": domestic_output(t),
              "smuggled": path_at(points_of(BLOC_PATHS, item="smuggled_chips_per_year"), t) / 12,
              "rented": max(0.0, path_at(points_of(BLOC_PATHS, bloc="China", item="rental_h100e"), t) - contracted)}
    menu = {lab["name"]: offers(lab["bloc"], lab["name"] in LISTED, t) for lab in LABS}
    bought = {name: dict.fromkeys(pools, 0.0) for name in menu}
    for rank in range(max(map(len, menu.values()))):
        wanted = {n: (m[rank][0], m[rank][3] * money[n] / m[rank][1]) for n, m in menu.items() if rank < len(m)}
        for pool in list(pools):
            total = sum(w for p, w in wanted.values() if p == pool)
            share = min(1.0, pools[pool] / total) if total > 0 else 0.0
            for name, (p, want) in wanted.items():
                if p == pool:
                    bought[name][pool] += share * want
                    money[name] -= share * want * menu[name][rank][1]
            pools[pool] -= share * total
    return bought


def budget(lab, t):
    """USD the buyer has for month t: none before it enters."""
    if lab["entry"] and t < month(lab["entry"]):
        return 0.0
    return path_at(points_of(PATHS, lab=lab["name"], item="chip_budget"), t) / 12


def run():
    """{buyer: [per month {pool: H100e}]}"""
    left, history = dict.fromkeys((l["name"] for l in LABS), 0.0), {l["name"]: [] for l in LABS}
    contracted = 0.0
    for t in range(FIRST, LAST + 1):
        money = {l["name"]: CARRY * left[l["name"]] + budget(l, t) for l in LABS}
        for name, bought in fill(money, t, contracted * (1 - 1 / CONTRACT)).items():
            history[name].append(bought)
        contracted = contracted * (1 - 1 / CONTRACT) + sum(h[-1]["rented"] for h in history.values())
        left = money
    return history


def lab_compute(purchases, start, t):
    """H100e a lab has in use at the end of month t."""
    held = start
    for m in range(FIRST, t + 1):
        arrived = purchases[m - FIRST - DELAY] if m - FIRST >= DELAY else {}
        held = held * (1 - ATTRITION / 12) + sum(v for pool, v in arrived.items() if pool != "rented")
    return held


def compare(history):
    """Lines of the comparison and the number of misses."""
    misses = 0
    china = [l["name"] for l in LABS if l["bloc"] == "China"]
    for row in STOCK:
        t = month(row["quarter_end"]) - FIRST + 1
        sold = {p: sum(sum(h[m][p] for m in range(t)) for h in history.values()) for p in POOLS}
        legal = sum(history[n][m]["Nvidia"] for n in china for m in range(t))
        ratio = legal / float(row["china_nvidia"])
        miss = row["quarter_end"].endswith("12") and not 1 / FACTOR < ratio < FACTOR
        miss |= not 0.85 < sold["Nvidia"] / float(row["nvidia"]) < 1.001
        misses += miss
        print(f"{row['quarter_end']} China's Nvidia {legal:7.0f} of {row['china_nvidia']:>6} ({ratio:.2f}),",
              f"world Nvidia {sold['Nvidia'] / float(row['nvidia']):.3f},", *(f"{p} {sold[p]:.0f}" for p in POOLS[1:]),
              "MISS" if miss else "")
    h100e = {c["name"]: float(c["h100e"]) for c in CHIPS}
    for row in (r for r in ANCHORS if r["item"] == "compute_h100e" and r["month"] >= "2022-12"):
        start = sum(float(r["count"]) * h100e[r["chip"]] for r in read("initial_stock.csv") if r["owner"] == row["lab"])
        ratio = lab_compute(history[row["lab"]], start, month(row["month"])) / float(row["value"])
        miss = row["confidence"] == "V" and not 1 / FACTOR < ratio < FACTOR
        misses += miss
        print(f"{row['month']} {row['lab']:16} {ratio:.2f} of {row['value']:>7} ({row['confidence']})",
              "MISS" if miss else "")
    return misses


if __name__ == "__main__":
    sys.exit(1 if compare(run()) else 0)
