"""Section 7 of RECORD.md: elections by method, and lots. Votes are exact fractions."""
from fractions import Fraction
from chain import sha256


def text(votes):
    return str(Fraction(votes))


def draw(seed, names):
    """Sorted by number, the first drawn first."""
    drawn = [{"name": name, "hash": sha256(f"{seed}\n{name}")} for name in names]
    return {"seed": seed, "drawn": sorted(drawn, key=lambda one: one["hash"])}


def border(votes, names, places):
    """Who is in, who is tied, and for how many places."""
    order = sorted(names, key=lambda name: (-votes[name], name))
    if len(order) <= places:
        return order, [], 0
    edge = votes[order[places - 1]]
    if votes[order[places]] < edge:
        return order[:places], [], 0
    inside = [name for name in order if votes[name] > edge]
    return inside, [name for name in order if votes[name] == edge], places - len(inside)


class Urn:
    """Ballots sorted. `ballots`: (names or 'against_all' or 'abstain', weight in votes)."""

    def __init__(self, candidates, ballots, issued, unit):
        self.candidates = sorted(candidates)
        self.unit = unit
        self.papers = [(names, weight) for names, weight in ballots if isinstance(names, list)]
        self.against = sum((weight for names, weight in ballots if names == "against_all"), Fraction(0))
        self.valid = self.against + sum((weight for _, weight in self.papers), Fraction(0))
        against = sum(1 for names, _ in ballots if names == "against_all")
        self.turnout = {
            "issued": issued, "cast": len(ballots), "valid": len(self.papers) + against,
            "blank": sum(1 for names, _ in ballots if names == "abstain"), "invalid": 0, "againstAll": against,
            "validVotes": text(self.valid), "againstAllVotes": text(self.against),
        }

    def marks(self):
        votes = {name: Fraction(0) for name in self.candidates}
        for names, weight in self.papers:
            for name in names:
                votes[name] += weight
        return votes

    def first(self):
        votes = {name: Fraction(0) for name in self.candidates}
        for names, weight in self.papers:
            votes[names[0]] += weight
        return votes


def start(method, urn, seats, votes):
    return {
        "method": method, "outcome": "no_votes", "seats": seats, "elected": [], "runoff": None, "pendingLot": None,
        "tie": None, "unfilled": None, "counts": {name: text(votes[name]) for name in urn.candidates},
        "turnout": urn.turnout, "need": None, "rounds": [], "decidedBy": "none",
    }


def tie_of(purpose, tied, places, votes, by_lot, seed):
    if not tied:
        return None
    tie = {"purpose": purpose, "candidates": tied, "votes": text(votes[tied[0]]), "places": places, "previousRound": None}
    if not by_lot:
        return {**tie, "settledBy": "runoff", "taken": [], "lot": None}
    lot = draw(seed, tied)
    return {**tie, "settledBy": "lot", "taken": [one["name"] for one in lot["drawn"][:places]], "lot": lot}


def elect(name, by, votes, number=1):
    return {"candidate": name, "by": by, "votes": text(votes[name]), "round": number}


def count_marks(method, urn, seats, on_tie, seed):
    votes = urn.marks()
    result = start(method, urn, seats, votes)
    if urn.turnout["valid"] == 0:
        return result
    standing = [name for name in urn.candidates if votes[name] > urn.against]
    inside, tied, left = border(votes, standing, seats)
    tie = tie_of("seats", tied, left, votes, on_tie == "lot", seed)
    elected = [elect(name, "votes", votes) for name in inside]
    if tie and tie["settledBy"] == "runoff":
        runoff = {"kind": "tie", "candidates": tied, "places": left, "through": []}
        return {**result, "elected": elected, "tie": tie, "outcome": "runoff", "runoff": runoff, "decidedBy": "votes"}
    elected += [elect(name, "lot", votes) for name in (tie["taken"] if tie else [])]
    result = {**result, "elected": elected, "tie": tie, "decidedBy": "lot" if tie else "votes"}
    if len(elected) == seats:
        return {**result, "outcome": "elected"}
    rest = [votes[name] for name in urn.candidates if name not in standing]
    best = max(rest, default=Fraction(0))
    why = "too_few_candidates"
    if rest and urn.against > 0 and best <= urn.against:
        why = "against_all"
    elif best > 0:
        why = "below_threshold"
    return {**result, "outcome": "not_filled", "unfilled": why}


def count_majority(urn, on_tie, ballot, seed):
    votes = urn.marks()
    result = start("absolute_majority", urn, 1, votes)
    units = urn.valid / urn.unit
    majority = (units // 2 + 1) * urn.unit
    kind = ballot["kind"]
    if kind in ("first", "tie"):
        result["need"] = {"votes": text(majority), "base": text(urn.valid)}
    if urn.turnout["valid"] == 0:
        return result
    against = {**result, "outcome": "not_filled", "unfilled": "against_all", "decidedBy": "votes"}
    top = max(votes.values(), default=Fraction(0))

    def goes_on(places, through, by_lot):
        inside, tied, left = border(votes, urn.candidates, places)
        tie = tie_of("goes_on", tied, left, votes, by_lot, seed)
        sure = through + inside + (tie["taken"] if tie else [])
        extra = tie is not None and tie["settledBy"] == "runoff"
        runoff = {"kind": "second", "candidates": sure, "places": 1, "through": []}
        if extra:
            runoff = {"kind": "extra", "candidates": tied, "places": left, "through": sure}
        by = "lot" if tie and not extra else "votes"
        return {**result, "outcome": "runoff", "tie": tie, "runoff": runoff, "decidedBy": by}

    if kind == "extra":
        return goes_on(ballot["places"], ballot["through"], True)
    if kind == "second":
        inside, tied, left = border(votes, urn.candidates, 1)
        if top <= urn.against:
            return against
        tie = tie_of("seats", tied, left, votes, True, seed)
        name = inside[0] if inside else tie["taken"][0]
        by = "lot" if tie else "majority" if top >= majority else "votes"
        elected = [elect(name, by, votes)]
        return {**result, "outcome": "elected", "elected": elected, "tie": tie, "decidedBy": "lot" if tie else "votes"}
    highest = [name for name in urn.candidates if votes[name] == top]
    if len(highest) == 1 and top >= majority:
        return {**result, "outcome": "elected", "elected": [elect(highest[0], "majority", votes)], "decidedBy": "votes"}
    if top <= urn.against:
        return against
    return goes_on(2, [], on_tie == "lot")


class Ballots:
    """Who holds which ballots, at which value."""

    def __init__(self, urn):
        self.piles = {name: [] for name in urn.candidates}
        for names, weight in urn.papers:
            self.piles[names[0]].append((names, weight))

    def is_empty(self, name):
        return not self.piles[name]

    def pass_on(self, name, factor, continuing, _round):
        """What each receives, None for exhausted."""
        received, pile, self.piles[name] = {}, self.piles[name], []
        for names, value in pile:
            to = next((one for one in names if one in continuing), None)
            received[to] = received.get(to, Fraction(0)) + value * factor
            if to is not None:
                self.piles[to].append((names, value * factor))
        return received


class Told:
    """A secret count's transfers, as its rounds tell them; everything else has to follow from them."""

    def __init__(self, rounds, votes):
        self.rounds = {one["number"]: one for one in rounds}
        self.votes = votes

    def is_empty(self, name):
        return self.votes[name] == 0

    def pass_on(self, name, factor, continuing, number):
        received = {}
        for one in self.rounds.get(number, {}).get("transfers", []):
            value = Fraction(one["votes"])
            if value <= 0 or one["to"] in received or (one["to"] is not None and one["to"] not in continuing):
                raise ValueError(f"transfer to {one['to']} in round {number}")
            received[one["to"]] = value
        if sum(received.values(), Fraction(0)) != self.votes[name] * factor:
            raise ValueError(f"transfers of round {number} are not what there was to pass")
        return received


def count_stv(urn, seats, seed, first, told=None):
    votes = dict(first)
    quota = Fraction(urn.valid / (seats + 1) // 1 + 1)
    result = start("stv", urn, seats, votes)
    result["need"] = {"votes": text(quota), "base": text(urn.valid)}
    if urn.turnout["valid"] == 0:
        return result
    if 2 * urn.against >= urn.valid:
        return {**result, "outcome": "not_filled", "unfilled": "against_all", "decidedBy": "votes"}
    papers = Ballots(urn) if told is None else Told(told, votes)
    continuing, waiting, exhausted = set(urn.candidates), [], urn.against
    rounds, elected, history = [], [], []

    def close(action, transfers, tie):
        history.append(dict(votes))
        number = len(history)
        order = sorted(continuing, key=lambda name: ([-then[name] for then in reversed(history)], name))
        new = []
        for name in order:
            if votes[name] >= quota:
                new.append((name, "quota"))
                if votes[name] > quota:
                    waiting.append(name)
        left = seats - len(elected) - len(new)
        rest = [name for name in order if name not in [one for one, _ in new]]
        if len(rest) <= left:
            new += [(name, "last_places") for name in rest]
        for name, by in new:
            continuing.discard(name)
            elected.append(elect(name, by, votes, number))
        rounds.append({
            "number": number, "action": action, "transfers": transfers,
            "counts": {name: text(votes[name]) for name in urn.candidates}, "exhausted": text(exhausted),
            "elected": [name for name, _ in new], "tie": tie,
        })

    def turn(names, purpose):
        pick = max if purpose == "surplus" else min
        narrow = lambda then, among: [n for n in among if then[n] == pick(then[one] for one in among)]
        tied = sorted(narrow(history[-1], names))
        if len(tied) == 1:
            return tied[0], None
        left, previous = tied, None
        for index in range(len(history) - 2, -1, -1):
            if len(left) == 1:
                break
            fewer = narrow(history[index], left)
            if len(fewer) < len(left) and previous is None:
                previous = index + 1
            left = fewer
        tie = {"purpose": purpose, "candidates": tied, "votes": text(votes[tied[0]]), "places": 1, "previousRound": previous}
        if len(left) == 1:
            return left[0], {**tie, "settledBy": "previous_round", "taken": left, "lot": None}
        lot = draw(seed, left)
        name = lot["drawn"][0 if purpose == "surplus" else -1]["name"]
        return name, {**tie, "settledBy": "lot", "taken": [name], "lot": lot}

    def move(received):
        nonlocal exhausted
        for to, value in received.items():
            if to is None:
                exhausted += value
            else:
                votes[to] += value
        names = sorted(received, key=lambda to: (to is None, to or ""))
        return [{"to": to, "votes": text(received[to])} for to in names]

    close({"kind": "first"}, [], None)
    while len(elected) < seats and continuing:
        number = len(history) + 1
        if waiting:
            name, tie = turn(waiting, "surplus")
            waiting.remove(name)
            surplus = votes[name] - quota
            factor = surplus / votes[name]
            action = {"kind": "surplus", "from": name, "votes": text(votes[name]), "surplus": text(surplus), "factor": text(factor)}
            received = papers.pass_on(name, factor, continuing, number)
            votes[name] = quota
            close(action, move(received), tie)
            continue
        empty = sorted(name for name in continuing if papers.is_empty(name))
        if empty and len(continuing) - len(empty) >= seats - len(elected):
            continuing -= set(empty)
            close({"kind": "exclusion", "from": empty, "votes": "0"}, [], None)
            continue
        name, tie = turn(sorted(continuing), "exclusion")
        continuing.discard(name)
        action = {"kind": "exclusion", "from": [name], "votes": text(votes[name])}
        received = papers.pass_on(name, Fraction(1), continuing, number)
        votes[name] = Fraction(0)
        close(action, move(received), tie)
    settled = {one["tie"]["settledBy"] for one in rounds if one["tie"]}
    by = "lot" if "lot" in settled else "previous_round" if "previous_round" in settled else "votes"
    result = {**result, "elected": elected, "rounds": rounds, "decidedBy": by}
    if len(elected) == seats:
        return {**result, "outcome": "elected"}
    return {**result, "outcome": "not_filled", "unfilled": "too_few_candidates"}


def seed_of(told):
    if told.get("tie") and told["tie"].get("lot"):
        return told["tie"]["lot"]["seed"]
    return next((one["tie"]["lot"]["seed"] for one in told["rounds"] if one["tie"] and one["tie"]["lot"]), None)


def count(election, candidates, ballots, issued, unit, seed):
    """All ballots are known."""
    urn = Urn(candidates, ballots, issued, unit)
    method = election["method"]
    if method == "stv":
        return count_stv(urn, election["seats"], seed, urn.first())
    if method == "absolute_majority":
        return count_majority(urn, election["onTie"], election["ballot"], seed)
    return count_marks(method, urn, election["seats"], election["onTie"], seed)
