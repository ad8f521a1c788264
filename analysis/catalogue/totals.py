"""Prints yearly totals of the derived tables: what China's buyers intend to spend, and what its chip line makes. Needs
PyYAML."""
from check_market import LABS, budget, domestic_output

CHINA = [lab for lab in LABS if lab["bloc"] == "China"]

print("| year | China's budgets, bn USD | China's chip line, 1000 H100e |")
print("|---|---|---|")
for year in (2022, 2023, 2024):
    months = range(12 * year, 12 * year + 12)
    spent = sum(budget(lab, t) for lab in CHINA for t in months)
    print(f"| {year} | {spent / 1e9:.1f} | {sum(map(domestic_output, months)) / 1e3:.0f} |")
