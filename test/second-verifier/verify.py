"""
A second verifier of exported records, by libs/records/RECORD.md and record.schema.json alone. Python 3.8 or newer, nothing else.

    python3 verify.py [--head HASH] [--schema FILE] [--vectors FILE] [--json] RECORD…

Exit code 0: nothing wrong was found; 1: an entry is wrong; 2: a file cannot be read.
"""
import argparse
import json
import pathlib
import sys
from fractions import Fraction

import chain
import elections
import state as kept
import votes
from chain import Fault
from shape import Schema

RECORDS = pathlib.Path(__file__).resolve().parents[2] / "libs" / "records"
PROCEDURE = 4
NO_DECISION = "no_decision"
# Ids of new things: a letter, and the seq they were made at.
NEW = {
    "agenda.added": "i", "motion.submitted": "m", "amendment.submitted": "m", "order.moved": "m", "decision.remarked": "r",
    "election.called": "e", "order.pointRaised": "o", "task.set": "t", "voting.opened": "v",
}
PHASES = {
    "session.prepared": "prepared", "session.opened": "open", "session.recessed": "recess", "session.resumed": "open",
    "session.closed": "closed", "session.notHeld": "closed",
}
# Of a vote that is over.
AFTER_THE_CLOSE = ("voting.tieDecided", "voting.assistDenied")


class Reading:
    """One record, entry by entry."""

    def __init__(self, record, schema):
        self.record, self.schema = record, schema
        self.state = kept.State()
        self.due = []
        self.closed = False
        self.present_before = []
        self.phase = None
        # Motions that make a decision once adopted: no amendments, no parts, no procedural ones.
        self.deciding = set()
        self.sums = {"named": 0, "secret": 0, "voided": 0, "quorums": 0, "registers": 0, "lines": 0, "linesTaken": 0, "textHashes": 0}
        self.not_checked = {}

    def whole(self):
        entries = self.record["entries"]
        chain.check_file(self.record)
        higher = [e for e in entries if e["type"] in ("session.prepared", "session.opened") and e["data"].get("procedure", 1) > PROCEDURE]
        if higher:
            self.note("procedure", str(higher[0]["data"]["procedure"]))
            return
        before = None
        for entry in entries:
            fault = self.schema.entry_fault(entry, entry["type"])
            if fault:
                raise Fault(entry["seq"], fault)
            self.check_command(before, entry)
            if entry["part"] == 0 and self.due:
                raise Fault(entry["seq"], f"nothing followed: {self.due}")
            if entry["part"] == 0 and self.state.roll:
                self.present_before = self.state.present(None)
            self.check(entry)
            self.state.take(entry)
            before = entry
        if self.due:
            raise Fault(len(entries), f"nothing followed: {self.due}")
        self.note("persons")
        self.note("clock")
        if not self.closed:
            self.note("open_end")

    def note(self, what, about=None):
        self.not_checked.setdefault(what, [])
        if about is not None:
            self.not_checked[what].append(about)

    def check_command(self, before, entry):
        key = lambda one: (one["actor"], one["command"])
        if before and key(before) == key(entry):
            if entry["part"] != before["part"] + 1 or entry["at"] != before["at"]:
                raise Fault(entry["seq"], "parts of a command do not follow each other")
        elif entry["part"] != 0:
            raise Fault(entry["seq"], "a command begins with part 0")

    def check(self, entry):
        seq, kind, data = entry["seq"], entry["type"], entry["data"]
        self.check_due(seq, kind, data)
        if seq == 1 and kind != "session.prepared":
            raise Fault(1, "a record begins with session.prepared")
        if self.closed and self.state.procedure >= 2 and not follows_the_close(kind):
            raise Fault(seq, f"{kind} after the close")
        if "text" in data and "hash" in data:
            kept.expect(seq, "hash of the text", data["hash"], chain.sha256(chain.canonical(data["text"])))
            self.sums["textHashes"] += 1
        if kind in ("session.opened", "session.notHeld"):
            rules = self.state.rules
            # Whoever had come leaves in the same command, before the session is said not to be held.
            present = self.present_before if kind == "session.notHeld" else self.state.present(None)
            found = self.state.finding(rules.get("quorumToOpen", rules["quorum"]), present)
            if kind == "session.notHeld":
                kept.expect(seq, "present", [one["seat"] for one in data["present"]], [seat["id"] for seat in present])
            kept.expect(seq, "quorum", data["quorum"], found)
            self.sums["quorums"] += 1
        if kind in ("session.closed", "session.notHeld"):
            self.closed = True
        if kind in NEW:
            kept.expect(seq, "id", data["id"], f"{NEW[kind]}{seq}")
        if kind == "motion.submitted":
            self.deciding.add(data["id"])
        self.phase = PHASES.get(kind, self.phase)
        if kind == "voting.opened":
            self.open(seq, data)
        elif kind.startswith("voting."):
            vote = self.state.votes.get(data["voting"])
            if vote is None:
                raise Fault(seq, f"no vote {data['voting']}")
            self.in_vote(seq, kind, data, vote, entry["actor"])

    # Votes.

    def open(self, seq, data):
        state, vote = self.state, votes.Vote(seq, data)
        if self.phase != "open":
            raise Fault(seq, "a vote while the session is not open")
        roll = state.roll
        kept.expect(seq, "statutory", data["statutory"], roll["statutorySeats"])
        kept.expect(seq, "filled", data["filled"], sum(1 for seat in roll["seats"] if seat["filled"]))
        kept.expect(seq, "tie", data["tie"] if data["tie"] != "rejected" else roll["rules"]["tie"], roll["rules"]["tie"])
        if data["motion"]:
            kept.expect(seq, "hash of the text", data["motion"]["hash"], chain.sha256(chain.canonical(data["motion"]["text"])))
            self.sums["textHashes"] += 1
        self.check_register(seq, data)
        rule, post = state.rules["quorum"], vote.way in votes.BY_POST
        if post and state.procedure < 2:
            asked = [seat for seat in state.seats() if vote.lines[seat["id"]]["entitled"] or vote.lines[seat["id"]].get("counts")]
            found = state.finding(rule, asked)
        else:
            item = data["item"] if data["item"] is not None else state.item
            found = state.finding(rule, state.present(item))
            if post:
                found["asked"] = vote.present
        kept.expect(seq, "quorum", data["quorum"], found)
        self.sums["quorums"] += 1
        if "roll" in data:
            order = data["roll"]["order"]
            entitled = [line["seat"] for line in data["register"] if line["entitled"]]
            kept.expect(seq, "seats of the roll call", sorted(order), sorted(entitled))
            if order:
                kept.expect(seq, "first of the roll call", order[0], elections.draw(data["roll"]["seed"], order)["drawn"][0]["name"])
            self.note("order_of_call", data["id"])
        state.votes[data["id"]] = vote
        if data["motion"] and not data.get("test"):
            self.due = [("motion.put", {"id": data["motion"]["id"]})]

    def check_register(self, seq, data):
        state, post = self.state, data.get("way") in votes.BY_POST
        sits, item = state.sitting(), data["item"]
        kept.expect(seq, "seats of the register", [line["seat"] for line in data["register"]], [seat["id"] for seat in state.seats()])
        self.sums["registers"] += 1
        here = lambda who: who is not None and (post or state.here.get(who, False))
        for line, seat in zip(data["register"], state.seats()):
            name = seat["id"]
            self.sums["lines"] += 1
            kept.expect(seq, f"weight of {name}", line.get("weight"), seat.get("weight"))
            if "delegation" in line:
                kept.expect(seq, f"delegation of {name}", line["delegation"], seat["delegation"])
                kept.expect(seq, f"head of {name}", bool(line.get("head")), bool(seat.get("head")))
            sitting, recused = sits.get(name), state.recusal(name, item)
            proxy = state.proxy(name, item)
            holder = sits.get(proxy["holder"]) if proxy and proxy["holder"] not in state.suspended else None
            if not seat["filled"]:
                why = "vacant"
            elif name in state.suspended:
                why = "suspended"
            elif recused:
                why = "recused"
                kept.expect(seq, f"counts of {name}", bool(line.get("counts")), recused == "present" and here(sitting))
            elif here(sitting):
                why = "present"
            elif here(holder):
                why = "proxy"
            else:
                why = "absent"
            if line["why"] in ("missed", "unidentified", "state_speaks") and why in ("present", "proxy"):
                # Who heard all of it and how surely somebody is known is not derived here.
                self.sums["linesTaken"] += 1
                kept.expect(seq, f"entitled of {name}", line["entitled"], False)
                continue
            kept.expect(seq, f"why of {name}", line["why"], why)
            kept.expect(seq, f"entitled of {name}", line["entitled"], why in ("present", "proxy"))
            kept.expect(seq, f"participant of {name}", line["participant"], holder if why == "proxy" else sitting)
            if why in ("present", "proxy"):
                by = [sitting, holder] if sitting is not None and holder is not None else None
                kept.expect(seq, f"by of {name}", line.get("by"), by)

    def in_vote(self, seq, kind, data, vote, actor):
        name = data["voting"]
        if vote.over and kind not in AFTER_THE_CLOSE:
            raise Fault(seq, f"{name} is over")
        if kind == "voting.cast":
            vote.take_ballot(seq, data, actor)
        elif kind == "voting.ended":
            if "key" not in vote.data or vote.present_at_end is not None:
                raise Fault(seq, f"{name} has no end before its count")
            item = vote.data["item"] if vote.data["item"] is not None else self.state.item
            vote.present_at_end = [seat["id"] for seat in self.state.present(item)]
            kept.expect(seq, "present", data["present"], vote.present_at_end)
        elif kind == "voting.unsealed":
            if vote.present_at_end is None or vote.unsealed is not None:
                raise Fault(seq, f"{name} is not to be unsealed")
            kept.expect(seq, "voted, sorted and each once", data["voted"], sorted(set(data["voted"])))
            for seat in data["voted"]:
                vote.entitled(seq, seat)
            vote.unsealed = data["voted"]
        elif kind == "voting.handsNoted":
            vote.hands = data["counts"]
        elif kind == "voting.paperIssued":
            vote.entitled(seq, data["seat"])
            vote.papers.append(data["seat"])
        elif kind == "voting.objected":
            vote.object(seq, data["seat"])
        elif kind == "voting.acknowledged":
            vote.entitled(seq, data["seat"])
            vote.agreed.append(data["seat"])
        elif kind == "voting.lotDue":
            vote.lot_due = True
        elif kind == "voting.voided":
            self.void(seq, data, vote)
        elif kind == "voting.closed":
            if "key" in vote.data and vote.present_at_end is None:
                raise Fault(seq, f"{name} has not ended")
            if vote.unsealed is not None:
                kept.expect(seq, "voted", data["result"]["voted"], vote.unsealed)
            untold = votes.close(self.state, vote, seq, data["result"])
            vote.over, vote.result = True, data["result"]
            self.sums[vote.data["method"]] += 1
            if vote.data["method"] == "secret":
                self.note("secret_ballots", name)
            for _ in untold:
                self.note("secret_marks", name)
            if vote.papers:
                self.note("papers", name)
            if vote.lot_due or "roll" in vote.data:
                self.note("seeds", name)
            self.follow(seq, vote)
        elif kind == "voting.tieDecided":
            if vote.result is None or vote.result.get("awaits") != "chair":
                raise Fault(seq, "no tie waits for the chair")
            outcome, by = votes.after_casting_vote(vote, data["casting"])
            kept.expect(seq, "outcome", data["outcome"], outcome)
            vote.result = {**{n: v for n, v in vote.result.items() if n != "awaits"}, "outcome": outcome, "decidedBy": by, "casting": data["casting"]}
            self.follow(seq, vote)

    def void(self, seq, data, vote):
        if data["reason"] == "few":
            least = self.state.rules.get("ballots", {}).get("secretLeast", 0)
            kept.expect(seq, "least", data["least"], least)
            fits = vote.data["method"] == "secret" and data["ballots"] < least
            papers = data["ballots"] - len(data["voted"])
            if not fits or not 0 <= papers <= len(vote.papers):
                raise Fault(seq, "not too few")
            kept.expect(seq, "voted, sorted and each once", data["voted"], sorted(set(data["voted"])))
            for seat in data["voted"]:
                vote.entitled(seq, seat)
        vote.over = True
        self.sums["voided"] += 1
        self.follow(seq, vote)

    # What follows from an outcome, in the entries directly after it.

    def follow(self, seq, vote):
        data, result = vote.data, vote.result
        if data.get("test") or (result or {}).get("awaits") == "chair":
            return
        if data["motion"]:
            outcome = (result or {}).get("outcome")
            status = outcome if outcome in ("adopted", "rejected") else NO_DECISION
            self.due = [("motion.decided", {"id": data["motion"]["id"], "status": status})]
            if status == "adopted" and data["motion"]["id"] in self.deciding:
                motion = data["motion"]
                decision = {"id": f"d{seq}", "item": data["item"], "motion": motion["id"], "voting": data["id"]}
                self.due.append(("decision.made", {**decision, "text": motion["text"], "hash": motion["hash"]}))
            return
        if result is None or data["office"] is None:
            return
        if vote.election is None:
            names = result["winners"] if result["outcome"] == "elected" else []
        else:
            names = [] if result["outcome"] == "void" else [one["candidate"] for one in result["election"]["elected"]]
        seats = {choice["id"]: choice["seat"] for choice in data["choices"]}
        office = {"office": data["office"]["id"], "title": data["office"]["title"], "voting": data["id"]}
        self.due = [("office.filled", {**office, "seat": seats[name], "candidate": name}) for name in names]

    def check_due(self, seq, kind, data):
        if kind in ("motion.put", "motion.decided", "decision.made", "office.filled"):
            if not self.due or self.due[0][0] != kind:
                raise Fault(seq, f"{kind} that follows from nothing")
        if self.due and self.due[0][0] == kind:
            for name, value in self.due.pop(0)[1].items():
                kept.expect(seq, f"{kind} {name}", data.get(name), value)


def follows_the_close(kind):
    if kind.startswith("task."):
        return kind != "task.set"
    return kind in ("motion.lapsed", "recording.stopped", "decision.signed", "decision.numbered", "decision.remarked", "attendance.corrected")


def verify(path, schema, given):
    told = {"file": path}
    try:
        record = chain.read(pathlib.Path(path).read_bytes())
    except (OSError, ValueError, Fault) as error:
        return {**told, "code": 2, "fault": str(error)}
    if not isinstance(record, dict) or record.get("format") != "kengesh-record/1" or not record.get("entries"):
        return {**told, "code": 2, "fault": "no record"}
    try:
        reading = Reading(record, schema)
        reading.whole()
        if given:
            told["proven"] = chain.proven(record["entries"], given)
    except Fault as fault:
        return {**told, "code": 1, "seq": fault.seq, "fault": fault.what}
    except (ValueError, KeyError, TypeError, IndexError, AttributeError, StopIteration) as error:
        # Hashed, but of contents that nothing can be made of.
        return {**told, "code": 1, "seq": 0, "fault": f"{type(error).__name__}: {error}"}
    entries = record["entries"]
    return {**told, "code": 0, "count": len(entries), "head": entries[-1]["hash"], "proceedings": chain.head_of_proceedings(entries),
            "sums": reading.sums, "notChecked": reading.not_checked}


def check_vectors(vectors):
    """The worked examples; each fault by name."""
    faults = []

    def same(name, told, found):
        if told != found:
            faults.append(f"{name}: told {told}, found {found}")

    for one in vectors["canonical"]:
        same("canonical", one["text"], chain.canonical(one["value"]))
        same("sha256", one["sha256"], chain.sha256(one["text"]))
    chain.check_chain(vectors["chain"])
    for one in vectors["lots"]:
        same("lot", one["drawn"], elections.draw(one["seed"], one["names"])["drawn"])
    for one in vectors["lists"]:
        same("list", one["listHash"], votes.list_hash(one["choices"]))
    for one in vectors["receipts"]:
        digest = chain.sha256(f"receipt {one['session']} {one['command']}")
        signs = ["23456789ABCDEFGHJKMNPQRSTVWXYZ"[int(digest[at:at + 4], 16) % 30] for at in range(0, 24, 4)]
        same("receipt", one["receipt"], "".join(signs[:3]) + "-" + "".join(signs[3:]))
    for one in vectors["shares"]:
        unit = one["unit"]
        same("need", one["need"], kept.need(one["base"], one["rule"], unit))
        same("reached", one["reached"], kept.reached(one["part"], one["base"], one["rule"], unit))
    for one in vectors["elections"]:
        read = lambda text: text if text in ("against_all", "abstain") else text.split(".")
        ballots = [(read(text), Fraction(1)) for text in one["ballots"]]
        found = elections.count(one["election"], one["candidates"], ballots, len(ballots), Fraction(1), one["seed"])
        same(f"election {one['election']['method']}", one["result"], found)
    return faults


def main():
    asked = argparse.ArgumentParser()
    asked.add_argument("files", nargs="*")
    asked.add_argument("--head")
    asked.add_argument("--schema", default=str(RECORDS / "record.schema.json"))
    asked.add_argument("--vectors")
    asked.add_argument("--json", action="store_true")
    args = asked.parse_args()
    schema = Schema(json.loads(pathlib.Path(args.schema).read_text("utf-8")))
    code = 0
    if args.vectors:
        for fault in check_vectors(json.loads(pathlib.Path(args.vectors).read_text("utf-8"))):
            print(fault)
            code = 1
    for path in args.files:
        told = verify(path, schema, args.head)
        code = max(code, told["code"])
        if args.json:
            print(json.dumps(told, ensure_ascii=False))
        elif told["code"] == 0:
            against = f"intact up to entry {told['proven']}" if args.head else "consistent in itself"
            print(f"{path}: {against}; {told['count']} entries, head {told['head']}; counted again: {told['sums']}")
            print(f"  not checked: {told['notChecked']}")
        else:
            print(f"{path}: entry {told.get('seq')}: {told['fault']}")
    return code


if __name__ == "__main__":
    sys.exit(main())
