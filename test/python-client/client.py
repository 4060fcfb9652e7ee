"""
A small client for a session, written from libs/contracts/PROTOCOL.md and the AsyncAPI document alone: joins, votes, loses its
line, resumes, folds what a delegate's page needs. python-socketio is all it takes besides Python 3.8.

    python3 client.py URL (--link SECRET | --token TOKEN) [--session ID]

Commands come as lines of JSON on standard input, answers go as lines of JSON to standard output.
"""
import argparse
import json
import pathlib
import sys
import time
import urllib.request
import uuid
import zlib

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "second-verifier"))

import socketio  # noqa: E402
from shape import Schema  # noqa: E402

KEPT = ("session", "agenda", "attendance", "motions", "votings", "ballots")
UNHEARD = ("engine.busy",)


def call(url, path, token=None, body=None):
    headers = {"Content-Type": "application/json"} if body is not None else {}
    if token:
        headers["Authorization"] = f"Bearer {token}"
    data = None if body is None else json.dumps(body).encode()
    with urllib.request.urlopen(urllib.request.Request(url + path, data, headers)) as response:
        return response.headers, json.loads(response.read())


def exchange(url, secret):
    """Section 1: the value of the cookie is the bearer."""
    headers, answer = call(url, "/api/links/exchange", body={"secret": secret})
    for cookie in headers.get_all("Set-Cookie"):
        name, _, value = cookie.split(";")[0].partition("=")
        if name in (f"kg_{answer['as']}", f"__Host-kg_{answer['as']}"):
            return value
    raise RuntimeError("no bearer came")


class Follower:
    """Section 3."""

    def __init__(self, schema):
        self.schema = schema
        self.seq = 0
        self.position = {"seq": 0}
        self.state = {}
        self.behind = False
        self.counts = {"snapshots": 0, "frames": 0, "empty": 0, "entries": 0, "dropped": 0, "gaps": 0, "packed": 0, "pulses": 0}
        self.faults = []

    def held_to(self, name, value):
        fault = self.schema._fault(value, {"$ref": f"#/components/schemas/{name}"}, name)
        if fault:
            self.faults.append(fault)

    def snapshot(self, message):
        self.held_to("Snapshot", message)
        if message["seq"] < self.seq and not message.get("putBack"):
            self.counts["dropped"] += 1
            return True
        self.counts["snapshots"] += 1
        self.seq = message["seq"]
        self.position = {name: message[name] for name in ("seq", "hash") if name in message}
        self.state = {name: message["state"].get(name) for name in KEPT}
        self.behind = False
        return True

    def frame(self, message):
        """False where something was lost."""
        self.held_to("Frame", message)
        if message["from"] > self.seq:
            self.counts["gaps"] += 1
            self.behind = True
            return False
        if message["to"] <= self.seq:
            self.counts["dropped"] += 1
            return True
        for entry in message["entries"]:
            if entry["seq"] <= self.seq:
                continue
            last = self.position
            if entry["seq"] == last["seq"] + 1 and entry["prev"] != last.get("hash", entry["prev"]):
                self.faults.append("another history")
                return False
            self.fold(entry)
            self.position = {"seq": entry["seq"], "hash": entry["hash"]}
            self.counts["entries"] += 1
        self.seq = message["to"]
        self.counts["frames"] += 1
        self.counts["empty"] += not message["entries"]
        self.behind = False
        return True

    def fold(self, entry):
        kind, data, at, state = entry["type"], entry["data"], entry["at"], self.state
        session, agenda, votings = state["session"], state["agenda"], state["votings"]
        if kind == "session.opened":
            session.update(phase="open", presiding=data["presiding"], openedAt=at, quorumAtOpening=data["quorum"])
            session.update({"procedure": data["procedure"]} if "procedure" in data else {})
        elif kind == "session.recessed":
            session.update(phase="recess", recess={"since": at, "until": data["until"]})
        elif kind == "session.presided":
            session["presiding"] = data["participant"]
        elif kind == "session.closed":
            session.update(phase="closed", closedAt=at, recess=None)
            session.update({name: data[name] for name in ("next", "unheard") if name in data})
        elif kind in ("agenda.taken", "agenda.finished"):
            item = next(one for one in agenda["items"] if one["id"] == data["item"])
            if kind == "agenda.taken":
                item.update(status="current", takenAt=item["takenAt"] or at, finishedAt=None)
                agenda["current"] = item["id"]
            else:
                item.update(status="finished", finishedAt=at)
                agenda["current"] = None if agenda["current"] == item["id"] else agenda["current"]
        elif kind.startswith("attendance.") and kind != "attendance.corrected":
            who = data["participant"]
            empty = {"here": False, "mode": "remote", "lostAt": None, "intervals": [], "corrections": []}
            record = state["attendance"].setdefault(who, empty)
            if kind == "attendance.lost":
                record["lostAt"] = at
            elif kind == "attendance.returned":
                record["lostAt"] = None
            else:
                end = at if kind == "attendance.arrived" else data["at"]
                for interval in record["intervals"]:
                    interval["to"] = interval["to"] or end
                record.update(here=kind == "attendance.arrived", lostAt=None)
                if kind == "attendance.arrived":
                    record["mode"] = data["mode"]
                    record["intervals"].append({"from": at, "to": None, "mode": data["mode"], "source": data["source"]})
        elif kind in ("motion.put", "motion.decided"):
            state["motions"][data["id"]]["status"] = "put" if kind == "motion.put" else data["status"]
        elif kind == "voting.opened":
            votings[data["id"]] = {**data, "openedAt": at, "closedAt": None, "result": None}
        elif kind == "voting.cast":
            names = ("choice", "channel", "receipt", "replaces", "admitted", "since")
            ballot = {name: data[name] for name in names if name in data}
            state["ballots"].setdefault(data["voting"], {})[data["seat"]] = {**ballot, "by": entry["actor"], "at": at}
        elif kind == "voting.extended":
            votings[data["voting"]]["closesAt"] = data["closesAt"]
        elif kind == "voting.ended":
            votings[data["voting"]].update(endedAt=at, presentAtEnd=data["present"])
        elif kind == "voting.unsealed":
            votings[data["voting"]]["unsealed"] = {"voted": data["voted"]}
        elif kind == "voting.closed":
            votings[data["voting"]].update(closedAt=at, result=data["result"])


class Client:
    def __init__(self, url, token, session=None):
        self.url, self.token = url, token
        _, document = call(url, "/api/asyncapi.json")
        self.follower = Follower(Document(document))
        self.session = session or call(url, "/api/me", token)[1]["sessionId"]
        self.line = None

    def connect(self, packs=False):
        line = socketio.Client(reconnection=False)
        follower = self.follower

        def news(event, value):
            if line is not self.line:
                return
            taken = follower.snapshot(value) if event == "snapshot" else follower.frame(value)
            if not taken:
                line.emit("resync", follower.position)

        def packed(body):
            follower.counts["packed"] += 1
            event, value = json.loads(zlib.decompress(body, -15))
            news(event, value)

        def pulse(value):
            follower.counts["pulses"] += 1
            follower.held_to("Pulse", value)

        line.on("snapshot", lambda value: news("snapshot", value))
        line.on("frame", lambda value: news("frame", value))
        line.on("packed", packed)
        line.on("pulse", pulse)
        self.line = line
        taken = follower.counts["snapshots"] + follower.counts["frames"]
        auth = {"token": self.token, "packs": packs, **(follower.position if follower.seq else {})}
        line.connect(self.url, auth=auth, transports=["websocket"], wait_timeout=5)
        self.until(lambda: follower.counts["snapshots"] + follower.counts["frames"] > taken or follower.counts["dropped"])

    def lose(self):
        """Without a word, as a phone in a tunnel."""
        line, self.line = self.line, None
        line.eio.ws.sock.close()

    def until(self, what, patience=5.0):
        end = time.monotonic() + patience
        while not what():
            if time.monotonic() > end:
                raise RuntimeError("waited in vain")
            time.sleep(0.01)

    def ask(self, act, command):
        """Section 4: the same again until an answer is one."""
        for attempt in range(8):
            try:
                answer = self.line.call("ask", {"command": command, "act": act}, timeout=3)
            except socketio.exceptions.TimeoutError:
                continue
            self.follower.held_to("Answer", answer)
            refused = answer.get("refused", "")
            in_doubt = refused == "fault" and answer["params"].get("again")
            if not (in_doubt or refused in UNHEARD or refused.startswith("limit.")):
                if answer["ok"]:
                    self.until(lambda: self.follower.seq >= answer["head"])
                return answer
            time.sleep(answer["params"].get("seconds", 0.2 * (attempt + 1)))
        raise RuntimeError("no answer")

    def told(self):
        """What is folded, beside what the server shows this device."""
        _, shown = call(self.url, f"/api/sessions/{self.session}/state", self.token)
        self.until(lambda: self.follower.seq >= shown["seq"])
        _, shown = call(self.url, f"/api/sessions/{self.session}/state", self.token)
        differ = [name for name in KEPT if self.follower.state[name] != shown["state"].get(name)]
        return {"seq": self.follower.seq, "differ": differ, "faults": self.follower.faults, "counts": self.follower.counts}


class Document(Schema):
    """Schemas as an AsyncAPI document has them."""

    def __init__(self, document):
        super().__init__({"$defs": document["components"]["schemas"]})

    def _fault(self, value, schema, at):
        if "$ref" in schema:
            name = schema["$ref"].removeprefix("#/components/schemas/")
            if name == "Entry":
                # By its type at once: of eighty shapes one is meant.
                name = f"entry.{value['type']}"
                if name not in self.whole["$defs"]:
                    return None
            return self._fault(value, self.whole["$defs"][name], at)
        return super()._fault(value, schema, at)


def main():
    asked = argparse.ArgumentParser()
    asked.add_argument("url")
    asked.add_argument("--link")
    asked.add_argument("--token")
    asked.add_argument("--session", help="where it is known; else the server is asked whose device this is")
    args = asked.parse_args()
    client = Client(args.url, args.token or exchange(args.url, args.link), args.session)
    steps = {
        "connect": lambda packs=False: client.connect(packs) or {"seq": client.follower.seq},
        "lose": lambda: client.lose() or {},
        "ask": lambda act, command=None: client.ask(act, command or uuid.uuid4().hex),
        "told": client.told,
    }
    for text in sys.stdin:
        step = json.loads(text)
        done = steps[step.pop("do")](**step)
        print(json.dumps(done), flush=True)
    sys.stdout.flush()


if __name__ == "__main__":
    main()
