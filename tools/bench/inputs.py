#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Write 4,096 shuffled inputs of a benchmark model as JSON lines: the same for every engine.

usage: inputs.py table|lending|heavy|review [FILE.csv] > inputs.jsonl
table reads inputs.csv of the 20 x 6 table, review the cases.csv of the pack em-review.
"""
import csv
import datetime
import json
import random
import sys

COUNT = 4096
SEED = 6


def number(text):
    return float(text) if "." in text else int(text)


def table(path, _random):
    for row in csv.DictReader(open(path, newline="")):
        yield {k: v if k in ("job", "region") else number(v) for k, v in row.items() if k != "expected_rule"}


def lending(_path, rand):
    while True:
        yield {
            "ApplicantData": {
                "Monthly": {"Income": rand.randrange(1000, 12000), "Expenses": rand.randrange(200, 4000),
                            "Repayments": rand.randrange(0, 2000)},
                "Age": rand.randrange(16, 80), "ExistingCustomer": rand.random() < 0.5,
                "MaritalStatus": rand.choice("MS"),
                "EmploymentStatus": rand.choice(["EMPLOYED", "UNEMPLOYED", "STUDENT", "SELF-EMPLOYED"])},
            "RequestedProduct": {"ProductType": rand.choice(["STANDARD LOAN", "SPECIAL LOAN"]),
                                 "Amount": rand.randrange(50000, 500000),
                                 "Rate": rand.randrange(200, 800) / 10000, "Term": rand.choice([60, 120, 240, 360])},
            "BureauData": {"CreditScore": rand.randrange(400, 900), "Bankrupt": rand.random() < 0.1},
            "SupportingDocuments": rand.choice(["YES", "NO"]),
        }


def heavy(_path, rand):
    day = datetime.date(2026, 6, 30)
    names = ["Ann Lee", "Dr Bo Ek", "Prof Cy Fox", "Dee", "Élan Vital", "Finn Gale"]
    while True:
        yield {
            "Customer": rand.choice(names), "Day": day.isoformat(),
            "Orders": [{
                "sku": f"{rand.choice(['ab', 'cd', 'ef', 'gh'])}-{rand.randrange(1000)}",
                "quantity": rand.randrange(1, 20), "price": rand.randrange(100, 50000) / 100,
                "region": rand.choice(["north", "south", "east", "west"]),
                "ordered": (day - datetime.timedelta(rand.randrange(360))).isoformat(),
            } for _ in range(20)],
        }


def review(path, _rand):
    """As the pack's rule tests read a case, without its expectations."""
    lists = ("Devices", "Violations", "Representations", "Reviews", "Measures", "Quality")
    for row in csv.DictReader(open(path, newline="")):
        case = {"As of": row["as_of"], "Condition": {}, "Person": {}}
        for column, text in row.items():
            group, _, field = column.partition(".")
            if field:
                case[group][field] = {"yes": True, "no": False, "": None}.get(text, text)
        for name in lists:
            case[name] = json.loads(row[name]) if row[name] else []
        yield case


def main():
    rand = random.Random(SEED)
    make = {"table": table, "lending": lending, "heavy": heavy, "review": review}[sys.argv[1]]
    found = make(sys.argv[2] if len(sys.argv) > 2 else None, rand)
    rows = [row for row, _ in zip(found, range(COUNT))]
    while len(rows) < COUNT:
        rows.extend(rows[:COUNT - len(rows)])
    rand.shuffle(rows)
    for row in rows:
        print(json.dumps(row, ensure_ascii=False))


if __name__ == "__main__":
    sys.exit(main())
