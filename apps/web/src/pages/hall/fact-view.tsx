import { localizedText, type Wording } from '@kengesh/domain';
import { outcomeSentence, phrase } from '@kengesh/phrases/page';
import { promised } from '../../features/attendance/my-times.js';
import { HallClock } from '../../features/floor/hall-speaker.js';
import { voteNeed } from '../../features/voting/hall-need.js';
import { HallBars, HallNotVoting, HallParts } from '../../features/voting/hall-outcome.js';
import { HallCast, voteHeading } from '../../features/voting/hall-vote.js';
import { HallCountdown, HallDeadline, HallRoll } from '../../features/voting/hall-way.js';
import { useSession } from '../../live/session-context.js';
import { clockText } from '../../ui/clock.js';
import { Qr } from '../../ui/qr.js';
import { wallClock } from '../../ui/zone-time.js';
import { both, LARGE, Second, SMALL, wordsBoth } from './both.js';
import { FitText } from './fit-text.js';
import type { HallFact } from './hall-fact.js';

/** One fact, large. */
export function FactView({ fact, at }: { readonly fact: HallFact; readonly at: number }) {
  switch (fact.kind) {
    case 'voting':
      return <VotingFact {...fact} />;
    case 'counting':
      return <CountingFact {...fact} />;
    case 'outcome':
      return <OutcomeFact {...fact} />;
    case 'point':
      return <PointFact {...fact} />;
    case 'speaker':
      return <SpeakerFact {...fact} at={at} />;
    case 'item':
      return <ItemFact {...fact} />;
    case 'recess':
      return <RecessFact {...fact} />;
    case 'before':
      return <BeforeFact />;
    case 'closed':
      return <ClosedFact />;
    case 'open':
      return <OpenFact />;
    default:
      return <LoadingFact />;
  }
}
type FactOf<K extends HallFact['kind']> = Extract<HallFact, { readonly kind: K }>;

function Over({ words }: { readonly words: readonly [string, string] }) {
  return (
    <p className="hall-over">
      {words[0]} <span lang={SMALL}>{words[1]}</span>
    </p>
  );
}

/** No more ballots are taken, and there is no outcome yet. */
function CountingFact({ voting }: FactOf<'counting'>) {
  const words = both('hall.voting.counting');
  return (
    <div className="hall-fact voting">
      <div>
        <h1 className="hall-state">{words[0]}</h1>
        <Second>{words[1]}</Second>
      </div>
      <FitText max={7.4} className="hall-text">
        {voteHeading(LARGE, voting, text => localizedText(text as Wording, LARGE))}
      </FitText>
    </div>
  );
}

function VotingFact({ voting, cast, entitled, closesIn }: FactOf<'voting'>) {
  const inLarge = (text: object) => localizedText(text as Wording, LARGE);
  const inSmall = (text: object) => (text as Wording)[SMALL] ?? '';
  const { state } = useSession();
  const { way } = voting;
  const facts = [voteNeed(LARGE, state, voting), voteNeed(SMALL, state, voting)] as const;
  const open = voting.lotDue
    ? both('hall.voting.lot')
    : way && way !== 'paper'
      ? both(`hall.voting.${way}`)
      : both(voting.method === 'secret' ? 'hall.voting.secret' : 'hall.voting');
  const hint =
    way === 'hands'
      ? both(voting.hallCounted ? 'hall.voting.handsCounted' : 'hall.voting.handsHint')
      : voting.paper
        ? both('hall.voting.paperHint')
        : null;
  return (
    <div className="hall-fact voting">
      <div>
        <h1 className="hall-state">
          <span className="lamp" aria-hidden="true" /> {open[0]}
        </h1>
        <Second>{`${open[1]} · ${facts[1]}`}</Second>
        {voting.test ? <p className="hall-test">{both('hall.voting.test').join(' · ')}</p> : null}
      </div>
      <FitText max={7.4} className="hall-text">
        {voteHeading(LARGE, voting, inLarge)}
        {voting.office || (voting.motion?.text.ru?.length ?? 0) < 160 ? (
          <span className="second block" lang={SMALL}>
            {voteHeading(SMALL, voting, inSmall)}
          </span>
        ) : null}
        {voting.office ? (
          <ul className="hall-candidates">
            {voting.choices.flatMap(one =>
              one.label ? [<li key={one.id}>{localizedText(one.label, LARGE)}</li>] : [],
            )}
          </ul>
        ) : null}
      </FitText>
      {hint ? (
        <div>
          <p className="hall-facts">{hint[0]}</p>
          <Second>{hint[1]}</Second>
        </div>
      ) : way === 'roll_call' ? (
        <HallRoll voting={voting} state={state} />
      ) : way === 'no_objection' || way === 'silence' || way === 'written' ? null : (
        <p className="hall-facts">{facts[0]}</p>
      )}
      {way === 'no_objection' ? (
        <HallCountdown closesIn={closesIn} />
      ) : way === 'silence' || way === 'written' ? (
        <HallDeadline voting={voting} zone={state.prepared?.session.zone ?? 'UTC'} />
      ) : way === 'hands' ? (
        <p className="hall-facts">{facts[0]}</p>
      ) : (
        <HallCast cast={cast} entitled={entitled} closesIn={closesIn} />
      )}
    </div>
  );
}

function OutcomeFact({ voting }: FactOf<'outcome'>) {
  const title = voting.office ? wordsBoth(voting.office.title)[0] : wordsBoth(voting.motion?.text)[0];
  return (
    <div className={`hall-fact outcome ${(voting.result?.parts?.length ?? 0) > 1 ? 'compound' : ''}`}>
      <Over words={both('hall.outcome')} />
      {voting.test ? <p className="hall-test">{both('hall.voting.test').join(' · ')}</p> : null}
      <p className="hall-subject">{title}</p>
      {voting.way === 'no_objection' || voting.way === 'silence' ? null : <HallBars voting={voting} />}
      <HallNotVoting voting={voting} />
      <HallParts voting={voting} />
      <FitText max={6.4} className="hall-sentence">
        {outcomeSentence(LARGE, voting)}
        <span className="second block" lang={SMALL}>
          {outcomeSentence(SMALL, voting)}
        </span>
      </FitText>
    </div>
  );
}

function PointFact({ seat }: FactOf<'point'>) {
  const words = both('hall.point');
  const name = wordsBoth(seat?.label);
  return (
    <div className="hall-fact speaker">
      <h1 className="hall-state">{words[0]}</h1>
      <Second>{words[1]}</Second>
      <div className="hall-who">
        {seat ? <span className="hall-delegation">{seat.delegation}</span> : null}
        <FitText max={11} className="hall-text">
          {name[0]}
          <span className="second block" lang={SMALL}>
            {name[1]}
          </span>
        </FitText>
      </div>
    </div>
  );
}

function SpeakerFact({ holder, speaker, seat, at }: FactOf<'speaker'> & { readonly at: number }) {
  const name = wordsBoth(speaker?.label);
  return (
    <div className="hall-fact speaker">
      <Over words={both(holder.kind === 'point' ? 'hall.point' : 'hall.speaking')} />
      <div className="hall-who">
        {seat ? <span className="hall-delegation">{seat.delegation}</span> : null}
        <FitText max={11} className="hall-text">
          {name[0]}
          <span className="second block" lang={SMALL}>
            {name[1]}
          </span>
        </FitText>
      </div>
      <HallClock holder={holder} at={at} />
    </div>
  );
}

function ItemFact({ item, number, of }: FactOf<'item'>) {
  const title = wordsBoth(item.title);
  return (
    <div className="hall-fact">
      <Over words={both('hall.item', { n: number, m: of })} />
      <FitText max={13} className="hall-text middle">
        {title[0]}
        <span className="second block" lang={SMALL}>
          {title[1]}
        </span>
      </FitText>
    </div>
  );
}

function RecessFact({ until, secondsLeft }: FactOf<'recess'>) {
  const { state } = useSession();
  const zone = state.prepared?.session.zone ?? 'UTC';
  const word = both('hall.recess');
  const time = until ? wallClock(Date.parse(until), zone).slice(11, 16) : null;
  const untilWords = time ? both('hall.recess.until', { time }) : null;
  const rest =
    secondsLeft === null
      ? both('hall.recess.openEnd')
      : secondsLeft > 0
        ? both('hall.recess.in', { time: clockText(secondsLeft) })
        : both('hall.recess.now');
  return (
    <div className="hall-fact centre">
      <h1 className="hall-huge">
        {word[0]}
        {untilWords ? <span className="block">{untilWords[0]}</span> : null}
      </h1>
      <Second>{[word[1], untilWords?.[1]].filter(Boolean).join(' ')}</Second>
      <p className="hall-facts">{rest[0]}</p>
      <Second>{rest[1]}</Second>
    </div>
  );
}

function BeforeFact() {
  const { state, pulse } = useSession();
  const { prepared } = state;
  if (!prepared) return null;
  const { session } = prepared;
  const title = wordsBoth(session.title);
  const place = wordsBoth(session.place);
  const starts = promised(LARGE, session.startsLocal, session.zone);
  const quorum = pulse?.quorum;
  const present = quorum ? both('hall.before.present', { present: quorum.present, need: quorum.need }) : null;
  return (
    <div className="hall-fact before">
      <Over words={both('hall.before')} />
      <FitText max={10} className="hall-text">
        {title[0]}
        <span className="second block" lang={SMALL}>
          {title[1]}
        </span>
      </FitText>
      <div className="hall-before-foot">
        <div>
          <p className="hall-facts">{phrase(LARGE, 'hall.before.starts', starts)}</p>
          <p className="hall-place">
            {starts.zone}
            <span className="block">{place[0]}</span>
          </p>
          {present ? (
            <>
              <p className="hall-facts present">{present[0]}</p>
              <Second>{present[1]}</Second>
            </>
          ) : null}
        </div>
        <figure className="hall-qr">
          <Qr value={location.origin} label={both('hall.before.qr')[0]} />
          <figcaption>{location.host}</figcaption>
        </figure>
      </div>
    </div>
  );
}

function ClosedFact() {
  const { state } = useSession();
  const word = both(state.session.notHeld ? 'hall.notHeld' : 'hall.closed');
  const thanks = both('hall.closed.thanks');
  const n = state.decisions.length;
  return (
    <div className="hall-fact centre">
      <h1 className="hall-huge">{word[0]}</h1>
      <Second>{word[1]}</Second>
      {n ? <p className="hall-facts">{both('hall.closed.decisions', { n })[0]}</p> : null}
      <p className="hall-facts">{thanks[0]}</p>
      <Second>{thanks[1]}</Second>
    </div>
  );
}

function OpenFact() {
  const { state } = useSession();
  const title = wordsBoth(state.prepared?.session.title);
  return (
    <div className="hall-fact">
      <Over words={both('hall.noItem')} />
      <FitText max={11} className="hall-text middle">
        {title[0]}
        <span className="second block" lang={SMALL}>
          {title[1]}
        </span>
      </FitText>
    </div>
  );
}

function LoadingFact() {
  const words = both('hall.loading');
  return (
    <div className="hall-fact centre">
      <p className="hall-quiet">{words[0]}</p>
      <Second>{words[1]}</Second>
    </div>
  );
}
