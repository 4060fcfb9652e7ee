"""Elections by method: block plurality, approval, absolute majority, STV (RECORD.md 7)."""
from fractions import Fraction

from canon import draw

NAMELESS = ('against_all', 'abstain')


class Wrong(Exception):
    """What is recorded cannot be so."""


def text(number):
    return str(Fraction(number))


def number(said):
    """A number of votes as the record writes it."""
    value = Fraction(said)
    if str(value) != said or value < 0:
        raise Wrong('a number of votes is written %r' % said)
    return value


def border(ranked, places):
    """(in, tied, places left) of [(name, votes)] in order."""
    if len(ranked) <= places:
        return ranked, [], 0
    if places < 1:
        return [], [], 0
    last = ranked[places - 1][1]
    if last > ranked[places][1]:
        return ranked[:places], [], 0
    into = [one for one in ranked if one[1] > last]
    return into, [one for one in ranked if one[1] == last], places - len(into)


class Tally:
    """What is counted of an election: votes by candidate and the turnout."""

    def __init__(self, election, votes, against, valid, turnout):
        self.election, self.votes, self.against, self.valid = election, votes, against, valid
        self.turnout = turnout
        self.ranked = sorted(votes.items(), key=lambda one: (-one[1], one[0]))


def blank(tally):
    election = tally.election
    return {'method': election['method'], 'outcome': None, 'seats': election['seats'], 'elected': [],
            'runoff': None, 'pendingLot': None, 'tie': None, 'unfilled': None,
            'counts': {name: text(votes) for name, votes in tally.votes.items()}, 'turnout': tally.turnout,
            'need': None, 'rounds': [], 'decidedBy': 'none'}


def tie_of(purpose, tied, left, seed, by_lot):
    names = sorted(name for name, _ in tied)
    tie = {'purpose': purpose, 'candidates': names, 'votes': text(tied[0][1]), 'places': left,
           'previousRound': None, 'settledBy': 'runoff', 'taken': [], 'lot': None}
    if by_lot:
        if seed is None:
            raise Wrong('a tie needs a lot and there is no seed')
        drawn = draw(seed, names)
        tie.update(settledBy='lot', taken=[one['name'] for one in drawn[:left]],
                   lot={'seed': seed, 'drawn': drawn})
    return tie


def elected(name, by, votes, round_number=1):
    return {'candidate': name, 'by': by, 'votes': text(votes), 'round': round_number}


def places(tally, seed):
    """Block plurality and approval."""
    out = blank(tally)
    seats, on_tie = tally.election['seats'], tally.election['onTie']
    standing = [one for one in tally.ranked if one[1] > tally.against]
    into, tied, left = border(standing, seats)
    out['elected'] = [elected(name, 'votes', votes) for name, votes in into]
    out['decidedBy'] = 'votes'
    if tied:
        out['tie'] = tie_of('seats', tied, left, seed, on_tie == 'lot')
        if on_tie == 'runoff':
            out['outcome'] = 'runoff'
            out['runoff'] = {'kind': 'tie', 'candidates': out['tie']['candidates'], 'places': left, 'through': []}
            return out
        out['elected'] += [elected(name, 'lot', tied[0][1]) for name in out['tie']['taken']]
        out['decidedBy'] = 'lot'
    if len(out['elected']) >= seats:
        out['outcome'] = 'elected'
        return out
    out['outcome'] = 'not_filled'
    others = [votes for _, votes in tally.ranked if votes <= tally.against]
    if others and tally.against > 0:
        out['unfilled'] = 'against_all'
    elif others and max(others) > 0:
        out['unfilled'] = 'below_threshold'
    else:
        out['unfilled'] = 'too_few_candidates'
    return out


def majority(tally, seed, millionths):
    """Absolute majority, all three kinds of ballot."""
    out = blank(tally)
    out['seats'] = 1
    ballot, on_tie = tally.election['ballot'], tally.election['onTie']
    kind = ballot['kind']
    first = kind in ('first', 'tie')
    unit = 1000000 if millionths else 1
    need = Fraction((tally.valid * unit) // 2 + 1, unit)
    if first:
        out['need'] = {'votes': text(need), 'base': text(tally.valid)}
    if tally.valid == 0:
        out['outcome'] = 'no_votes'
        return out
    out['decidedBy'] = 'votes'
    ranked = tally.ranked
    highest = ranked[0][1] if ranked else Fraction(0)
    alone = len(ranked) == 1 or (len(ranked) > 1 and ranked[1][1] < highest)
    if first and alone and highest >= need:
        out['outcome'] = 'elected'
        out['elected'] = [elected(ranked[0][0], 'majority', highest)]
        return out
    if kind != 'extra' and highest <= tally.against:
        out['outcome'], out['unfilled'] = 'not_filled', 'against_all'
        return out
    if kind == 'second':
        into, tied, left = border(ranked, 1)
        out['outcome'] = 'elected'
        if tied:
            out['tie'] = tie_of('seats', tied, left, seed, True)
            out['elected'] = [elected(out['tie']['taken'][0], 'lot', highest)]
            out['decidedBy'] = 'lot'
        else:
            out['elected'] = [elected(into[0][0], 'majority' if highest >= need else 'votes', highest)]
        return out
    through = list(ballot['through']) if kind == 'extra' else []
    into, tied, left = border(ranked, ballot['places'] if kind == 'extra' else 2)
    names = [name for name, _ in into]
    out['outcome'] = 'runoff'
    if tied:
        by_lot = kind == 'extra' or on_tie == 'lot'
        out['tie'] = tie_of('goes_on', tied, left, seed, by_lot)
        if not by_lot:
            out['runoff'] = {'kind': 'extra', 'candidates': out['tie']['candidates'], 'places': left,
                             'through': names}
            return out
        out['decidedBy'] = 'lot'
        names = names + out['tie']['taken']
    out['runoff'] = {'kind': 'second', 'candidates': through + names, 'places': 1, 'through': []}
    return out


class Piles:
    """The ballots of an STV count at their values."""

    def __init__(self, ballots):
        self.held = {}
        for names, weight in ballots:
            self.held.setdefault(names[0], []).append((tuple(names), Fraction(weight)))

    def move(self, sources, factor, continuing, _round):
        moved = {}
        for source in sources:
            for names, value in self.held.pop(source, []):
                to = next((name for name in names if name in continuing), None)
                moved[to] = moved.get(to, 0) + value * factor
                if to is not None:
                    self.held.setdefault(to, []).append((names, value * factor))
        return {to: votes for to, votes in moved.items() if votes}


class Told:
    """The transfers of an STV count as the record tells them."""

    def __init__(self, rounds):
        self.rounds = rounds

    def move(self, _sources, _factor, continuing, round_number):
        if round_number > len(self.rounds):
            raise Wrong('round %d is missing' % round_number)
        moved = {}
        for one in self.rounds[round_number - 1]['transfers']:
            if one['to'] in moved or (one['to'] is not None and one['to'] not in continuing):
                raise Wrong('round %d: votes pass to %s' % (round_number, one['to']))
            moved[one['to']] = number(one['votes'])
            if moved[one['to']] == 0:
                raise Wrong('round %d: a transfer of nothing' % round_number)
        return moved


def stv(tally, source, seed):
    """STV over ballots (Piles) or over the transfers told (Told)."""
    out = blank(tally)
    seats, valid, against = tally.election['seats'], tally.valid, tally.against
    quota = Fraction(valid // (seats + 1) + 1)
    out['need'] = {'votes': text(quota), 'base': text(valid)}
    if valid == 0:
        out['outcome'] = 'no_votes'
        return out
    if 2 * against >= valid:
        out.update(outcome='not_filled', unfilled='against_all', decidedBy='votes')
        return out
    counts = dict(tally.votes)
    exhausted = Fraction(against)
    history = [dict(counts)]
    continuing, waiting = set(counts), []
    used = set()

    def settle(action, tie, moved):
        number_now = len(out['rounds']) + 1
        now = []

        def order(names):
            return sorted(names, key=lambda name: [-counts[name]] + [-past[name] for past in reversed(history[:-1])]
                          + [name])

        for name in order([name for name in continuing if counts[name] >= quota]):
            now.append((name, 'quota'))
            continuing.discard(name)
            if counts[name] > quota:
                waiting.append(name)
        left = seats - len(out['elected']) - len(now)
        if continuing and len(continuing) <= left:
            for name in order(list(continuing)):
                now.append((name, 'last_places'))
                continuing.discard(name)
        out['elected'] += [elected(name, by, counts[name], number_now) for name, by in now]
        ordered = sorted(name for name in moved if name is not None) + ([None] if None in moved else [])
        out['rounds'].append({'number': number_now, 'action': action,
                              'transfers': [{'to': to, 'votes': text(moved[to])} for to in ordered],
                              'counts': {name: text(votes) for name, votes in counts.items()},
                              'exhausted': text(exhausted), 'elected': [name for name, _ in now], 'tie': tie})

    def choose(names, purpose):
        """(the one, tie or None)."""
        most = purpose == 'surplus'
        pick = max if most else min
        best = pick(counts[name] for name in names)
        equal = sorted(name for name in names if counts[name] == best)
        if len(equal) == 1:
            return equal[0], None
        tie = {'purpose': purpose, 'candidates': equal, 'votes': text(best), 'places': 1, 'previousRound': None,
               'settledBy': None, 'taken': [], 'lot': None}
        left = equal
        for past in range(len(history) - 2, -1, -1):
            extreme = pick(history[past][name] for name in left)
            kept = [name for name in left if history[past][name] == extreme]
            if len(kept) < len(left) and tie['previousRound'] is None:
                tie['previousRound'] = past + 1
            left = kept
            if len(left) == 1:
                break
        if len(left) == 1:
            tie.update(settledBy='previous_round', taken=left)
            return left[0], tie
        if seed is None:
            raise Wrong('a tie needs a lot and there is no seed')
        drawn = draw(seed, left)
        one = drawn[0 if most else -1]['name']
        tie.update(settledBy='lot', taken=[one], lot={'seed': seed, 'drawn': drawn})
        return one, tie

    settle({'kind': 'first'}, None, {})
    while len(out['elected']) < seats and continuing:
        tie = None
        if waiting:
            one, tie = choose(waiting, 'surplus')
            waiting.remove(one)
            votes, over = counts[one], counts[one] - quota
            factor = over / votes
            action = {'kind': 'surplus', 'from': one, 'votes': text(votes), 'surplus': text(over),
                      'factor': text(factor)}
            gone, sources = over, [one]
            counts_after = {one: quota}
        else:
            factor = Fraction(1)
            empty = sorted(name for name in continuing if counts[name] == 0)
            if empty and len(continuing) - len(empty) >= seats - len(out['elected']):
                sources = empty
            else:
                one, tie = choose(sorted(continuing), 'exclusion')
                sources = [one]
            gone = sum(counts[name] for name in sources)
            action = {'kind': 'exclusion', 'from': sources, 'votes': text(gone)}
            continuing -= set(sources)
            counts_after = {name: Fraction(0) for name in sources}
        moved = source.move(sources, factor, continuing, len(out['rounds']) + 1)
        if sum(moved.values(), Fraction(0)) != gone:
            raise Wrong('round %d passes %s votes, not %s' % (len(out['rounds']) + 1,
                                                            sum(moved.values(), Fraction(0)), gone))
        counts.update(counts_after)
        for to, votes in moved.items():
            if to is None:
                exhausted += votes
            else:
                counts[to] += votes
        history.append(dict(counts))
        settle(action, tie, moved)
    settled = [one['tie']['settledBy'] for one in out['rounds'] if one['tie']]
    out['decidedBy'] = 'lot' if 'lot' in settled else 'previous_round' if settled else 'votes'
    if len(out['elected']) >= seats:
        out['outcome'] = 'elected'
    else:
        out['outcome'], out['unfilled'] = 'not_filled', 'too_few_candidates'
    return out


def read_ballot(choice, election, candidates):
    """The names of a ballot, [] where it holds none; Wrong where it is none of this election."""
    if choice in NAMELESS:
        return []
    names = choice.split('.')
    method = election['method']
    most = {'block_plurality': election['seats'], 'absolute_majority': 1}.get(method, len(candidates))
    if len(set(names)) != len(names) or len(names) > most or any(name not in candidates for name in names):
        raise Wrong('%r is no ballot of this election' % choice)
    return names


def count(election, candidates, ballots, issued, seed, millionths=False):
    """Result of an election of which every ballot is known: [(choice, weight in votes)]."""
    votes = {name: Fraction(0) for name in candidates}
    against, valid, blanks, againsts, piles = Fraction(0), Fraction(0), 0, 0, []
    for choice, weight in ballots:
        names = read_ballot(choice, election, candidates)
        if choice == 'abstain':
            blanks += 1
            continue
        valid += weight
        if choice == 'against_all':
            againsts += 1
            against += weight
            continue
        piles.append((names, weight))
        for name in names[:1] if election['method'] == 'stv' else names:
            votes[name] += weight
    turnout = {'issued': issued, 'cast': len(ballots), 'valid': len(ballots) - blanks, 'blank': blanks, 'invalid': 0,
               'againstAll': againsts, 'validVotes': text(valid), 'againstAllVotes': text(against)}
    return conclude(Tally(election, votes, against, valid, turnout), Piles(piles), seed, millionths)


def count_told(election, candidates, counts, cast, invalid, issued, rounds, seed):
    """Result of a secret election from what the record tells: counts of the vote and, of STV, transfers."""
    blanks, againsts = counts.get('abstain', 0), counts.get('against_all', 0)
    valid = cast - blanks - invalid
    named = valid - againsts
    votes = {name: Fraction(counts[name]) for name in candidates}
    total = sum(votes.values())
    method = election['method']
    most = election['seats'] if method == 'block_plurality' else len(candidates) if method == 'approval' else 1
    if named < 0 or total < named or total > named * most or any(one > named for one in votes.values()):
        raise Wrong('%d ballots with names cannot give these counts' % named)
    turnout = {'issued': issued, 'cast': cast, 'valid': valid, 'blank': blanks, 'invalid': invalid,
               'againstAll': againsts, 'validVotes': text(valid), 'againstAllVotes': text(againsts)}
    return conclude(Tally(election, votes, Fraction(againsts), Fraction(valid), turnout), Told(rounds), seed, False)


def conclude(tally, source, seed, millionths):
    method = tally.election['method']
    if method == 'absolute_majority':
        return majority(tally, seed, millionths)
    if method == 'stv':
        return stv(tally, source, seed)
    if tally.valid == 0:
        out = blank(tally)
        out['outcome'] = 'no_votes'
        return out
    return places(tally, seed)


def seed_of(result):
    """The seed a result tells, if any."""
    ties = [result.get('tie')] + [one.get('tie') for one in result.get('rounds', [])]
    for tie in ties:
        if tie and tie.get('lot'):
            return tie['lot']['seed']
    return None


def plain(vote, counts, weights):
    """(outcome, winners, decidedBy) of a plain election."""
    sums = weights if vote.get('countsBy') == 'weights' and weights is not None else counts
    names = [one['id'] for one in vote['choices'] if one['id'] not in NAMELESS]
    against = sums.get('against_all', 0)
    highest = max([sums[name] for name in names] or [0])
    if highest == 0 and against == 0:
        return 'no_votes', [], 'none'
    if against >= highest:
        return 'not_elected', [], 'plurality'
    winners = [name for name in names if sums[name] == highest]
    return 'elected' if len(winners) == 1 else 'tied', winners, 'plurality'
