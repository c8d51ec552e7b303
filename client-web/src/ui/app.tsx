// SPDX-License-Identifier: EUPL-1.2
// Which screen is shown: first by how far the person is in, then by the address.
import { passesOn } from '../state/functies';
import type { BeraadClient } from '../state/model';
import { People } from './accounts/people';
import { AskGemeente } from './cases/ask_gemeente';
import { CasePage } from './cases/case_page';
import { FamilyRoom } from './cases/family_room';
import { MakeKnown } from './cases/make_known';
import { ContinueCase, NewCase } from './cases/new_case';
import { OpenRoom } from './cases/open_room';
import { RecordPage } from './cases/record_page';
import { ClientProvider, useMe, useSnapshot } from './client_context';
import { deskOf } from './facts';
import { Enrol } from './gate/enrol';
import { Recover } from './gate/recover';
import { ReplacePassphrase } from './gate/replace_passphrase';
import { SignIn } from './gate/sign_in';
import { Starting } from './gate/starting';
import { Unlock } from './gate/unlock';
import { FailureBoundary } from './parts/failure_boundary';
import { DeclareRelation } from './room/declare_relation';
import { MinutesPage } from './room/minutes_page';
import { RoomPage } from './room/room_page';
import { RoomPeople } from './room/room_people';
import { pathOf, type Route, useRoute } from './router';
import { Missing } from './shell/missing';
import { Settings } from './shell/settings';
import { Shell } from './shell/shell';
import { WordsProvider } from './words/words';
import { Consultations } from './work/consultations';
import { FollowUpPage } from './work/follow_up_page';
import { GuestDesk } from './work/guest_desk';
import { InvitationPage } from './work/invitation_page';
import { MyCases } from './work/my_cases';
import { NothingHere } from './work/nothing_here';
import { PartnerDesk } from './work/partner_desk';
import { PassOn } from './work/pass_on';
import { StandInPage } from './work/stand_in_page';

export function App({ client }: { client: BeraadClient }) {
  return (
    <ClientProvider client={client}>
      <Screens />
    </ClientProvider>
  );
}

function Screens() {
  const { screen, lang, me } = useSnapshot();
  const route = useRoute();
  return (
    <WordsProvider lang={lang}>
      <FailureBoundary>{screen === 'signed_in' && me ? <Inside route={route} /> : <Gate route={route} />}</FailureBoundary>
    </WordsProvider>
  );
}

function Gate({ route }: { route: Route }) {
  const { screen } = useSnapshot();
  // Signed in, and the server has not yet said as whom: the vault is open, the first greeting is under way.
  if (screen === 'starting' || screen === 'signed_in') return <Starting />;
  if (screen === 'locked') return <Unlock />;
  if (screen === 'replaced_passphrase_needed') return <ReplacePassphrase />;
  if (route.name === 'enrol') return <Enrol />;
  if (route.name === 'recover') return <Recover />;
  return <SignIn />;
}

function Inside({ route }: { route: Route }) {
  const inRoom = route.name === 'room' || route.name === 'new_thread';
  return (
    <Shell fill={inRoom}>
      <Screen route={route} />
    </Shell>
  );
}

function Screen({ route }: { route: Route }) {
  const me = useMe();
  const desk = deskOf(me);
  const school = desk === 'school';
  switch (route.name) {
    case 'home':
    case 'enrol':
    case 'recover':
      return <Home />;
    case 'settings':
      return <Settings />;
    case 'new_case':
      return school ? <NewCase /> : <Missing />;
    case 'case':
      return <CasePage key={route.caseId} caseId={route.caseId} />;
    case 'continue_case':
      return school ? <ContinueCase key={route.caseId} caseId={route.caseId} /> : <Missing />;
    case 'start_consult':
      return school ? <AskGemeente key={pathOf(route)} caseId={route.caseId} kind="consult" /> : <Missing />;
    case 'start_report':
      return school ? <AskGemeente key={pathOf(route)} caseId={route.caseId} kind="melding" /> : <Missing />;
    case 'record':
      return <RecordPage key={pathOf(route)} place={{ caseId: route.caseId }} what={{ kind: 'record', record: route.record }} />;
    case 'move':
      return <RecordPage key={pathOf(route)} place={{ caseId: route.caseId }} what={{ kind: 'move', to: route.to }} />;
    case 'room_record':
      return <RecordPage key={pathOf(route)} place={{ room: route.room }} what={{ kind: 'record', record: route.record }} />;
    case 'room_move':
      return <RecordPage key={pathOf(route)} place={{ room: route.room }} what={{ kind: 'move', to: route.to }} />;
    case 'room':
      return <RoomPage key={route.room} roomId={route.room} pane={{ kind: 'thread', thread: route.thread }} />;
    case 'new_thread':
      return <RoomPage key={route.room} roomId={route.room} pane={{ kind: 'new' }} />;
    case 'make_known':
      return school ? <MakeKnown key={route.caseId} caseId={route.caseId} /> : <Missing />;
    case 'family':
      return school ? <FamilyRoom key={route.caseId} caseId={route.caseId} /> : <Missing />;
    case 'open_room':
      return <OpenRoom key={pathOf(route)} caseId={route.caseId} kind={route.kind} />;
    case 'room_people':
      return <RoomPeople key={route.room} roomId={route.room} />;
    case 'minutes':
      return <MinutesPage key={route.room} roomId={route.room} />;
    case 'follow_up':
      return desk === 'guest' || desk === 'beheerder' || desk === 'none' ? <Missing /> : <FollowUpPage />;
    case 'stand_in':
      return desk === 'guest' || desk === 'beheerder' || desk === 'none' ? <Missing /> : <StandInPage />;
    case 'pass_on':
      return passesOn(me) ? <PassOn /> : <Missing />;
    case 'relation':
      return <DeclareRelation key={route.room} roomId={route.room} />;
    case 'invitation':
      return <InvitationPage key={route.room} room={route.room} />;
    case 'people':
      return desk === 'beheerder' ? <People /> : <Missing />;
    case 'missing':
      return <Missing />;
  }
}

function Home() {
  switch (deskOf(useMe())) {
    case 'school':
      return <MyCases />;
    case 'consulted':
      return <Consultations />;
    case 'beheerder':
      return <People />;
    case 'partner':
      return <PartnerDesk />;
    case 'guest':
      return <GuestDesk />;
    case 'none':
      return <NothingHere />;
  }
}
