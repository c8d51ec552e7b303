// SPDX-License-Identifier: EUPL-1.2
// Recording something in a case, or moving it to another step: what it means, what is asked, what is not complete yet, and one button.
import { type FormEvent, useRef, useState } from 'react';
import { nextDue } from '../../state/follow_up';
import { answeredBy } from '../../state/known_tasks';
import type { Case, CaseMove, CaseRecord, Problem, Recordable, RecordField, Room } from '../../state/model';
import { useClient, useSnapshot } from '../client_context';
import { Act, ActLink } from '../parts/button';
import { Radios } from '../parts/choice';
import { TextAreaField, TextField } from '../parts/field';
import { focusFirstFault } from '../parts/focus_first_fault';
import { Notice, ProblemNotice } from '../parts/notice';
import { Page } from '../parts/page';
import { useAction } from '../parts/use_action';
import { useFormDraft } from '../parts/use_draft';
import { navigate, type Route } from '../router';
import { Missing } from '../shell/missing';
import { useWords } from '../words/words';
import { fieldLabel, moveTitle, recordTitle, valueLabel } from './record_words';
import { Timeline } from './timeline';

/** A record is made for a case by whoever knows the case, otherwise in a room. */
type Place = { readonly caseId: string } | { readonly room: string };
type What = { readonly kind: 'record'; readonly record: string } | { readonly kind: 'move'; readonly to: string };

/** To the case where one knows it, otherwise to the room. */
function backTo(place: Place, rooms: readonly Room[]): Route {
  if (!('room' in place)) return { name: 'case', caseId: place.caseId };
  const caseId = rooms.find(({ id }) => id === place.room)?.caseId;
  return caseId ? { name: 'case', caseId } : { name: 'room', room: place.room, thread: '' };
}

/** In the whole case where one knows it, otherwise in the room. */
function recordedWhere(place: Place, rooms: readonly Room[], cases: readonly Case[]): readonly CaseRecord[] {
  const room = 'room' in place ? rooms.find(({ id }) => id === place.room) : undefined;
  const caseId = 'room' in place ? room?.caseId : place.caseId;
  return cases.find(({ id }) => id === caseId)?.records ?? room?.records ?? [];
}

export function RecordPage({ place, what }: { place: Place; what: What }) {
  const { t } = useWords();
  const { cases, rooms, loaded } = useSnapshot();
  const found = 'room' in place ? rooms.find(({ id }) => id === place.room) : cases.find(({ id }) => id === place.caseId);
  if (!found) return loaded ? <Missing /> : null;
  if (what.kind === 'record') {
    const row = found.recordable.find(({ record }) => record === what.record);
    if (!row || row.missing.length > 0) return <NotNow place={place} title={recordTitle(t, what.record)} missing={row?.missing ?? []} />;
    return <RecordForm place={place} row={row} />;
  }
  const move = found.moves.find(({ to }) => to === what.to);
  if (!move || move.missing.length > 0) return <NotNow place={place} title={moveTitle(t, what.to)} missing={move?.missing ?? []} />;
  return <MoveForm place={place} move={move} />;
}

function NotNow({ place, title, missing }: { place: Place; title: string; missing: readonly Problem[] }) {
  const { t } = useWords();
  const back = backTo(place, useSnapshot().rooms);
  return (
    <Page title={title} windowTitle={t.case_.title} width="text">
      {missing.length === 0 && (
        <Notice kind="info">
          <p>{t.records.notNow}</p>
        </Notice>
      )}
      {missing.map((problem) => (
        <ProblemNotice key={problem.reason + problem.message} problem={problem} title={t.records.notYet} />
      ))}
      <div className="form__actions">
        <ActLink to={back} weight="secondary">
          {back.name === 'room' ? t.records.backToRoom : t.records.back}
        </ActLink>
      </div>
    </Page>
  );
}

interface Answers {
  readonly fields: Readonly<Record<string, string>>;
  readonly text: string;
  readonly texts: Readonly<Record<string, string>>;
}
/** Filled in by the rhythm of the action that is chosen, for the person to change. */
const kNextDue = 'due';
const noAnswers: Answers = { fields: {}, text: '', texts: {} };

function RecordForm({ place, row }: { place: Place; row: Recordable }) {
  const { t } = useWords();
  const words = t.records.kinds[row.record];
  return (
    <AnswerForm
      place={place}
      record={row.record}
      row={row}
      title={recordTitle(t, row.record)}
      lead={words?.lead ?? ''}
      wordsLabel={words?.words ?? t.records.words}
      wordsHint={words?.wordsHint}
      button={t.records.save}
    />
  );
}

function MoveForm({ place, move }: { place: Place; move: CaseMove }) {
  const { t } = useWords();
  const words = t.records.moves[move.to];
  return (
    <AnswerForm
      place={place}
      record="step"
      row={{ fields: move.fields, words: move.words, texts: [] }}
      fixed={{ to: move.to }}
      warnings={move.warnings}
      title={moveTitle(t, move.to)}
      lead={words?.lead ?? t.case_.nextBy[move.to] ?? ''}
      wordsLabel={words?.words ?? t.records.words}
      wordsHint={words?.wordsHint}
      button={words?.button ?? t.records.move}
    />
  );
}

interface AnswerFormProps {
  readonly place: Place;
  readonly record: string;
  readonly row: Pick<Recordable, 'fields' | 'words' | 'texts'>;
  readonly fixed?: Readonly<Record<string, string>>;
  readonly warnings?: readonly Problem[];
  readonly title: string;
  readonly lead: string;
  readonly wordsLabel: string;
  readonly wordsHint: string | undefined;
  readonly button: string;
}

function AnswerForm({ place, record, row, fixed = {}, warnings = [], title, lead, wordsLabel, wordsHint, button }: AnswerFormProps) {
  const { t, dates } = useWords();
  const client = useClient();
  const element = useRef<HTMLFormElement>(null);
  const { rooms, cases } = useSnapshot();
  const back = backTo(place, rooms);
  const records = rooms.flatMap((room) => room.records);
  const of = 'room' in place ? place.room : place.caseId;
  const asked = recordedWhere(place, rooms, cases).findLast((each) => each.record === answeredBy(record));
  const [answers, change, clear] = useFormDraft(`record-${of}-${record}-${fixed.to ?? ''}`, noAnswers);
  const [tried, setTried] = useState(false);
  const { busy, problem, run } = useAction();
  const answer = (name: string): string => answers.fields[name] ?? '';
  const today = dates.today();
  const set = (name: string, value: string): void => {
    const task = records.find(({ id }) => id === value);
    const asked = row.fields.some(({ name: each }) => each === kNextDue) && !answer(kNextDue);
    const due = task === undefined || !asked ? '' : nextDue(task.fields.rhythm ?? '', today);
    change({ fields: { ...answers.fields, [name]: value, ...(due === '' ? {} : { [kNextDue]: due }) } });
  };
  const faultOf = (name: string, type: string): string => {
    if (!answer(name)) return t.required;
    if (type === 'due' && answer(name) < today) return t.records.inThePast;
    return type === 'date' && answer(name) > today ? t.records.inTheFuture : '';
  };
  const textFault = (name: string): string => (answers.texts[name]?.trim() ? '' : t.required);
  const wordsFault = row.words === 'required' && !answers.text.trim() ? t.required : '';

  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setTried(true);
    if (wordsFault || row.texts.some(textFault) || row.fields.some(({ name, type }) => faultOf(name, type))) {
      focusFirstFault(element.current);
      return;
    }
    const fields = { ...fixed, ...Object.fromEntries(row.fields.map(({ name }) => [name, answer(name)])) };
    await run(
      () => {
        const text = answers.text.trim();
        const texts = Object.fromEntries(row.texts.map((name) => [name, answers.texts[name]?.trim() ?? '']));
        return 'room' in place
          ? client.recordInRoom(place.room, record, fields, text, texts)
          : client.record(place.caseId, record, fields, text, texts);
      },
      () => {
        clear();
        navigate(back, 'replace');
      },
    );
  };

  return (
    <Page title={title} windowTitle={t.case_.title} lead={lead && <p>{lead}</p>} width="text">
      {asked && <Timeline records={[asked]} title={t.records.about} />}
      <form className="form form--long" ref={element} onSubmit={(event) => void submit(event)} noValidate>
        {warnings.length > 0 && (
          <Notice kind="warning" title={t.records.notComplete}>
            <ul>
              {warnings.map(({ reason, message }) => (
                <li key={reason + message}>{message}</li>
              ))}
            </ul>
          </Notice>
        )}
        {row.fields.length + row.texts.length + (row.words === 'none' ? 0 : 1) > 0 && (
          <section className="panel">
            {row.fields.map((field) => (
              <Answer
                key={field.name}
                field={field}
                label={fieldLabel(t, record, field.name)}
                value={answer(field.name)}
                fault={tried ? faultOf(field.name, field.type) : ''}
                onChange={(value) => set(field.name, value)}
              />
            ))}
            {row.texts.map((name) => (
              <TextAreaField
                key={name}
                label={t.records.kinds[record]?.texts?.[name]?.label ?? name}
                hint={t.records.kinds[record]?.texts?.[name]?.hint ?? ''}
                value={answers.texts[name] ?? ''}
                fault={tried ? textFault(name) : ''}
                rows={4}
                onChange={(text) => change({ texts: { ...answers.texts, [name]: text } })}
              />
            ))}
            {row.words !== 'none' && (
              <TextAreaField
                label={row.words === 'optional' ? `${wordsLabel} (${t.optional})` : wordsLabel}
                hint={wordsHint ?? t.records.wordsHint}
                value={answers.text}
                fault={tried ? wordsFault : ''}
                rows={6}
                onChange={(text) => change({ text })}
              />
            )}
          </section>
        )}
        <p className="quiet">{'room' in place ? t.records.whoSeesInRoom : t.records.whoSees}</p>
        <ProblemNotice problem={problem} title={t.records.notRecorded} />
        <div className="form__actions">
          <Act type="submit" busy={busy} busyLabel={t.records.saving}>
            {button}
          </Act>
          <Act weight="subtle" onClick={() => navigate(back)}>
            {t.cancel}
          </Act>
        </div>
      </form>
    </Page>
  );
}

interface AnswerProps {
  readonly field: RecordField;
  readonly label: string;
  readonly value: string;
  readonly fault: string;
  readonly onChange: (value: string) => void;
}

function Answer({ field: { type, values, options }, label, value, fault, onChange }: AnswerProps) {
  const { t } = useWords();
  if (type === 'date' || type === 'due') return <TextField type="date" label={label} value={value} fault={fault} onChange={onChange} />;
  const choices = type === 'choice' ? values.map((each) => ({ value: each, label: valueLabel(t, each) })) : options;
  return (
    <Radios layout={type === 'choice' ? 'row' : 'cards'} legend={label} value={value} fault={fault} options={choices} onChange={onChange} />
  );
}
