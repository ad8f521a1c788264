"""What a buyer sees in a month of the history: chips on sale, their prices, supply, the domestic line."""
import math

from tables import month, path_at, points_of, read, step_at

CHIPS = read("chips.csv")
PRICES = read("chip_prices.csv")
SUPPLY = read("vendors_supply.csv")
HOURS_PER_MONTH = 365.25 * 24 / 12
PREMIUM = 0.5  # of a smuggled chip over the world price (docs/data.md)


def price(chip, t):
    """USD of one chip."""
    return path_at(points_of(PRICES, "usd", chip=chip["name"]), t)


def usable_price(chip, t):
    """USD per usable H100e."""
    return price(chip, t) / (float(chip["h100e"]) * float(chip["software_factor"]))


def on_sale(bloc, t):
    """Accelerators a buyer of the bloc could order in month t if no rule were in force."""
    return [c for c in CHIPS if c["accelerator"] == "true" and c["launch"] and month(c["launch"]) <= t
            and (not c["end_of_sale"] or t < month(c["end_of_sale"]))
            and (not c["sold_in"] or bloc in c["sold_in"].split(";"))]


def cheapest(chips, t):
    return min(chips, key=lambda c: usable_price(c, t))


def rent(t):
    """USD per H100e and month offshore: 1.34 USD per hour at 2025-01, falling like the price of chips."""
    return 1.34 * HOURS_PER_MONTH * math.exp(-0.36 * (t - month("2025-01")) / 12)


def supply(vendor, t):
    """H100e the vendor can sell in month t."""
    return step_at(points_of(SUPPLY, "h100e_per_month", "from", vendor=vendor), t)


def domestic_chip(t):
    """The class China's own line makes in month t: the cheapest per H100e."""
    return cheapest([c for c in on_sale("China", t) if c["origin"] == "China"], t)
