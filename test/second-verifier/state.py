"""Sections 3, 4 and 9 of RECORD.md: what is kept while reading, who is present, and quorums."""
from chain import Fault

ONE = 1_000_000


def beyond(rule, unit):
    return (unit if rule.get("kind") == "half_plus_one" else 0) - rule.get("except", 0) * unit


def reached(part, base, rule, unit=1):
    left, right = (part - beyond(rule, unit)) * rule["den"], rule["num"] * base
    return part > 0 and (left > right if rule["cmp"] == "gt" else left >= right)


def need(base, rule, unit=1):
    if rule["cmp"] == "gt":
        least = base * rule["num"] // rule["den"] + 1
    else:
        least = -(-base * rule["num"] // rule["den"])
    return max(1, least + beyond(rule, unit))


class State:
    def __init__(self):
        self.procedure = 1
        self.roll = None
        self.rules = None
        self.item = None
        self.here = {}
        self.mode = {}
        self.substitutes = []
        self.suspended = set()
        self.recused = []
        self.proxies = []
        self.votes = {}
        self.opened = False

    # What the entries say, in their order.

    def take(self, entry):
        data, kind = entry["data"], entry["type"]
        if kind == "session.prepared":
            self.roll, self.rules, self.item = data, data["rules"], None
            self.procedure = data.get("procedure", 1)
        elif kind == "session.opened":
            self.procedure = data.get("procedure", self.procedure)
        elif kind == "agenda.taken":
            self.item = data["item"]
        elif kind == "agenda.finished" and self.item == data["item"]:
            self.item = None
        elif kind == "attendance.arrived":
            self.here[data["participant"]] = True
            self.mode[data["participant"]] = data["mode"]
        elif kind == "attendance.left":
            self.here[data["participant"]] = False
        elif kind == "attendance.corrected":
            last = data["intervals"][-1] if data["intervals"] else None
            self.here[data["participant"]] = last is not None and last["to"] is None
            if last:
                self.mode[data["participant"]] = last["mode"]
        elif kind == "seat.substituted":
            self.substitutes.append((data["seat"], data["participant"]))
        elif kind == "seat.givenBack":
            self.substitutes = [one for one in self.substitutes if one[0] != data["seat"]]
        elif kind == "seat.suspended":
            self.suspended.add(data["seat"])
        elif kind == "seat.restored":
            self.suspended.discard(data["seat"])
        elif kind == "seat.recused":
            self.recused.append((data["seat"], data["item"], data["mode"]))
        elif kind == "seat.recusalWithdrawn":
            self.recused = [one for one in self.recused if one[:2] != (data["seat"], data["item"])]
        elif kind == "proxy.registered":
            self.proxies.append(data)
        elif kind == "proxy.revoked":
            self.proxies = [one for one in self.proxies if one["id"] != data["id"]]

    # What follows from them.

    def seats(self):
        return self.roll["seats"]

    def sitting(self):
        sits = {one["seat"]: one["id"] for one in self.roll["participants"] if one["seat"] is not None}
        return {**sits, **dict(self.substitutes)}

    def recusal(self, seat, item):
        return next((mode for of, about, mode in self.recused if of == seat and about == item), None)

    def proxy(self, principal, item):
        def reaches(one):
            return (item is None or one["after"] != item) if one["item"] is None else one["item"] == item
        return next((one for one in self.proxies if one["principal"] == principal and reaches(one)), None)

    def present(self, item):
        sits, known = self.sitting(), {seat["id"]: seat for seat in self.seats()}
        here = lambda seat: known.get(seat, {}).get("filled") and self.here.get(sits.get(seat), False)
        proxies = self.rules.get("representation", {}).get("proxies", {})
        found = []
        for seat in self.seats():
            name = seat["id"]
            if not seat["filled"] or name in self.suspended or self.recusal(name, item) == "excluded":
                continue
            proxy = self.proxy(name, item) if proxies.get("countForQuorum") else None
            stands = proxy and here(proxy["holder"]) and proxy["holder"] not in self.suspended
            if here(name) or stands:
                found.append(seat)
        return found

    def finding(self, rule, present, vote=None):
        """`vote`: ballots, cast, present of a vote that is closed."""
        roll, statutory = self.seats(), self.roll["statutorySeats"]
        weigh = lambda seats: sum(seat.get("weight", ONE) for seat in seats)
        filled = [seat for seat in roll if seat["filled"]]
        heads = {"present": len(present), "filled": len(filled), "statutory": statutory}
        weights = {
            "present": weigh(present), "filled": weigh(filled),
            "statutory": weigh(roll) + max(0, statutory - len(roll)) * ONE,
        }
        states = {seat["delegation"]: 0 for seat in roll}
        for seat in present:
            states[seat["delegation"]] = states.get(seat["delegation"], 0) + 1
        parts = []
        for part in rule["of"] if rule["kind"] == "all" else [rule]:
            kind, by = part["kind"], part.get("by", "heads")
            numbers, unit = (weights, ONE) if by == "weight" else (heads, 1)
            if kind == "fraction":
                base, got = numbers[part["base"]], numbers["present"]
                parts.append({"kind": "heads", "by": by, "of": part["base"], "got": got, "base": base,
                              "need": need(base, part, unit), "met": reached(got, base, part, unit)})
            elif kind == "number":
                least = part["seats"] * unit
                parts.append({"kind": "heads", "by": by, "of": "number", "got": numbers["present"],
                              "base": numbers["statutory"], "need": least, "met": numbers["present"] >= least})
            elif kind == "category":
                for one in part["of"]:
                    got = sum(1 for seat in present if seat["category"] == one["category"])
                    parts.append({"kind": "category", "by": "heads", "category": one["category"], "got": got,
                                  "base": one["seats"], "need": one["seats"], "met": got >= one["seats"]})
            elif kind in ("states", "states_share"):
                got = sum(1 for number in states.values() if number >= part["each"])
                least = part["states"] if kind == "states" else need(len(states), part)
                parts.append({"kind": "states", "by": "heads", "each": part["each"], "got": got,
                              "base": len(states), "need": least, "met": got >= least and got > 0})
            elif kind == "participation" and vote is not None:
                got = vote[part["of"]]
                base = vote["present"] if part["base"] == "present" else heads[part["base"]]
                parts.append({"kind": "participation", "by": "heads", "of": part["base"], "counted": part["of"],
                              "got": got, "base": base, "need": need(base, part), "met": reached(got, base, part)})
        first = next((one for one in parts if one["kind"] == "heads" and one["by"] == "heads"), None)
        if first:
            found = {"present": len(present), "base": first["base"], "need": first["need"]}
        else:
            asked = [-(-one["need"] // ONE) if one["by"] == "weight" else one["need"] * one.get("each", 1) for one in parts]
            found = {"present": len(present), "base": statutory, "need": max([1, *asked])}
        found["met"] = len(present) > 0 and all(one["met"] for one in parts)
        if not (len(parts) == 1 and first):
            found["parts"] = parts
        return found


def expect(seq, what, told, found):
    if told != found:
        raise Fault(seq, f"{what}: told {told}, found {found}")
