"""Verifier of records of sessions, written from RECORD.md alone. Python 3.8+, standard library.

python3 -B verify.py [--json] [--head HASH] [--schema FILE] FILE...
python3 -B verify.py --vectors FILE
"""
import argparse
import json
import os
import sys
from fractions import Fraction

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

import canon
import elections
import shapes
from motions import MILLION, Motion, share
from state import State

ZEROS = '0' * 64
AFTER_CLOSE = {'motion.lapsed', 'recording.stopped', 'decision.signed', 'decision.numbered', 'decision.remarked',
               'attendance.corrected', 'task.started', 'task.reported', 'task.accepted', 'task.returned',
               'task.withdrawn'}
NEVER = ['what each secret ballot said, and that it was cast by whom the register lets',
         'that a seed was drawn in public and after the count',
         'texts beside the chain and the persons behind the offices',
         'what the server saw from outside, and that the clock was right',
         'members of the file outside entries, but for head and session']
UNTOLD = {'missed': 'who heard an item whole', 'unidentified': 'how surely somebody was known',
          'state_speaks': 'which seat speaks for its state'}
IDS = {'voting.opened': 'v', 'motion.submitted': 'm', 'amendment.submitted': 'm', 'order.moved': 'm',
       'agenda.added': 'i', 'election.called': 'e', 'task.set': 't', 'decision.remarked': 'r',
       'order.pointRaised': 'o'}


def brief(value):
    said = json.dumps(value, ensure_ascii=False, sort_keys=True)
    return said if len(said) < 160 else said[:157] + '...'


class Vote:
    """A vote and what came since it was opened."""

    def __init__(self, data):
        self.data = data
        self.ballots = {}
        self.over = False
        self.settled = False
        self.objected, self.acknowledged = set(), set()
        self.hands = None
        self.papers = set()
        self.unsealed = None
        self.ended = None
        self.lot = None
        self.result = None
        self.motion = None
        self.adopted_by = None
        self.lines = {line['seat']: line for line in data['register']}
        self.p = [line for line in data['register'] if line['entitled'] or line.get('counts')]


class Verifier:
    """One record read from its first entry to its last."""

    def __init__(self, schema):
        self.schema = schema
        self.faults, self.seen, self.unchecked = [], set(), []
        self.counted = {'named': 0, 'secret': 0, 'voided': 0, 'quorums': 0, 'registers': 0}
        self.state, self.votes = State(), {}
        self.texts, self.plain_motions, self.decisions = {}, set(), {}
        self.session, self.heads, self.head = None, [], None
        self.ended_by, self.appeals = None, set()
        self.presiding, self.items, self.called, self.voided = None, {}, {}, set()

    def fault(self, seq, code, detail):
        if (seq, code, detail) not in self.seen:
            self.seen.add((seq, code, detail))
            self.faults.append({'seq': seq, 'code': code, 'detail': detail})

    def note(self, text):
        if text not in self.unchecked:
            self.unchecked.append(text)

    def equal(self, seq, code, what, given, expected):
        if not shapes.same(given, expected):
            self.fault(seq, code, '%s: recorded %s, counted %s' % (what, brief(given), brief(expected)))
            return False
        return True

    # ---- file and chain

    def file(self, data, head=None):
        """Check the bytes of a file."""
        try:
            record = canon.read(data)
            if not isinstance(record, dict) or not isinstance(record.get('entries'), list) or not record['entries']:
                raise canon.Unreadable('no object with entries')
            if any(not isinstance(one, dict) for one in record['entries']):
                raise canon.Unreadable('an entry is not an object')
        except canon.Unreadable as error:
            self.fault(None, 'unreadable', str(error))
            return
        if record.get('format') != 'kengesh-record/1':
            self.fault(None, 'format', 'format is not kengesh-record/1')
        self.frame(record)
        whole = self.chain(record['entries'])
        if not shapes.same(record.get('head'), {'seq': len(record['entries']),
                                                'hash': record['entries'][-1].get('hash')}):
            self.fault(None, 'head', 'head is not that of the last entry')
        self.head = record['entries'][-1].get('hash')
        if head is not None and head.lower() not in self.heads:
            self.fault(None, 'head', 'the head asked for is nowhere in the chain')
        if whole:
            self.replay(record['entries'])
        else:
            self.note('anything that is counted: the chain is not whole')
        prepared = self.state.roll
        if prepared is not None and isinstance(record.get('session'), dict):
            try:
                mine = {name: prepared['session'][name] for name in
                        ('id', 'number', 'title', 'zone', 'startsLocal', 'sample')}
                self.equal(None, 'session', 'session', record['session'], dict(mine, council=prepared['council']))
            except (KeyError, TypeError):
                pass
        if not any(one.get('type') in ('session.closed', 'session.notHeld') for one in record['entries']):
            self.note('that nothing followed: the session is not closed')
        for one in NEVER:
            self.note(one)

    def frame(self, record):
        if self.schema is None:
            self.note('shapes: record.schema.json was not found')
            return
        frame = {name: one for name, one in self.schema['properties'].items() if name != 'entries'}
        plain = {'type': 'object', 'properties': dict(frame, entries={}), 'additionalProperties': False,
                 'required': self.schema.get('required', [])}
        for error in shapes.errors(self.schema, plain, record)[:20]:
            self.fault(None, 'shape', error)

    def chain(self, entries):
        """Whether the chain is whole; names the first entry where it is not."""
        before, at = ZEROS, ''
        for place, entry in enumerate(entries, 1):
            wrong = None
            given = entry.get('hash')
            if not shapes.same(entry.get('seq'), place):
                wrong = ('chain-seq', 'seq is %s at place %d' % (brief(entry.get('seq')), place))
            elif entry.get('prev') != before:
                wrong = ('chain-prev', 'prev is not the hash of the entry before')
            elif not isinstance(entry.get('at'), str) or entry['at'] < at:
                wrong = ('chain-at', 'at goes back')
            else:
                try:
                    if canon.entry_hash(entry) != given:
                        wrong = ('chain-hash', 'hash is not as computed')
                except (UnicodeEncodeError, RecursionError) as error:
                    wrong = ('chain-hash', 'cannot be written as canonical JSON: %s' % type(error).__name__)
            if wrong:
                self.fault(place, *wrong)
                return False
            self.heads.append(given)
            before, at = given, entry['at']
        return True

    # ---- replay

    def replay(self, entries):
        groups, place = [], {}
        for entry in entries:
            if groups and entry.get('command') == groups[-1][0].get('command'):
                groups[-1].append(entry)
            else:
                if str(entry.get('command')) in place:
                    self.fault(entry['seq'], 'command', 'entries of one command do not stand together')
                place[str(entry.get('command'))] = True
                groups.append([entry])
        for group in groups:
            for part, entry in enumerate(group):
                if not shapes.same(entry.get('part'), part):
                    self.fault(entry['seq'], 'command', 'part is %s, not %d' % (brief(entry.get('part')), part))
                if entry.get('actor') != group[0].get('actor') or entry.get('at') != group[0].get('at'):
                    self.fault(entry['seq'], 'command', 'actor or at differ within one command')
        if entries[0].get('type') != 'session.prepared':
            self.fault(1, 'order', 'the first entry is not session.prepared')
        for group in groups:
            self.state.here_before = dict(self.state.here)
            for part, entry in enumerate(group):
                self.entry(entry, group, part)
        for vote in self.votes.values():
            if not vote.settled:
                self.note('vote %s: never closed nor voided in this record' % vote.data['id'])

    def entry(self, entry, group, part):
        seq, kind, data = entry['seq'], entry.get('type'), entry.get('data')
        for name in ('type', 'actor', 'command'):
            if not isinstance(entry.get(name), str):
                self.fault(seq, 'shape', '%s is not a text' % name)
        known = self.schema is None or 'entry:%s' % kind in self.schema['$defs']
        if not known:
            self.note('entry %d: type %s is not known' % (seq, brief(kind)))
            return
        if self.schema is not None:
            wrong = shapes.errors(self.schema, self.schema['$defs']['entry:%s' % kind], entry)
            for one in wrong[:5]:
                self.fault(seq, 'shape', one)
        try:
            if kind == 'session.prepared' and data.get('procedure', 1) > 4:
                self.note('anything counted under procedure %d' % data['procedure'])
            elif kind == 'session.prepared' and self.state.procedure > 4:
                self.state.procedure = data.get('procedure', 1)
            if self.state.procedure > 4:
                self.note('anything counted under procedure %d' % self.state.procedure)
                self.later(seq, kind, data)
            elif kind != 'session.prepared' or data.get('procedure', 1) <= 4:
                self.hashes(seq, data)
                self.checks(seq, kind, data, entry, group, part)
            self.state.take(kind, data)
        except (KeyError, TypeError, ValueError, AttributeError, IndexError, StopIteration, ZeroDivisionError,
                RecursionError, ArithmeticError) as error:
            self.fault(seq, 'unusable', '%s cannot be followed: %s %s' % (kind, type(error).__name__, error))

    def later(self, seq, kind, data):
        """Of a procedure that the document does not describe: the list hashes alone."""
        if kind == 'voting.opened':
            self.votes[data['id']] = Vote(data)
        elif kind in ('voting.voided', 'voting.closed') and data['voting'] in self.votes:
            vote = self.votes[data['voting']]
            vote.settled = True
            method = vote.data.get('election', {}).get('method', 'absolute_majority')
            one = method == 'absolute_majority' or (method == 'block_plurality' and vote.data['election']['seats'] == 1)
            if kind == 'voting.closed' and vote.data['method'] == 'secret' and one:
                result = data['result']
                total = sum(result['counts'].values()) + result['invalid']
                if 0 <= total <= 100000:
                    choices = [name for name in result['counts'] for _ in range(result['counts'][name])]
                    choices += [':spoiled'] * result['invalid']
                    self.equal(seq, 'list-hash', 'listHash', result['listHash'],
                               canon.hash_of(sorted(choices, key=canon.units)))

    def hashes(self, seq, value):
        """Every hash beside a text."""
        if isinstance(value, dict):
            if isinstance(value.get('text'), dict) and isinstance(value.get('hash'), str):
                if canon.hash_of(value['text']) != value['hash']:
                    self.fault(seq, 'text-hash', 'hash is not that of the text beside it')
            for one in value.values():
                self.hashes(seq, one)
        elif isinstance(value, list):
            for one in value:
                self.hashes(seq, one)

    def checks(self, seq, kind, data, entry, group, part):
        state = self.state
        if state.phase == 'closed' and self.ended_by == 'session.closed' and state.procedure >= 2 and kind not in AFTER_CLOSE:
            self.fault(seq, 'order', '%s after the end of the session' % kind)
        if kind in ('session.closed', 'session.notHeld'):
            self.ended_by = kind
        if kind in IDS and data.get('id') != '%s%d' % (IDS[kind], seq):
            self.fault(seq, 'id', 'id %s is not %s%d' % (brief(data.get('id')), IDS[kind], seq))
        if kind == 'session.prepared':
            self.session = data['session']['id']
            if state.phase != 'prepared':
                self.fault(seq, 'order', 'prepared after it was opened')
        elif kind == 'session.opened':
            if state.phase != 'prepared':
                self.fault(seq, 'order', 'opened twice')
            self.quorum(seq, 'quorum', data['quorum'], self.opening(), state.present(None))
        elif kind == 'session.notHeld':
            seats = state.present(None, state.here_before)
            self.quorum(seq, 'quorum', data['quorum'], self.opening(), seats)
            told = [{'seat': seat, 'mode': state.here_before.get(state.sitting(seat))} for seat in seats]
            if sorted(one['seat'] for one in data['present']) != sorted(seats):
                self.fault(seq, 'present', 'present lists %s, not %s' % (brief(data['present']), brief(told)))
            if data['quorum']['met']:
                self.fault(seq, 'quorum', 'not held although the quorum was met')
        elif kind == 'session.recessed' and (state.phase != 'open' or state.recess):
            self.fault(seq, 'order', 'a recess in a recess, or of a session that is not open')
        elif kind == 'session.resumed' and not state.recess:
            self.fault(seq, 'order', 'resumed without a recess')
        elif kind.startswith('voting.'):
            self.voting(seq, kind, data, entry, group, part)
        self.motion_texts(seq, kind, data)
        if kind in ('session.opened', 'session.presided'):
            self.presiding = data['presiding' if kind == 'session.opened' else 'participant']
            if self.presiding not in {one['id'] for one in state.roll['participants']}:
                self.fault(seq, 'presiding', 'somebody presides who is not in the roll')
        elif kind == 'election.called':
            self.called[data['id']] = data
        if kind == 'decision.made':
            self.decision(seq, data)
        elif kind == 'decision.signed':
            if data['decision'] not in self.decisions:
                self.fault(seq, 'decision', 'signature of a decision that is not there')
            else:
                self.equal(seq, 'decision', 'hash', data['hash'], self.decisions[data['decision']])
        elif kind == 'motion.decided':
            self.decided(seq, data, group, part)
        elif kind == 'office.filled':
            vote = self.votes.get(data['voting'])
            names = [] if vote is None or vote.result is None else self.winners(vote.result)
            if data['candidate'] not in names:
                self.fault(seq, 'follow', 'an office is filled by somebody who was not elected')
            else:
                office = vote.data['office']
                seat = [one['seat'] for one in vote.data['choices'] if one['id'] == data['candidate']]
                self.equal(seq, 'follow', 'office, title and seat', [data['office'], data['title'], data['seat']],
                           [office['id'], office['title']] + seat)

    def opening(self):
        rules = self.state.rules()
        return rules.get('quorumToOpen', rules['quorum'])

    def quorum(self, seq, what, given, rule, seats, extra=None, **more):
        self.counted['quorums'] += 1
        expected = self.state.finding(rule, seats, **more)
        expected.update(extra or {})
        return self.equal(seq, 'quorum', what, given, expected)

    def motion_texts(self, seq, kind, data):
        if kind in ('motion.submitted', 'amendment.submitted', 'order.moved'):
            self.texts[data['id']] = (1, data['hash'])
            self.items[data['id']] = data['item']
            if kind == 'order.moved' and data['procedure']['kind'] == 'appeal':
                self.appeals.add(data['id'])
        elif kind in ('motion.moved', 'motion.deferred', 'motion.referred'):
            self.items.pop(data['id'], None)
        elif kind in ('motion.revised', 'motion.amended', 'motion.translated'):
            self.texts[data['id']] = (data['version'], data['hash'])
        elif kind == 'motion.divided':
            for one in data['parts']:
                self.texts[one['id']] = (1, one['hash'])
                self.plain_motions.add(one['id'])
        if kind in ('amendment.submitted', 'order.moved'):
            self.plain_motions.add(data['id'])

    def decision(self, seq, data):
        vote = self.votes.get(data['voting'])
        if vote is None or vote.adopted_by is None or data['id'] != 'd%d' % vote.adopted_by:
            self.fault(seq, 'decision', 'a decision without an adopted vote, or of another id')
            return
        motion = vote.data['motion']
        for name, given, expected in (('motion', data['motion'], motion['id']), ('hash', data['hash'], motion['hash']),
                                      ('text', data['text'], motion['text']),
                                      ('item', data['item'], vote.data['item'])):
            self.equal(seq, 'decision', name, given, expected)
        self.decisions[data['id']] = data['hash']

    def decided(self, seq, data, group, part):
        for one in group[:part]:
            if one['type'] in ('voting.closed', 'voting.voided', 'voting.tieDecided'):
                vote = self.votes.get(one['data']['voting'])
                if vote and vote.data.get('motion') and vote.data['motion']['id'] == data['id']:
                    return
        self.fault(seq, 'follow', 'a motion is decided without a vote in the same command')

    # ---- votes

    def voting(self, seq, kind, data, entry, group, part):
        if kind == 'voting.opened':
            self.opened(seq, data, group, part)
            return
        vote = self.votes.get(data['voting'])
        if vote is None:
            self.fault(seq, 'vote', '%s of a vote that was not opened' % kind)
            return
        if vote.settled and kind not in ('voting.tieDecided', 'voting.assistDenied'):
            self.fault(seq, 'vote', '%s of a vote that is over' % kind)
        rest = group[part + 1:]
        if kind == 'voting.cast':
            self.cast(seq, vote, data, entry)
        elif kind in ('voting.objected', 'voting.acknowledged'):
            line = vote.lines.get(data['seat'])
            if line is None or not line['entitled'] or vote.over:
                self.fault(seq, 'ballot', '%s of a seat that may not' % kind)
            if vote.data.get('way') not in ('no_objection', 'silence'):
                self.fault(seq, 'ballot', '%s in a vote of another way' % kind)
            if kind == 'voting.objected':
                vote.objected.add(data['seat'])
                vote.acknowledged.discard(data['seat'])
            else:
                vote.acknowledged.add(data['seat'])
        elif kind == 'voting.handsNoted':
            vote.hands = data['counts']
            if any(one not in {c['id'] for c in vote.data['choices']} for one in data['counts']):
                self.fault(seq, 'ballot', 'hands for what is no choice')
        elif kind == 'voting.paperIssued':
            line = vote.lines.get(data['seat'])
            if line is None or not line['entitled'] or data['seat'] in vote.papers:
                self.fault(seq, 'ballot', 'a paper for a seat that may not have one')
            vote.papers.add(data['seat'])
        elif kind == 'voting.unsealed':
            vote.unsealed = data['voted']
        elif kind == 'voting.ended':
            vote.over = True
            now = self.state.present(vote.data['item'])
            vote.ended = {'item': now, 'current': self.state.present(self.state.item)}
            self.equal(seq, 'present', 'present', data['present'], now)
        elif kind == 'voting.lotDue':
            vote.over = True
            vote.lot = data
        elif kind == 'voting.voided':
            vote.over = vote.settled = True
            self.counted['voided'] += 1
            if data['reason'] == 'few':
                least = self.state.rules().get('ballots', {}).get('secretLeast')
                self.equal(seq, 'voided', 'least', data.get('least'), least)
                self.voters(seq, vote, data['voted'])
                if data['ballots'] >= data['least'] or data['ballots'] < len(data['voted']):
                    self.fault(seq, 'voided', 'there were not fewer ballots than the least')
                if data['ballots'] - len(data['voted']) > len(vote.papers):
                    self.fault(seq, 'voided', 'more ballots than seats that voted and papers')
                if vote.data['method'] != 'secret':
                    self.fault(seq, 'voided', 'few, of a vote that is not secret')
            self.voided.add(data['voting'])
            self.follow(seq, vote, 'no_decision', rest)
        elif kind == 'voting.closed':
            vote.over = True
            if vote.data.get('key') and vote.ended is None:
                self.fault(seq, 'vote', 'a vote with a key is closed that has not ended')
            self.closed(seq, vote, data['result'], rest)
            vote.settled = True
        elif kind == 'voting.tieDecided':
            self.tie(seq, vote, data, rest)

    def opened(self, seq, data, group, part):
        state = self.state
        vote = Vote(data)
        if state.phase != 'open' or state.recess:
            self.fault(seq, 'order', 'a vote is opened while the session is not open')
        self.votes[data['id']] = vote
        away = data.get('way') in ('written', 'silence')
        seats = state.roll['seats']
        self.equal(seq, 'register', 'statutory', data['statutory'], state.roll['statutorySeats'])
        self.equal(seq, 'register', 'filled', data['filled'], sum(1 for seat in seats if seat['filled']))
        self.counted['registers'] += 1
        if [line['seat'] for line in data['register']] != [seat['id'] for seat in seats]:
            self.fault(seq, 'register', 'the register is not one line for each seat of the roll in order')
        else:
            for seat, line in zip(seats, data['register']):
                self.line(seq, data, seat, line, away)
        if away:
            extra = {'asked': len(vote.p)} if state.procedure >= 2 else None
            found = state.present(data['item']) if state.procedure >= 2 else [line['seat'] for line in vote.p]
            self.quorum(seq, 'quorum', data['quorum'], state.rules()['quorum'], found, extra)
        else:
            self.quorum(seq, 'quorum', data['quorum'], state.rules()['quorum'], state.present(data['item']))
        if data['threshold'] is not None and not data.get('test'):
            rule = {name: one for name, one in data['threshold'].items() if name != 'key'}
            for one in state.rules()['majorities']:
                if one['key'] == data['threshold']['key']:
                    self.equal(seq, 'threshold', 'threshold', rule, one['threshold'])
                    break
            else:
                self.fault(seq, 'threshold', 'the rules have no majority %s' % brief(data['threshold']['key']))
        if data['kind'] == 'motion' and data['motion'] is not None:
            known = self.texts.get(data['motion']['id'])
            if data.get('test'):
                pass
            elif known is None:
                self.fault(seq, 'motion', 'the motion that is put was not submitted')
            else:
                self.equal(seq, 'motion', 'version and hash', [data['motion']['version'], data['motion']['hash']],
                           list(known))
            put = [one for one in group[part + 1:] if one['type'] == 'motion.put'
                   and one['data'].get('id') == data['motion']['id']]
            if bool(put) == bool(data.get('test')):
                self.fault(seq, 'follow', 'motion.put does not follow as it has to')
        if 'roll' in data:
            entitled = [line['seat'] for line in data['register'] if line['entitled']]
            drawn = canon.draw(data['roll']['seed'], entitled)
            if sorted(data['roll']['order']) != sorted(entitled) or \
                    (entitled and data['roll']['order'][0] != drawn[0]['name']):
                self.fault(seq, 'lot', 'the roll call does not begin with the seat drawn first')
            self.note('vote %s: order of the roll call by the collation of names' % data['id'])
        self.frozen(seq, data)
        if data.get('revoteOf') is not None:
            before = self.votes.get(data['revoteOf'])
            if before is None or before.result is None or before.result.get('awaits') != 'revote':
                self.fault(seq, 'vote', 'revote of a vote that does not await one')

    def frozen(self, seq, data):
        """What the opening of a vote takes over from the rules and from earlier entries."""
        rules, test = self.state.rules(), data.get('test')
        ballots = rules.get('ballots', {})
        if data['presiding'] is not None:
            self.equal(seq, 'frozen', 'presiding', data['presiding'], self.presiding)
        motion = data['motion']['id'] if data['motion'] else None
        if not (data['tie'] == 'rejected' and (test or motion in self.appeals or 'revoteOf' in data)):
            self.equal(seq, 'frozen', 'tie', data['tie'], rules['tie'])
        if not test:
            self.equal(seq, 'frozen', 'chairAsked', data.get('chairAsked', False), rules.get('chairAsked', False))
            self.equal(seq, 'frozen', 'tieOverridesBase', data.get('tieOverridesBase', True),
                       rules.get('tieOverridesBase', True))
            if motion in self.items:
                self.equal(seq, 'frozen', 'item', data['item'], self.items[motion])
        if 'consensus' in data and 'consensusExcept' in ballots:
            self.equal(seq, 'frozen', 'consensus.except', data['consensus']['except'], ballots['consensusExcept'])
        if data.get('way') == 'silence' and ballots.get('silence'):
            self.equal(seq, 'frozen', 'minAcknowledged', data.get('minAcknowledged', 0), ballots['silence']['least'])
        if data['kind'] == 'election' and rules.get('elections', {}).get('count'):
            self.equal(seq, 'frozen', 'countsBy', data.get('countsBy'), rules['elections']['count'])
        if data.get('repeats') is not None and data['repeats'] not in self.votes:
            self.fault(seq, 'vote', 'repeats a vote that was not opened')
        if data.get('runoffOf') is not None:
            before = self.votes.get(data['runoffOf'])
            if before is None or before.result is None or before.result['outcome'] != 'tied':
                self.fault(seq, 'vote', 'runoff of a vote that was not tied')
            elif not {one['id'] for one in data['choices']} - set(elections.NAMELESS) <= set(before.result['winners']):
                self.fault(seq, 'frozen', 'a runoff with a candidate who was not among the tied')
        if 'election' in data:
            called = self.called.get(data['election']['id'])
            if called is None:
                self.fault(seq, 'election', 'the election was not called')
            else:
                self.equal(seq, 'frozen', 'election', [data['election']['method'], data['election']['onTie'],
                                                       data['office'], data['item']],
                           [called['method'], called['onTie'], called['office'], called['item']])
                if data['election']['ballot']['kind'] == 'first':
                    self.equal(seq, 'frozen', 'seats', data['election']['seats'], called['seats'])
        consensus = data.get('consensus', {}).get('by') == 'state'
        if consensus and any(line.get('delegation') is None for line in data['register']):
            self.fault(seq, 'register', 'no delegation although states are counted')

    def line(self, seq, data, seat, line, away):
        expected = self.state.line(seat, data['item'], away)
        why = line['why']
        what = 'seat %s' % seat['id']
        if why in UNTOLD and expected['why'] in ('present', 'proxy'):
            self.note('vote %s, %s: %s' % (data['id'], what, UNTOLD[why]))
        else:
            self.equal(seq, 'register', what, why, expected['why'])
        self.equal(seq, 'register', what + ' entitled', line['entitled'], why in ('present', 'proxy'))
        self.equal(seq, 'register', what + ' weight', line.get('weight'), seat.get('weight'))
        self.equal(seq, 'register', what + ' counts', line.get('counts', False), expected['counts'])
        self.equal(seq, 'register', what + ' participant', line['participant'], expected['participant'])
        self.equal(seq, 'register', what + ' by', line.get('by'), expected['by'] if line['entitled'] else None)
        self.equal(seq, 'register', what + ' away', line.get('away', False),
                   away and line['entitled'] and not expected['here'])
        hall = data.get('way') in ('hands', 'paper') and line['entitled'] and \
            self.state.here.get(line['participant']) == 'hall'
        if why != 'proxy':
            self.equal(seq, 'register', what + ' hall', line.get('hall', False), hall)
        if line.get('delegation') is not None:
            self.equal(seq, 'register', what + ' delegation', line['delegation'], seat['delegation'])
            self.equal(seq, 'register', what + ' head', line.get('head', False), seat.get('head', False))
        if data['threshold'] and 'states' in data['threshold'] and line.get('delegation') is None:
            self.fault(seq, 'register', what + ': no delegation although states are counted')

    def allowed(self, vote, choice):
        ids = [one['id'] for one in vote.data['choices']]
        if 'election' in vote.data:
            try:
                elections.read_ballot(choice, vote.data['election'],
                                      [one for one in ids if one not in elections.NAMELESS])
                return True
            except elections.Wrong:
                return False
        return choice in ids

    def cast(self, seq, vote, data, entry):
        line = vote.lines.get(data['seat'])
        if vote.over:
            self.fault(seq, 'ballot', 'a ballot after the end of the vote')
        if vote.data['method'] != 'named':
            self.fault(seq, 'ballot', 'a ballot in the chain of a secret vote')
        if line is None or not line['entitled']:
            self.fault(seq, 'ballot', 'seat %s is not entitled' % brief(data['seat']))
        elif data['channel'] == 'device':
            if entry['actor'] not in (line.get('by') or [line['participant']]):
                self.fault(seq, 'ballot', 'seat %s: %s may not cast' % (data['seat'], brief(entry['actor'])))
        if not self.allowed(vote, data['choice']):
            self.fault(seq, 'ballot', 'choice %s is none of the vote' % brief(data['choice']))
        commands = (entry['command'], '%s %s' % (entry['command'], data['seat']))
        if data['receipt'] not in [canon.receipt(self.session, one) for one in commands]:
            self.fault(seq, 'receipt', 'receipt is not as computed')
        before = vote.ballots.get(data['seat'])
        if self.state.procedure >= 2 or 'replaces' in data:
            self.equal(seq, 'ballot', 'replaces', data.get('replaces'), before['receipt'] if before else None)
        vote.ballots[data['seat']] = data

    def voters(self, seq, vote, voted):
        """Seats said to have voted in a secret vote."""
        if voted != sorted(set(voted), key=canon.units):
            self.fault(seq, 'voted', 'voted is not sorted, or names a seat twice')
        for seat in voted:
            line = vote.lines.get(seat)
            if line is None or not line['entitled'] or seat in vote.papers:
                self.fault(seq, 'voted', 'seat %s could not vote on a device' % brief(seat))

    def closed(self, seq, vote, result, rest):
        """Count a vote again and compare all of its result."""
        try:
            expected, lenient = self.count(seq, vote, result)
        except elections.Wrong as error:
            self.fault(seq, 'election', str(error))
            expected, lenient = {}, set()
        for name in sorted(set(expected) | (set(result) if expected else set())):
            if name in lenient:
                continue
            given, mine = result.get(name), expected.get(name)
            if name == 'election' and given and mine:
                for inner in sorted(set(given) | set(mine)):
                    if inner == 'rounds' and len(given['rounds']) == len(mine['rounds']):
                        for one, other in zip(given['rounds'], mine['rounds']):
                            self.equal(seq, 'election', 'round %s' % other['number'], self.loose(one, other), other)
                    else:
                        self.equal(seq, 'election', inner, given.get(inner), mine.get(inner))
            elif name not in result or name not in expected:
                self.fault(seq, 'result', '%s is %s the result, and should%s be' %
                           (name, 'in' if name in result else 'not in', ' not' if name in result else ''))
            else:
                code = {'counts': 'counts', 'listHash': 'list-hash', 'quorum': 'quorum', 'presentAtClose': 'quorum',
                        'outcome': 'outcome', 'decidedBy': 'outcome', 'winners': 'outcome', 'awaits': 'outcome',
                        'weights': 'weights', 'ballots': 'ballots', 'voted': 'ballots',
                        'parts': 'parts', 'states': 'parts'}.get(name, 'result')
                self.equal(seq, code, name, given, mine)
        vote.result = dict(result)
        self.counted['secret' if vote.data['method'] == 'secret' else 'named'] += 1
        if vote.data.get('test') or result.get('awaits') == 'chair':
            self.nothing(seq, vote, rest)
            return
        if vote.data['kind'] == 'motion':
            self.follow(seq, vote, {'adopted': 'adopted', 'rejected': 'rejected'}.get(result['outcome'],
                                                                                   'no_decision'), rest)
        else:
            names = self.winners(result)
            filled = [one['data']['candidate'] for one in rest if one['type'] == 'office.filled'
                      and one['data']['voting'] == vote.data['id']]
            self.equal(seq, 'follow', 'office.filled', sorted(filled), sorted(names))

    @staticmethod
    def winners(result):
        """Who is elected by a result."""
        if result['outcome'] == 'void':
            return []
        if result.get('election'):
            return [one['candidate'] for one in result['election']['elected']]
        return result['winners'] if result['outcome'] == 'elected' else []

    @staticmethod
    def loose(given, mine):
        """A round as told, but for a previousRound beside a lot, of which the document says nothing."""
        if given.get('tie') and mine.get('tie') and mine['tie']['settledBy'] == 'lot' \
                and given['tie'].get('previousRound') is None:
            return dict(given, tie=dict(given['tie'], previousRound=mine['tie']['previousRound']))
        return given

    def nothing(self, seq, vote, rest):
        for one in rest:
            if one['type'] in ('decision.made', 'office.filled') or (one['type'] == 'motion.decided' and
                                                                    vote.data.get('motion') and
                                                                    one['data']['id'] == vote.data['motion']['id']):
                self.fault(seq, 'follow', '%s follows a vote that decides nothing yet' % one['type'])

    def follow(self, seq, vote, status, rest):
        motion = vote.data.get('motion')
        if vote.data.get('test'):
            self.nothing(seq, vote, rest)
            return
        if vote.data['kind'] != 'motion' or motion is None:
            return
        told = [one['data']['status'] for one in rest if one['type'] == 'motion.decided'
                and one['data']['id'] == motion['id']]
        self.equal(seq, 'follow', 'motion.decided', told, [status])
        made = [one for one in rest if one['type'] == 'decision.made' and one['data']['voting'] == vote.data['id']]
        want = 1 if status == 'adopted' and motion['id'] not in self.plain_motions else 0
        self.equal(seq, 'follow', 'number of decision.made', len(made), want)
        if status == 'adopted':
            vote.adopted_by = seq

    def tie(self, seq, vote, data, rest):
        if vote.result is None or vote.result.get('awaits') != 'chair' or vote.motion is None:
            self.fault(seq, 'outcome', 'a tie is decided that does not await the chair')
            return
        expected = 'rejected' if data['casting'] == 'none' else vote.motion.with_chair(data['casting'])
        self.equal(seq, 'outcome', 'outcome', data['outcome'], expected)
        vote.result.pop('awaits')
        vote.result['outcome'] = data['outcome']
        self.follow(seq, vote, data['outcome'], rest)

    def count(self, seq, vote, given):
        """The result as it has to be, and the names of members that cannot be told."""
        data, lenient = vote.data, set()
        way, method = data.get('way'), data['method']
        ids = [one['id'] for one in data['choices']]
        p = len(vote.p)
        entitled = sum(1 for line in data['register'] if line['entitled'])
        out = {'present': p, 'listHash': None, 'invalid': 0, 'winners': [], 'base': None, 'need': None}
        seats = {}
        spoiled, papers = 0, 0
        if way in ('no_objection', 'silence'):
            seats = {seat: 'agree' for seat in vote.acknowledged}
            seats.update({seat: 'object' for seat in vote.objected})
            ids = ['agree', 'object']
            out['ballots'] = [{'seat': seat, 'choice': seats[seat], 'channel': 'device'}
                              for seat in sorted(seats, key=canon.units)]
        elif method == 'named':
            seats = {seat: one['choice'] for seat, one in vote.ballots.items()}
            out['ballots'] = []
            for seat in sorted(seats, key=canon.units):
                one = {name: vote.ballots[seat][name] for name in ('seat', 'choice', 'channel', 'admitted')
                       if name in vote.ballots[seat]}
                out['ballots'].append(one)
        out['voted'] = sorted(seats, key=canon.units)
        cast = len(seats)
        by_method = 'election' in data
        if method == 'named':
            if by_method:
                counts = {}
            else:
                counts = {name: sum(1 for one in seats.values() if one == name) for name in ids}
            if way == 'hands':
                hands = vote.hands or {}
                out['hall'] = hands
                out['ballots'] = None
                for name, number in hands.items():
                    counts[name] = counts.get(name, 0) + number
                cast += sum(hands.values())
                hall = sum(1 for line in data['register'] if line['entitled'] and line.get('hall'))
                if sum(hands.values()) > hall:
                    self.fault(seq, 'counts', 'more hands than seats in the hall')
        else:
            out['ballots'] = None
            out['voted'] = given['voted']
            self.voters(seq, vote, given['voted'])
            counts = dict(given['counts'])
            if sorted(counts) != sorted(ids) or any(one < 0 for one in counts.values()):
                self.fault(seq, 'counts', 'counts are not of the choices of the vote')
            if way == 'paper' and vote.papers:
                papers = given.get('paper', {}).get('counted', 0)
                spoiled = out['invalid'] = given['invalid']
                out['paper'] = {'issued': len(vote.papers), 'counted': papers}
                if papers > len(vote.papers) or spoiled > papers:
                    self.fault(seq, 'counts', 'more papers counted than issued, or more spoiled than counted')
            cast = len(given['voted']) + papers
            if vote.unsealed is not None:
                self.equal(seq, 'voted', 'voted of voting.unsealed', given['voted'], vote.unsealed)
            several = by_method and (data['election']['method'] in ('approval', 'stv') or
                                     (data['election']['method'] == 'block_plurality'
                                      and data['election']['seats'] > 1))
            if several:
                lenient.add('listHash')
                if given['listHash'] is None:
                    self.fault(seq, 'list-hash', 'a secret vote without the hash of its list')
                self.note('vote %s: hash of the list of ballots (several names a ballot)' % data['id'])
            else:
                if sum(counts.values()) + spoiled != cast:
                    self.fault(seq, 'counts', '%d choices of %d who handed in' % (sum(counts.values()) + spoiled, cast))
                elif cast <= 100000:
                    choices = [name for name in counts for _ in range(counts[name])] + [':spoiled'] * spoiled
                    out['listHash'] = canon.hash_of(sorted(choices, key=canon.units))
            self.note('vote %s: who said what (secret)' % data['id'])
        out['counts'] = counts
        out['notVoting'] = p - cast
        if cast > entitled:
            self.fault(seq, 'counts', 'more ballots than entitled seats')
        weights = None
        if method == 'named' and way not in ('no_objection', 'silence') and data.get('countsBy') != 'seats' and \
                any(line.get('weight', MILLION) != MILLION for line in data['register']):
            def weigh(names):
                return sum(vote.lines[name].get('weight', MILLION) for name in names)
            weights = {name: weigh([seat for seat in seats if seats[seat] == name]) for name in ids}
            total = sum(line.get('weight', MILLION) for line in vote.p)
            out['weights'] = {'counts': weights, 'invalid': 0, 'notVoting': total - weigh(seats), 'present': total}
            if way == 'consensus' and 'weights' not in given:
                del out['weights']
            elif way == 'hands' and vote.hands:
                lenient.add('weights')
                self.note('vote %s: weights of hands' % data['id'])
        # outcome
        if by_method:
            self.by_method(vote, given, out, ids, seats, weights, entitled, cast, spoiled)
        elif data['kind'] == 'election':
            out['outcome'], out['winners'], out['decidedBy'] = elections.plain(data, counts, weights)
        elif way in ('no_objection', 'silence'):
            out['decidedBy'] = way
            out['outcome'] = 'objected' if vote.objected else 'adopted'
            if not vote.objected and len(vote.acknowledged) < data.get('minAcknowledged', 0):
                out['outcome'] = 'no_votes'
        elif way == 'consensus':
            out['decidedBy'] = way
            out['outcome'] = 'objected' if counts.get('object', 0) > data['consensus']['except'] else 'adopted'
        elif data['threshold'] is None:
            lenient |= {'outcome', 'decidedBy', 'base', 'need', 'parts'}
            self.note('vote %s: outcome without a threshold' % data['id'])
        else:
            heads = {name: counts.get(name, 0) for name in ('yes', 'no', 'abstain')}
            heads.update(invalid=out['invalid'], present=p, filled=data['filled'], statutory=data['statutory'])
            heavy = None
            if weights is not None:
                told = given.get('weights', {}).get('counts', {}) if 'weights' in lenient else weights
                heavy = {name: told.get(name, 0) for name in ('yes', 'no', 'abstain')}
                register = data['register']
                heavy.update(invalid=0, present=out['weights']['present'],
                             filled=sum(line.get('weight', MILLION) for line in register if line['why'] != 'vacant'),
                             statutory=sum(line.get('weight', MILLION) for line in register) +
                             max(0, data['statutory'] - len(register)) * MILLION)
            vote.motion = Motion(data, heads, heavy, seats)
            outcome, by, awaits = vote.motion.outcome()
            parts = vote.motion.parts
            out.update(outcome=outcome, decidedBy=by)
            if awaits:
                out['awaits'] = awaits
            if len(parts) > 1 or parts[0]['by'] != 'heads':
                out['parts'] = parts
            if parts[0]['by'] == 'heads':
                out['base'], out['need'] = parts[0]['base'], parts[0]['need']
            if vote.motion.states is not None:
                out['states'] = vote.motion.states
        self.closing(seq, vote, given, out, lenient, p, cast)
        return out, lenient

    def by_method(self, vote, given, out, ids, seats, weights, entitled, cast, spoiled):
        election, told = vote.data['election'], given['election']
        names = [one for one in ids if one not in elections.NAMELESS]
        seed = elections.seed_of(told)
        weighed = weights is not None
        if vote.data['method'] == 'named':
            ballots = [(seats[seat], Fraction(vote.lines[seat].get('weight', MILLION), MILLION) if weighed
                        else Fraction(1)) for seat in sorted(seats, key=canon.units)]
            found = elections.count(election, names, ballots, entitled, seed, weighed)
            split = {seat: elections.read_ballot(seats[seat], election, names) or [seats[seat]] for seat in seats}
            if election['method'] == 'stv':
                split = {seat: said[:1] for seat, said in split.items()}
            out['counts'] = {name: sum(1 for said in split.values() if name in said) for name in ids}
            if weighed:
                out['weights']['counts'] = {name: sum(vote.lines[seat].get('weight', MILLION) for seat in split
                                                      if name in split[seat]) for name in ids}
        else:
            found = elections.count_told(election, names, out['counts'], cast, spoiled, entitled, told['rounds'], seed)
        out['election'] = found
        if vote.lot is not None:
            ties = [found['tie']] + [one['tie'] for one in found['rounds']]
            drawn = [tie for tie in ties if tie and tie['lot']]
            if not drawn:
                raise elections.Wrong('a lot was due and none was drawn')
            if drawn[0]['purpose'] != vote.lot['purpose'] or not set(vote.lot['names']) <= set(drawn[0]['candidates']):
                raise elections.Wrong('the lot that was due was for something else')
        outcome = found['outcome']
        out['outcome'] = {'elected': 'elected', 'runoff': 'tied', 'not_filled': 'not_elected',
                          'no_votes': 'no_votes'}[outcome]
        out['winners'] = found['runoff']['candidates'] if found['runoff'] else \
            [one['candidate'] for one in found['elected']]
        out['decidedBy'] = 'none' if outcome == 'no_votes' else 'lot' if found['decidedBy'] == 'lot' else 'plurality'

    def closing(self, seq, vote, given, out, lenient, p, ballots):
        """What is found of the quorum at the close."""
        state, data = self.state, vote.data
        way, procedure, rules = data.get('way'), state.procedure, state.rules()
        mode = rules.get('quorumAt', 'open')
        now = vote.ended['current'] if vote.ended else state.present(state.item)
        of_item = vote.ended['item'] if vote.ended else \
            state.present(data['item'] if data['item'] is not None else state.item)
        voted = list(out['voted'])
        counts = out['counts']
        if 'election' in data:
            turnout = out['election']['turnout']
            cast = turnout['cast'] - turnout['blank'] - turnout['invalid'] if procedure >= 2 else 0
        elif data['kind'] == 'election':
            cast = sum(counts[name] for name in counts if name != 'abstain') if procedure >= 2 else 0
        else:
            cast = counts.get('yes', 0) + counts.get('no', 0)
        tested = mode
        if way in ('no_objection', 'consensus'):
            if out['outcome'] == 'objected':
                tested = None
            elif procedure >= 2:
                ballots = cast = len(now)
                tested = 'close' if mode == 'participation' else mode
            elif mode == 'participation':
                tested = None
        elif way == 'written':
            tested = 'participation' if procedure >= 2 or mode != 'open' else None
        elif way == 'silence':
            tested = None
            if procedure >= 2 and out['outcome'] == 'adopted' and not rules.get('ballots', {}).get('silence'):
                tested, cast = 'participation', len(voted)
        if out['outcome'] == 'objected':
            tested = None
        took = voted
        if way == 'hands' and vote.hands:
            hall = [line['seat'] for line in data['register'] if line['entitled'] and line.get('hall')
                    and line['seat'] not in vote.ballots]
            took = voted + hall[:sum(vote.hands.values())]
        elif way == 'paper':
            took = voted + sorted(vote.papers, key=canon.units)[:out.get('paper', {}).get('counted', 0)]
        taken = (p, ballots, cast)
        finding = None
        if tested in ('close', 'both'):
            finding = state.finding(rules['quorum'], now, taken)
        elif tested == 'participation':
            finding = dict(state.finding(rules['quorum'], took, taken), tested='ballots')
        elif tested == 'open' and state.has_participation():
            seats = now if way in ('no_objection', 'consensus') else took
            finding = state.finding(rules['quorum'], seats, taken, only_participation=True)
            if given.get('quorum', {}).get('tested') == 'ballots':
                finding['tested'] = 'ballots'
        if finding is not None:
            self.counted['quorums'] += 1
            out['quorum'] = finding
            if not finding['met']:
                out.update(outcome='void', winners=[], decidedBy='quorum')
                out.pop('awaits', None)
                lenient -= {'outcome', 'decidedBy'}
        if way in ('written', 'silence') and procedure >= 2:
            out['asked'] = p
        if procedure >= 3:
            self.counted['quorums'] += 1
            out['presentAtClose'] = state.finding(rules['quorum'], of_item)
            if state.has_participation() and 'presentAtClose' in given:
                full = state.finding(rules['quorum'], of_item, taken)
                if shapes.same(full, given['presentAtClose']):
                    out['presentAtClose'] = full


# ---- worked examples

def vectors(path):
    """Faults of the worked examples."""
    faults, total = [], 0

    def same(what, given, expected):
        if not shapes.same(given, expected):
            faults.append('%s: %s, not %s' % (what, brief(given), brief(expected)))

    with open(path, 'rb') as stream:
        told = canon.read(stream.read())
    for n, one in enumerate(told.get('canonical', [])):
        total += 1
        same('canonical %d' % n, canon.canonical(one['value']), one['text'])
        same('canonical %d' % n, canon.hash_of(one['value']), one['sha256'])
    before = ZEROS
    for one in told.get('chain', []):
        total += 1
        same('chain %s' % one['seq'], [one['prev'], one['hash']], [before, canon.entry_hash(one)])
        before = one['hash']
    for n, one in enumerate(told.get('lots', [])):
        total += 1
        same('lot %d' % n, canon.draw(one['seed'], one['names']), one['drawn'])
    for n, one in enumerate(told.get('lists', [])):
        total += 1
        same('list %d' % n, canon.hash_of(sorted(one['choices'], key=canon.units)), one['listHash'])
    for n, one in enumerate(told.get('receipts', [])):
        total += 1
        same('receipt %d' % n, canon.receipt(one['session'], one['command']), one['receipt'])
    for n, one in enumerate(told.get('shares', [])):
        total += 1
        same('share %d' % n, list(share(one['part'], one['base'], one['rule'], one['unit'])),
             [one['need'], one['reached']])
    for n, one in enumerate(told.get('elections', [])):
        total += 1
        ballots = [(choice, Fraction(1)) for choice in one['ballots']]
        found = elections.count(one['election'], one['candidates'], ballots, len(ballots), one['seed'])
        same('election %d' % n, found, one['result'])
        counts = {name: int(number) for name, number in one['result']['counts'].items()}
        counts.update(against_all=one['ballots'].count('against_all'), abstain=one['ballots'].count('abstain'))
        found = elections.count_told(one['election'], one['candidates'], counts, len(ballots), 0, len(ballots),
                                     one['result']['rounds'], one['seed'])
        same('election %d as told' % n, found, one['result'])
    return total, faults


def load_schema(path):
    here = os.path.dirname(os.path.abspath(__file__))
    for one in [path] if path else [os.path.join(here, 'record.schema.json'),
                                    os.path.join(os.path.dirname(here), 'record.schema.json')]:
        try:
            with open(one, encoding='utf-8') as stream:
                return json.load(stream)
        except (OSError, ValueError):
            continue
    return None


def check(path, schema, head=None):
    """The report of one file."""
    verifier = Verifier(schema)
    try:
        with open(path, 'rb') as stream:
            verifier.file(stream.read(), head)
    except OSError as error:
        verifier.fault(None, 'unreadable', 'cannot be read: %s' % error.strerror)
    except Exception as error:  # a record must never bring the verifier down
        verifier.fault(None, 'unusable', 'cannot be followed: %s %s' % (type(error).__name__, error))
    head_said = verifier.head if isinstance(verifier.head, str) else None
    return {'file': path, 'ok': not verifier.faults, 'faults': verifier.faults, 'head': head_said,
            'counted': verifier.counted, 'notChecked': verifier.unchecked}


def main():
    parser = argparse.ArgumentParser(description='Verify records of sessions.')
    parser.add_argument('--json', action='store_true')
    parser.add_argument('--head')
    parser.add_argument('--schema')
    parser.add_argument('--vectors')
    parser.add_argument('files', nargs='*')
    given = parser.parse_args()
    good = True
    if given.vectors:
        try:
            total, faults = vectors(given.vectors)
        except Exception as error:
            total, faults = 0, ['cannot be read: %s %s' % (type(error).__name__, error)]
        good = not faults
        for one in faults:
            print(one)
        print('%d worked examples, %d faults' % (total, len(faults)))
    schema = load_schema(given.schema)
    for path in given.files:
        report = check(path, schema, given.head)
        good = good and report['ok']
        if given.json:
            print(json.dumps(report))
            continue
        print('%s: %s' % (path, 'agrees' if report['ok'] else 'DOES NOT AGREE'))
        for one in report['faults']:
            print('  %s %s: %s' % (one['seq'] or '-', one['code'], one['detail']))
        print('  counted: %s' % ', '.join('%s %d' % one for one in report['counted'].items()))
        for one in report['notChecked']:
            print('  not checked: %s' % one)
    return 0 if good else 1


if __name__ == '__main__':
    sys.exit(main())
