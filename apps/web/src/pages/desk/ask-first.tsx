import { type ReactNode, useState } from 'react';
import { Confirm } from '../../ui/confirm.js';
import { type ApiRefusal, useApiMutation, useWhy } from './desk-queries.js';

/** Why the server said no. */
export function WhyNot({ refusal }: { readonly refusal: ApiRefusal | null }) {
  const explain = useWhy();
  return refusal ? (
    <p className="notice against" role="alert">
      {explain(refusal)}
    </p>
  ) : null;
}

/** What is asked once more before it is done; the question stands until it was. */
export function useAskFirst({
  question,
  yes,
  no,
  act,
}: {
  readonly question: string;
  readonly yes: string;
  readonly no?: string;
  /** Whether it was done. */
  readonly act: (send: ReturnType<typeof useApiMutation>['send']) => Promise<boolean>;
}): {
  readonly asking: boolean;
  readonly busy: boolean;
  readonly ask: () => void;
  /** The question, and why it was not done. */
  readonly shown: ReactNode;
} {
  const { busy, refusal, send } = useApiMutation();
  const [asking, setAsking] = useState(false);
  const go = async () => {
    if (await act(send)) setAsking(false);
  };
  const shown = (
    <>
      {asking ? (
        <Confirm
          question={question}
          yes={yes}
          no={no}
          busy={busy}
          onYes={() => void go()}
          onNo={() => setAsking(false)}
        />
      ) : null}
      <WhyNot refusal={refusal} />
    </>
  );
  return { asking, busy, ask: () => setAsking(true), shown };
}
