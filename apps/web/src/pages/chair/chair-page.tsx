import { participantOf, pendingPoint, seatOf } from '@kengesh/domain';
import { useEffect, useRef, useState } from 'react';
import { type KeptDraft, sweepOldDrafts } from '../../drafts/store.js';
import { useSessionDrafts } from '../../drafts/use-draft.js';
import { WaitingPanel } from '../../features/admission/waiting-panel.js';
import { AgendaPanel } from '../../features/agenda/agenda-panel.js';
import { AttendancePanel } from '../../features/attendance/attendance-panel.js';
import { LateKey } from '../../features/ballot-key/late.js';
import { KeyQuestions } from '../../features/devices/key-questions.js';
import { linksForMe } from '../../features/devices/keys-now.js';
import { KeysPanel } from '../../features/devices/keys-panel.js';
import { MyKeys } from '../../features/devices/my-keys.js';
import { ElectionsPanel } from '../../features/elections/elections-panel.js';
import { FloorPanel } from '../../features/floor/floor-panel.js';
import { Asked } from '../../features/interpretation/asked.js';
import { MotionsPanel } from '../../features/motions/motions-panel.js';
import { OrderBand } from '../../features/procedure/order-band.js';
import { RecordingPanel } from '../../features/recording/recording-panel.js';
import { RepresentPanel } from '../../features/representation/represent-panel.js';
import { SessionBar, type SessionQuestion } from '../../features/session/session-bar.js';
import { SessionPanel } from '../../features/session/session-panel.js';
import { TasksPanel } from '../../features/tasks/tasks-panel.js';
import { ControlPanel } from '../../features/video/control-panel.js';
import { VideoStrip } from '../../features/video/video-strip.js';
import { VotingPanel } from '../../features/voting/voting-panel.js';
import { useLanguage } from '../../language.js';
import { useSession } from '../../live/session-context.js';
import { Button } from '../../ui/button.js';
import { loadDeferredParts } from '../../ui/deferred.js';
import { focusField } from '../../ui/focus-first.js';
import { formId, OpenFormsProvider, useRequestForm } from '../../ui/open-forms.js';
import { ChairHeader } from './chair-header.js';
import { InPresentRole } from './in-present-role.js';
import { KeysFoot } from './keys-foot.js';
import { NextStepButton } from './next-step-button.js';
import { useNowInView } from './now-in-view.js';
import { useVoteChoice } from './use-vote-choice.js';
import { Waiting } from './waiting.js';

const PLACES = ['now', 'agenda', 'floor', 'present'] as const;
type Place = (typeof PLACES)[number];

/** The whole session on one page: agenda left, the item and its vote in the middle, floor and attendance right. */
export function ChairPage() {
  return (
    <InPresentRole>
      <OpenFormsProvider>
        <Page />
      </OpenFormsProvider>
    </InPresentRole>
  );
}

function Page() {
  const { state, line, me } = useSession();
  const { t, localize } = useLanguage();
  const [viewed, setViewed] = useState<string | null>(null);
  const [place, setPlace] = useState<Place>('now');
  const [sessionAsked, askSession] = useState<SessionQuestion | null>(null);
  const { current, items } = state.agenda;
  const requestForm = useRequestForm();
  useForgottenDrafts();
  useEffect(() => void loadDeferredParts(), []);
  const goToDraft = (draft: KeptDraft) => {
    if (draft.place === 'now') setViewed(draft.item === current ? null : draft.item);
    setPlace(draft.place);
    requestForm(draft.form);
    // Once it is open.
    setTimeout(() => focusField(document.getElementById(formId(draft.form))), 60);
  };
  const point = pendingPoint(state);
  const title = state.prepared ? localize(state.prepared.session.title) : '';
  useEffect(() => {
    document.title = title ? `${title} · Kengesh` : 'Kengesh';
  }, [title]);
  const item = items.find(one => one.id === (viewed ?? current));
  // The session moved on: the middle shows what is considered now, with the way of voting chosen for it.
  // only a change of item starts anew
  useEffect(() => setViewed(null), [current]);
  const [choice, setChoice] = useVoteChoice(current);
  const middle = useRef<HTMLElement>(null);
  // Another item begins at its beginning.
  const shown = item?.id;
  useEffect(() => {
    if (middle.current) middle.current.scrollTop = 0;
  }, [shown]);
  useNowInView(middle, () => {
    setViewed(null);
    setPlace('now');
  });

  const asksForKey = me.participant !== null && linksForMe(state, me.participant).length > 0;
  const urgent = point ? 'procedure.order.point' : asksForKey ? 'devices.ask.heading' : null;
  if (!state.prepared && line.status === 'connecting') return <Waiting />;
  return (
    <div className="chair-page" data-place={place}>
      <a className="skip" href="#now">
        {t('chair.skip')}
      </a>
      <ChairHeader />
      <nav className="chair-places" aria-label={t('chair.places')}>
        {PLACES.map(one => (
          <button
            key={one}
            type="button"
            aria-current={place === one ? 'page' : undefined}
            onClick={() => setPlace(one)}
          >
            {t(`chair.place.${one}`)}
            {one === 'now' && urgent ? (
              <span className="badge warn">
                <span aria-hidden="true">!</span>
                <span className="visually-hidden">{t(urgent)}</span>
              </span>
            ) : null}
            {one === 'floor' && state.floor.queue.length > 0 ? ` ${state.floor.queue.length}` : ''}
          </button>
        ))}
      </nav>
      <main className="chair-columns">
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a column that scrolls is reached by keyboard */}
        <section className="chair-agenda scrolls" aria-label={t('chair.place.agenda')} tabIndex={0}>
          <AgendaPanel
            viewed={viewed}
            onView={next => {
              setViewed(next);
              setPlace('now');
            }}
          />
        </section>
        <div className="chair-now" id="now">
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: as above */}
          <section ref={middle} className="scrolls chair-middle" aria-label={t('chair.place.now')} tabIndex={0}>
            {viewed !== null && viewed !== current ? (
              <p className="notice row spread">
                {t(current === null ? 'chair.viewingNone' : 'chair.viewing')}
                <Button size="small" onClick={() => setViewed(null)}>
                  {t(current === null ? 'chair.viewBackNone' : 'chair.viewBack')}
                </Button>
              </p>
            ) : null}
            <MyKeys />
            <KeyQuestions />
            <LateKey part="KeyBand" />
            <OrderBand />
            {item && (state.session.phase === 'open' || viewed !== null) ? null : <SessionPanel />}
            {item ? <ItemHead place={items.indexOf(item) + 1} id={item.id} /> : <NoItem />}
            {item ? (
              <>
                <VotingPanel key={`v${item.id}`} item={item.id} choice={choice} onChoice={setChoice} />
                <MotionsPanel key={`m${item.id}`} item={item.id} />
                <ElectionsPanel key={`e${item.id}`} item={item.id} />
                <TasksPanel key={`t${item.id}`} item={item.id} />
              </>
            ) : state.session.phase === 'closed' || state.agenda.items.some(one => one.status === 'finished') ? (
              <TasksPanel item={null} />
            ) : null}
          </section>
          <NextStepButton
            choice={choice}
            onGo={() => {
              setViewed(null);
              setPlace('now');
            }}
            onGoToDraft={goToDraft}
            onAskSession={what => {
              // On a phone the bar of the session is beside the agenda.
              setPlace('agenda');
              askSession(what);
            }}
          />
        </div>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: as above */}
        <section className="chair-people scrolls" aria-label={t('chair.place.people')} tabIndex={0}>
          <KeysPanel />
          <WaitingPanel />
          {state.session.phase === 'closed' ? null : (
            <div className="chair-floor">
              <Asked />
              <VideoStrip />
              <FloorPanel />
              <ControlPanel />
            </div>
          )}
          <div className="chair-present">
            <AttendancePanel />
            <RecordingPanel />
            <RepresentPanel />
          </div>
        </section>
      </main>
      <footer className="chair-foot">
        <SessionBar asking={sessionAsked} onAsk={askSession} />
        <KeysFoot />
      </footer>
    </div>
  );
}

/** What was typed and not sent does not outlast the session, nor a link that was taken back, nor a week. */
function useForgottenDrafts(): void {
  const { state, line } = useSession();
  const drafts = useSessionDrafts();
  const over = state.session.phase === 'closed' || line.status === 'ended';
  useEffect(() => sweepOldDrafts(Date.now()), []);
  useEffect(() => {
    if (over) drafts.forgetAll();
  }, [over, drafts]);
}

function ItemHead({ place, id }: { readonly place: number; readonly id: string }) {
  const { state } = useSession();
  const { t, localize } = useLanguage();
  const item = state.agenda.items.find(one => one.id === id);
  if (!item) return null;
  const rapporteur =
    item.rapporteur === null ? undefined : (seatOf(state, item.rapporteur) ?? participantOf(state, item.rapporteur));
  return (
    <header className="item-head">
      <h2>
        {place}. {localize(item.title)}
      </h2>
      {rapporteur ? <p className="soft">{t('chair.rapporteur', { name: localize(rapporteur.label) })}</p> : null}
    </header>
  );
}

function NoItem() {
  const { state } = useSession();
  const { t } = useLanguage();
  if (state.session.phase !== 'open') return null;
  const over = state.agenda.items.length > 0 && state.agenda.items.every(one => one.status === 'finished');
  return <h2 className="no-item soft">{t(over ? 'chair.allFinished' : 'chair.noItem')}</h2>;
}
