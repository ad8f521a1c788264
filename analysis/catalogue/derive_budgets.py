"""Writes lab_paths.csv: staff, and the money every buyer intends to spend on chips.

Outside China a lab's orders make its known compute:

    K(m) = K(m - 1) (1 - a / 12) + orders(m - 3)          a: attrition per year, 3 months from order to use
    budget = 12 * orders * average price of the bloc's chips

and the rest of what was sold goes to the bloc's other owners. In China the bloc's money is

    legal imports + (from the rule of 2023-11 on) domestic chips + smuggled chips + rent offshore

split by shares. Imports are intended ones: quarters cut by a new rule are bridged at constant growth.
`--check` compares with the committed table instead. docs/data.md has the reasons."""
import sys

from market import PREMIUM, cheapest, domestic_chip, on_sale, price, rent, supply, usable_price
from tables import FIRST, LAST, month, path_at, points_of, read, rounded, table, text_of, write_or_check

DELAY = 3                # months from order to use
ATTRITION = 0.175        # 1/yr: failures 0.02, ageing 0.0035 per year of age, obsolescence 0.15
OTHER_SHARE = 0.15       # of Nvidia and AMD chips sold outside China go outside the US (J)
RAMP = 3                 # months after its launch in which a class does not yet set the price of what is sold (J)
GROWTH_AFTER = 3.5       # x/yr at most of a lab's compute after its last anchor: what is in use three months later (J)
CUT = {"2022Q3", "2022Q4", "2023Q4", "2024Q1"}  # quarters in which a new rule held purchases back
# Before it, a legal A800 or H800 was cheaper than any other route: buyers of domestic chips bought them by
# mandate and are not part of a market in which buyers take the cheapest (J)
RULE = month("2023-11")

ANCHORS = read("history/lab_anchors.csv")
LABS = read("labs.csv")
DOMESTIC_ANCHORS = read("history/domestic_anchors.csv")
BLOC_PATHS = read("bloc_paths.csv")
CHINA = {r["quarter"]: r for r in read("history/china_flow_share.csv")}


def quarter(t):
    return f"{t // 12}Q{t % 12 // 3 + 1}"


def market_price(vendor, bloc, t):
    """USD per H100e of the cheapest class of a vendor, the newest launches left out until they ship in volume."""
    ripe = [c for c in on_sale(bloc, t) if c["vendor"] == vendor and month(c["launch"]) <= max(t - RAMP, FIRST)]
    chip = cheapest(ripe or [c for c in on_sale(bloc, t) if c["vendor"] == vendor], t)
    return usable_price(chip, t) * float(chip["software_factor"])


def sold_outside(bloc, t):
    """H100e sold to the bloc (US or other) by vendor in month t."""
    share = OTHER_SHARE if bloc == "other" else 1 - OTHER_SHARE
    nvidia = supply("Nvidia", t) - float(CHINA[quarter(t)]["china_flow_h100e"]) / 3
    sold = {"Nvidia": share * nvidia, "AMD": share * supply("AMD", t)}
    if bloc == "US":
        sold |= {"Google": supply("Google", t), "Amazon": supply("Amazon", t)}
    else:
        sold["Nvidia"] -= path_at(points_of(BLOC_PATHS, item="smuggled_chips_per_year"), t) / 12  # paid in China
    return {vendor: amount for vendor, amount in sold.items() if amount > 0}


def bloc_spending(bloc, t):
    """(USD, H100e) of month t outside China."""
    sold = sold_outside(bloc, t)
    return sum(amount * market_price(vendor, bloc, t) for vendor, amount in sold.items()), sum(sold.values())


def orders(compute, t):
    """H100e ordered in month t by a lab with the compute path [(month, H100e at its end)]; it grows on at the end."""
    (a, x), (b, y) = compute[-2:]
    growth = min((y / x) ** (12 / (b - a)), GROWTH_AFTER)

    def held(m):
        return path_at(compute, m) if m <= b else y * growth ** ((m - b) / 12)
    used = t + DELAY
    return held(used) - held(used - 1) * (1 - ATTRITION / 12) if used > compute[0][0] else 0.0


def china_imports():
    """Money for legal imports by quarter [USD per month], bridged over the quarters that a new rule cut."""
    named = {c["name"]: c for c in on_sale("China", month("2022-11")) + on_sale("China", month("2024-02"))}
    known = []
    for q, row in CHINA.items():
        middle = month(row["quarter_end"]) - 1
        spent = sum(float(row["china_units_" + name.lower()]) * price(named[name], middle)
                    for name in ("A100", "A800", "H800", "H20"))
        if q not in CUT:
            known.append((middle, spent / 3))
    return {q: path_at(known, month(row["quarter_end"]) - 1) for q, row in CHINA.items()}


def china_spending(t, imports):
    """USD of month t that China's buyers intend to spend on chips, rental included."""
    chip = domestic_chip(t)
    output = path_at(points_of(DOMESTIC_ANCHORS, item="output_h100e"), t) / 12
    domestic = output * price(chip, t) / float(chip["h100e"])
    smuggled = path_at(points_of(BLOC_PATHS, item="smuggled_chips_per_year"), t) / 12 \
        * market_price("Nvidia", "US", t) * (1 + PREMIUM)
    rented = path_at(points_of(BLOC_PATHS, bloc="China", item="rental_h100e"), t) * rent(t)
    return imports[quarter(t)] + (domestic + smuggled + rented if t >= RULE else 0)


def racing_budget(lab, t, bloc_money):
    """USD in month t of a lab that races; bloc_money: {bloc: (USD, H100e)}."""
    money, bought = bloc_money[lab["bloc"]]
    if lab["bloc"] != "China":
        return orders(points_of(ANCHORS, lab=lab["name"], item="compute_h100e"), t) * money / bought
    share = path_at(points_of(ANCHORS, lab=lab["name"], item="share_of_bloc"), t)
    race = points_of(ANCHORS, lab=lab["name"], item="race_share")
    return money * share * (path_at(race, t) if race else 1)


def budgets():
    """{buyer: {month: USD per month}}"""
    imports = china_imports()
    result = {lab["name"]: {} for lab in LABS}
    for t in range(FIRST, LAST + 1):
        money = {bloc: bloc_spending(bloc, t) for bloc in ("US", "other")} | {"China": (china_spending(t, imports), 0)}
        for lab in (l for l in LABS if l["races"] == "true"):
            result[lab["name"]][t] = racing_budget(lab, t, money)
        for rest in (l for l in LABS if l["races"] == "false"):
            racing = sum(result[l["name"]][t] for l in LABS if l["bloc"] == rest["bloc"] and l["races"] == "true")
            result[rest["name"]][t] = money[rest["bloc"]][0] - racing
            assert result[rest["name"]][t] > 0, f"{rest['name']} {text_of(t)}: labs spend more than the bloc"
    return result


def path_points(monthly):
    """[(month, USD per year)]: quarter means in the middle month, 0 before the first orders, the last one held."""
    points = [(q + 1, 4 * sum(monthly[q + i] for i in range(3))) for q in range(FIRST, LAST, 3)]
    start = next(i for i, (_, value) in enumerate(points) if value > 0)
    before = [(points[start][0] - 2, 0.0)] if start else []
    return before + points[start:] + [(LAST, points[-1][1])]


SOURCES = {
    "US": "derived: orders that make the lab's compute (history/lab_anchors.csv) at the price of what was sold",
    "China": "derived: share of the bloc's intended spending (history/lab_anchors.csv, history/china_flow_share.csv)",
}
COMMENTS = [
    "Paths of labs and other owners. Between points constant growth (a straight line from or to 0), level before the",
    "  first and after the last point, where the parameters of the model take over.",
    "staff: people in research and development. chip_budget: nominal USD per year meant for chips that serve this",
    "  buyer, whoever owns them (Microsoft for OpenAI), without servers and networks; China's includes rent abroad.",
    "  For labs that race it is the part of the firm's money that serves the race; the rest is with the bloc's others.",
    "Derived by analysis/catalogue/derive_budgets.py; see docs/data.md. Source data: Epoch AI, CC BY 4.0.",
]


def build():
    rows = [[r["lab"], r["month"], "staff", r["value"], r["confidence"], r["source"]]
            for r in ANCHORS if r["item"] == "staff"]
    money = budgets()
    for lab in LABS:
        source = SOURCES.get(lab["bloc"], SOURCES["US"])
        if lab["races"] == "false":
            source = "derived: spending of the bloc less that of its labs"
        rows += [[lab["name"], text_of(t), "chip_budget", rounded(value), "D", source]
                 for t, value in path_points(money[lab["name"]])]
    return table(COMMENTS, ["lab", "month", "item", "value", "confidence", "source"], rows)


if __name__ == "__main__":
    sys.exit(write_or_check("lab_paths.csv", build()))
