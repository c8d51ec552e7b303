// SPDX-License-Identifier: EUPL-1.2
// The eight steps with the present one marked, in words and in shape. Not a progress bar: steps may be skipped.
import { useWords } from '../words/words';

const numbers = ['1', '2', '3', '4', '5', '6', '7', '8'];

export function StepTrack({ step }: { step: string }) {
  const { t } = useWords();
  const present = numbers.includes(step);
  return (
    <>
      {!present && <p className="tag tag--step">{t.steps[step] ?? step}</p>}
      <ol className="track">
        {numbers.map((number) => (
          <li
            key={number}
            className={number === step ? 'track__step track__step--now' : 'track__step'}
            aria-current={number === step ? 'step' : undefined}
          >
            <span className="track__number" aria-hidden>
              {number}
            </span>
            <span>
              <span className="for-screen-readers">{t.stepShort(number)}: </span>
              {t.steps[number]}
              {number === step && <span className="track__now">{t.case_.current}</span>}
            </span>
          </li>
        ))}
      </ol>
    </>
  );
}
