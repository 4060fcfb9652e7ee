"""Sections 5, 6 and 8 of RECORD.md: votes, their results, and what of a secret one can be counted again."""
from fractions import Fraction
import elections
from chain import Fault, canonical, sha256
from state import ONE, expect, need, reached

BY_POST = ("written", "silence")
RESULT_OF_VOTE = ("counts", "invalid", "notVoting", "present")


class Vote:
    def __init__(self, seq, data):
        self.seq, self.data = seq, data
        self.cast, self.hands, self.papers, self.objected, self.agreed = {}, None, [], [], []
        self.lot_due = False
        self.over = False
        self.present_at_end = None
        self.unsealed = None
        self.result = None
        self.lines = {line["seat"]: line for line in data["register"]}
        self.choices = [choice["id"] for choice in data["choices"]]
        self.way = data.get("way")
        self.election = data.get("election")
        self.present = sum(1 for line in data["register"] if line["entitled"] or line.get("counts"))
        self.weighed = (
            data["method"] == "named" and data.get("countsBy") != "seats"
            and any(line.get("weight", ONE) != ONE for line in data["register"])
        )

    def entitled(self, seq, seat):
        if seat not in self.lines or not self.lines[seat]["entitled"]:
            raise Fault(seq, f"{seat} has no ballot in {self.data['id']}")
        if self.over:
            raise Fault(seq, f"{self.data['id']} is over")

    def take_ballot(self, seq, data, actor):
        self.entitled(seq, data["seat"])
        if self.present_at_end is not None:
            raise Fault(seq, f"{self.data['id']} has ended")
        line = self.lines[data["seat"]]
        if data["channel"] == "device" and actor not in line.get("by", [line["participant"]]):
            raise Fault(seq, f"{actor} has no ballot of {data['seat']}")
        if self.data["method"] != "named" or self.way in ("no_objection", "silence") or self.lot_due:
            raise Fault(seq, f"{self.data['id']} takes no such ballot")
        if not self.is_choice(data["choice"]):
            raise Fault(seq, f"{data['choice']} is no choice of {self.data['id']}")
        told = {name: data[name] for name in ("seat", "choice", "channel", "admitted") if name in data}
        self.cast[data["seat"]] = told

    def is_choice(self, choice):
        if self.election is None or choice in ("against_all", "abstain"):
            return choice in self.choices
        names = choice.split(".")
        most = {"block_plurality": self.election["seats"], "absolute_majority": 1}.get(self.election["method"], len(names))
        known = all(name in self.choices and name not in ("against_all", "abstain") for name in names)
        return known and len(set(names)) == len(names) <= most

    def object(self, seq, seat):
        self.entitled(seq, seat)
        self.objected.append(seat)
        self.agreed = [one for one in self.agreed if one != seat]

    def at_end(self, state):
        """The seats that were present when it ended, of a vote that is counted later."""
        return [seat for seat in state.seats() if seat["id"] in self.present_at_end]

    def candidates(self):
        return [one for one in self.choices if one not in ("against_all", "abstain")]

    def ballots(self):
        return [self.cast[seat] for seat in sorted(self.cast)]

    def weight(self, seat):
        return self.lines[seat].get("weight", ONE)

    def weight_of_lines(self, which):
        return sum(line.get("weight", ONE) for line in self.data["register"] if which(line))

    def chair_seat(self):
        for line in self.data["register"]:
            if line["entitled"] and line["why"] != "proxy" and line["participant"] == self.data["presiding"]:
                return line["seat"]
        return None

    # What was handed in.

    def several_names(self):
        """Ballots of which the sums do not tell which names stood together."""
        return self.election is not None and self.election["method"] != "absolute_majority" and not (
            self.election["method"] == "block_plurality" and self.election["seats"] == 1
        )


def weights_of(vote):
    counts = {choice: 0 for choice in vote.choices}
    cast = invalid = 0
    for ballot in vote.ballots():
        votes = vote.weight(ballot["seat"])
        cast += votes
        names = [ballot["choice"]]
        if vote.election is not None:
            names = ballot["choice"].split(".")
            names = names[:1] if vote.election["method"] == "stv" else names
        for name in names:
            if name in counts:
                counts[name] += votes
            else:
                invalid += votes
    present = vote.weight_of_lines(lambda line: line["entitled"] or line.get("counts"))
    return {"counts": counts, "invalid": invalid, "notVoting": present - cast, "present": present}


def states_of(vote):
    threshold = vote.data["threshold"]
    rule, by = threshold["states"], threshold.get("by", "heads")
    found = {}
    for line in vote.data["register"]:
        state = found.setdefault(line.get("delegation", ""), {"present": 0, "yes": 0, "no": 0, "abstain": 0, "head": None})
        if not line["entitled"]:
            continue
        state["present"] += 1
        choice = vote.cast.get(line["seat"], {}).get("choice")
        if line.get("head"):
            state["head"] = choice
        if choice in ("yes", "no", "abstain"):
            state[choice] += line.get("weight", ONE) if by == "weight" else 1
    told = []
    for name in sorted(found):
        state = found[name]
        head = state.pop("head")
        side = state["yes"] - state["no"] if rule["position"] == "internal" else {"yes": 1, "no": -1}.get(head, 0)
        told.append({"delegation": name, **state, "position": "for" if side > 0 else "against" if side < 0 else "none"})
    return told


def parts_of(vote, counted, weights, states, chair=0):
    data, threshold = vote.data, vote.data["threshold"]
    pick = lambda one: {
        **{name: one["counts"].get(name, 0) for name in ("yes", "no", "abstain")},
        "invalid": one["invalid"], "present": one["present"],
    }
    heads = {**pick(counted), "filled": data["filled"], "statutory": data["statutory"]}
    if weights:
        beyond = max(0, data["statutory"] - len(data["register"])) * ONE
        by_weight = {
            **pick(weights), "filled": vote.weight_of_lines(lambda line: line["why"] != "vacant"),
            "statutory": vote.weight_of_lines(lambda line: True) + beyond,
        }
    else:
        by_weight = {name: number * ONE for name, number in heads.items()}
    parts = []
    for rule in [threshold, *threshold.get("and", [])]:
        by = rule.get("by", "heads")
        unit, numbers = (ONE, by_weight) if by == "weight" else (1, heads)
        spoiled = numbers["invalid"] if rule.get("invalidInBase") else 0
        base = {
            "cast": numbers["yes"] + numbers["no"] + spoiled,
            "ballots": numbers["yes"] + numbers["no"] + numbers["abstain"] + spoiled,
        }.get(rule["base"], numbers.get(rule["base"]))
        got = numbers["yes"] + chair * unit
        # One vote more is in the base of votes cast, too.
        base += chair * unit if rule["base"] in ("cast", "ballots") else 0
        told = {name: rule[name] for name in ("kind", "num", "den", "cmp", "base")}
        told.update({name: rule[name] for name in ("except", "invalidInBase") if rule.get(name)})
        parts.append({"of": "members", "by": by, "rule": told, "base": base, "need": need(base, rule, unit), "got": got,
                      "passed": reached(got, base, rule, unit)})
    if "states" in threshold:
        rule = threshold["states"]
        among = {"all": states, "present": [one for one in states if one["present"] > 0],
                 "with_position": [one for one in states if one["position"] != "none"]}
        base, got = len(among[rule["base"]]), sum(1 for one in states if one["position"] == "for")
        told = {"kind": "fraction", **{name: rule[name] for name in ("num", "den", "cmp", "base")}}
        parts.append({"of": "states", "by": "heads", "rule": told, "base": base, "need": need(base, told), "got": got,
                      "passed": reached(got, base, told)})
    return parts


def is_half(rule):
    return rule["kind"] != "unanimity" and rule["num"] * 2 == rule["den"]


def with_chair(vote, counted, weights, states, side):
    if side == "no":
        return "rejected"
    parts = parts_of(vote, counted, weights, states, chair=1)
    binding = parts if vote.data.get("tieOverridesBase") is False else [one for one in parts if one["of"] == "states"]
    return "adopted" if all(one["passed"] for one in binding) else "rejected"


def decide_motion(vote, counted, weights):
    data, threshold = vote.data, vote.data["threshold"]
    states = states_of(vote) if "states" in threshold else None
    parts = parts_of(vote, counted, weights, states)
    by_weight = threshold.get("by") == "weight"
    found = {"winners": [], "base": None if by_weight else parts[0]["base"], "need": None if by_weight else parts[0]["need"]}
    if not (len(parts) == 1 and parts[0]["by"] == "heads"):
        found["parts"] = parts
    if states is not None:
        found["states"] = states
    counts = weights["counts"] if by_weight and weights else counted["counts"]
    yes, no = counts.get("yes", 0), counts.get("no", 0)
    if yes + no == 0:
        return {**found, "outcome": "no_votes", "decidedBy": "none"}
    passed = all(one["passed"] for one in parts)
    verdict = {**found, "outcome": "adopted" if passed else "rejected", "decidedBy": "threshold"}
    waits = lambda what: {**found, "outcome": "tied", "decidedBy": "none", "awaits": what}
    asks_half = all(one["passed"] or one["of"] == "states" or is_half(one["rule"]) for one in parts)
    if yes != no or not is_half(threshold) or not asks_half:
        return verdict
    again = data["tie"] == "revote" and "revoteOf" not in data
    if data["method"] == "secret":
        return waits("revote") if not passed and again else verdict
    if data["tie"] == "chairSide":
        side = vote.cast.get(vote.chair_seat(), {}).get("choice")
        if side in ("yes", "no"):
            return {**found, "outcome": with_chair(vote, counted, weights, states, side), "decidedBy": "chairSide"}
        if data.get("chairAsked") and not passed:
            return waits("chair")
    if passed:
        return verdict
    if data["tie"] == "chairExtra":
        return waits("chair")
    return waits("revote") if again else verdict


def decide_plain_election(vote, counts):
    candidates, against = vote.candidates(), counts.get("against_all", 0)
    top = max([0, *(counts[name] for name in candidates)])
    verdict = {"base": None, "need": None, "decidedBy": "plurality", "winners": []}
    if top == 0 and against == 0:
        return {**verdict, "outcome": "no_votes", "decidedBy": "none"}
    if against >= top:
        return {**verdict, "outcome": "not_elected"}
    winners = [name for name in candidates if counts[name] == top]
    return {**verdict, "outcome": "elected" if len(winners) == 1 else "tied", "winners": winners}


def list_hash(choices):
    return sha256(canonical(sorted(choices)))


def count_agreement(vote):
    if vote.way == "consensus":
        ballots = vote.ballots()
        counts = {choice: sum(1 for one in ballots if one["choice"] == choice) for choice in vote.choices}
        except_for = vote.data.get("consensus", {}).get("except", 0)
        outcome = "objected" if counts.get("object", 0) > except_for else "adopted"
    else:
        said = [(seat, "object") for seat in vote.objected] + [(seat, "agree") for seat in vote.agreed]
        ballots = [{"seat": seat, "choice": choice, "channel": "device"} for seat, choice in sorted(said)]
        counts = {"agree": len(vote.agreed), "object": len(vote.objected)}
        enough = len(vote.agreed) >= vote.data.get("minAcknowledged", 0)
        outcome = "objected" if vote.objected else "adopted" if enough else "no_votes"
    return {
        "counts": counts, "invalid": 0, "notVoting": vote.present - len(ballots), "present": vote.present,
        "outcome": outcome, "winners": [], "base": None, "need": None, "decidedBy": vote.way,
        "voted": [one["seat"] for one in ballots], "ballots": ballots, "listHash": None,
    }


def check_secret(vote, seq, told):
    """What of a secret result can be held against its sums; the list of choices where they tell it, else None."""
    voted, counts, invalid = told["voted"], told["counts"], told["invalid"]
    for seat in voted:
        if not vote.lines.get(seat, {}).get("entitled") or seat in vote.papers:
            raise Fault(seq, f"{seat} has no ballot in {vote.data['id']}")
    expect(seq, "voted, sorted and each once", voted, sorted(set(voted)))
    if vote.several_names():
        return None
    listed = [choice for choice, number in counts.items() for _ in range(number)] + [":spoiled"] * invalid
    papers = len(listed) - len(voted)
    if vote.papers:
        expect(seq, "papers", told.get("paper"), {"issued": len(vote.papers), "counted": papers})
        if papers > len(vote.papers) or invalid > papers:
            raise Fault(seq, "more papers than were given out")
    elif papers != 0 or invalid != 0:
        raise Fault(seq, "sums are not what was handed in")
    return listed


def ballots_of_election(vote, pairs):
    """(choice, weight in votes) as elections.py reads them."""
    read = lambda choice: choice if choice in ("against_all", "abstain") else choice.split(".")
    return [(read(choice), weight) for choice, weight in pairs]


def count_election(vote, seq, told, listed):
    election, candidates = vote.election, vote.candidates()
    issued = sum(1 for line in vote.data["register"] if line["entitled"])
    unit = Fraction(1, ONE) if vote.weighed else Fraction(1)
    seed = elections.seed_of(told["election"])
    if (seed is not None) != vote.lot_due:
        raise Fault(seq, "a lot that was not due, or was due and not drawn")
    if vote.data["method"] == "named":
        pairs = [(one["choice"], Fraction(vote.weight(one["seat"]), ONE) if vote.weighed else Fraction(1)) for one in vote.ballots()]
        return elections.count(election, candidates, ballots_of_election(vote, pairs), issued, unit, seed)
    if listed is not None:
        pairs = [(choice, Fraction(1)) for choice in listed]
        return elections.count(election, candidates, ballots_of_election(vote, pairs), issued, unit, seed)
    return count_from_sums(vote, seq, told, issued, seed)


def count_from_sums(vote, seq, told, issued, seed):
    """Several names a ballot, in secret: the count that has these sums."""
    election, candidates = vote.election, vote.candidates()
    turnout = told["election"]["turnout"]
    counts, ballots = told["counts"], turnout["valid"] - turnout["againstAll"]
    marks = [counts[name] for name in candidates]
    most = {"stv": 1, "block_plurality": election["seats"]}.get(election["method"], len(candidates))
    fits = ballots <= sum(marks) <= ballots * most and all(number <= ballots for number in marks)
    cast = len(told["voted"])
    if not fits or turnout["valid"] + turnout["blank"] != cast or counts["against_all"] != turnout["againstAll"]:
        raise Fault(seq, "no ballots can have these sums")
    urn = elections.Urn(candidates, [], issued, Fraction(1))
    urn.against, urn.valid = Fraction(turnout["againstAll"]), Fraction(turnout["valid"])
    urn.turnout = {
        "issued": issued, "cast": cast, "valid": turnout["valid"], "blank": turnout["blank"], "invalid": 0,
        "againstAll": turnout["againstAll"], "validVotes": elections.text(turnout["valid"]),
        "againstAllVotes": elections.text(turnout["againstAll"]),
    }
    sums = {name: Fraction(counts[name]) for name in candidates}
    if election["method"] == "stv":
        return elections.count_stv(urn, election["seats"], seed, sums, told["election"]["rounds"])
    urn.marks = lambda: dict(sums)
    return elections.count_marks(election["method"], urn, election["seats"], election["onTie"], seed)


OUTCOMES = {"elected": "elected", "runoff": "tied", "not_filled": "not_elected", "no_votes": "no_votes"}


def result_of(vote, seq, told):
    """The result without its quorums, and which of its members cannot be counted again."""
    data = vote.data
    if vote.way in ("no_objection", "silence", "consensus"):
        return count_agreement(vote), ()
    named = data["method"] == "named"
    ballots = vote.ballots()
    untold = ()
    if named:
        listed = [one["choice"] for one in ballots]
        hands = vote.hands or {}
        listed += [choice for choice, number in hands.items() for _ in range(number)] if vote.way == "hands" else []
        voted = [one["seat"] for one in ballots]
    else:
        listed, voted = check_secret(vote, seq, told), told["voted"]
        untold = ("listHash",) if listed is None else ()
    common = {"present": vote.present, "voted": voted, "ballots": ballots if named and vote.way != "hands" else None}
    common["listHash"] = None if named else told["listHash"] if listed is None else list_hash(listed)
    weights = weights_of(vote) if vote.weighed else None
    if weights:
        common["weights"] = weights
    if vote.way == "hands":
        common["hall"] = vote.hands or {}
    if vote.papers:
        common["paper"] = told["paper"]
    if vote.election is not None:
        found = count_election(vote, seq, told, listed)
        turnout, number = found["turnout"], len(voted)
        counts = {choice: 0 for choice in vote.choices}
        for name in vote.candidates():
            if vote.weighed:
                names = [one["choice"].split(".") for one in ballots]
                first = vote.election["method"] == "stv"
                counts[name] = sum(1 for one in names if (one[0] == name if first else name in one))
            else:
                counts[name] = int(Fraction(found["counts"][name]))
        if "against_all" in counts:
            counts["against_all"] = turnout["againstAll"]
        if "abstain" in counts:
            counts["abstain"] = turnout["blank"]
        by = "none" if found["outcome"] == "no_votes" else "lot" if found["decidedBy"] == "lot" else "plurality"
        winners = found["runoff"]["candidates"] if found["runoff"] else [one["candidate"] for one in found["elected"]]
        return {
            **common, "counts": counts, "invalid": turnout["invalid"], "notVoting": vote.present - number,
            "outcome": OUTCOMES[found["outcome"]], "winners": winners, "base": None, "need": None, "decidedBy": by,
            "election": found,
        }, untold
    counts = {choice: listed.count(choice) for choice in vote.choices}
    counted = {**common, "counts": counts, "invalid": len(listed) - sum(counts.values()), "notVoting": vote.present - len(listed)}
    if data["kind"] == "motion":
        return {**counted, **decide_motion(vote, counted, weights)}, untold
    by_weight = weights and data.get("countsBy") == "weights"
    return {**counted, **decide_plain_election(vote, weights["counts"] if by_weight else counts)}, untold


def after_casting_vote(vote, casting):
    """Outcome and what decided it, once the chair has given a casting vote, or none."""
    if casting == "none":
        return "rejected", "threshold"
    result = vote.result
    states = states_of(vote) if "states" in vote.data["threshold"] else None
    weights = weights_of(vote) if vote.weighed else None
    return with_chair(vote, result, weights, states, casting), "chairExtra"


def closing_quorum(state, vote, result):
    """The quorum that the close tests, or None; section 9."""
    rules, way = state.rules, vote.way
    policy = rules.get("quorumAt", "open")
    if result["outcome"] == "objected":
        return None
    agreed = way in ("no_objection", "consensus")
    if state.procedure < 2:
        if way == "silence" or (agreed and policy == "participation"):
            return None
        if way == "written" and policy != "open":
            policy = "participation"
        agreed = False
    elif way == "silence":
        if result["outcome"] != "adopted" or "silence" in rules.get("ballots", {}):
            return None
        policy = "participation"
    elif way == "written":
        policy = "participation"
    elif agreed and policy == "participation":
        policy = "close"
    voted = list(result["voted"])
    if "hall" in result or "paper" in result:
        hall = vote.papers
        if not hall:
            hall = [line["seat"] for line in vote.data["register"] if line["entitled"] and line.get("hall") and line["seat"] not in vote.cast]
        number = result["paper"]["counted"] if "paper" in result else sum(result["hall"].values())
        voted += sorted(hall)[:number] if vote.papers else hall[:number]
    here = state.present(state.item) if vote.present_at_end is None else vote.at_end(state)
    seats = here if agreed else [seat for seat in state.seats() if seat["id"] in voted]
    counts = result["counts"]
    cast = counts.get("yes", 0) + counts.get("no", 0)
    if vote.data["kind"] == "election" and state.procedure >= 2:
        if "election" in result:
            turnout = result["election"]["turnout"]
            cast = turnout["cast"] - turnout["blank"] - turnout["invalid"]
        else:
            cast = sum(number for choice, number in counts.items() if choice != "abstain")
    numbers = {"ballots": len(voted), "cast": cast, "present": vote.present}
    if agreed or (way == "silence" and state.procedure >= 2):
        numbers.update({"ballots": len(seats), "cast": len(seats)})
    rule = rules["quorum"]
    if policy == "participation":
        return {**state.finding(rule, seats, numbers), "tested": "ballots"}
    if policy in ("close", "both"):
        return state.finding(rule, here, numbers)
    conditions = [one for one in (rule["of"] if rule["kind"] == "all" else [rule]) if one["kind"] == "participation"]
    return state.finding({"kind": "all", "of": conditions}, seats, numbers) if conditions else None


def close(state, vote, seq, told):
    """Counts the vote again and holds it against what is told. Returns which members nobody can count again."""
    found, untold = result_of(vote, seq, told)
    if state.procedure >= 2 and vote.way in BY_POST:
        found["asked"] = vote.present
    quorum = closing_quorum(state, vote, found)
    if quorum:
        found["quorum"] = quorum
        if not quorum["met"]:
            found.update({"outcome": "void", "winners": [], "decidedBy": "quorum"})
            found.pop("awaits", None)
    if state.procedure >= 3:
        item = vote.data["item"] if vote.data["item"] is not None else state.item
        found["presentAtClose"] = state.finding(state.rules["quorum"], state.present(item) if vote.present_at_end is None else vote.at_end(state))
    for name in sorted({*told, *found}):
        expect(seq, f"{vote.data['id']} {name}", told.get(name), found.get(name))
    return untold
