import type { ballotKey as ru } from '../ru/ballot-key.js';
import type { Translation } from '../translation.js';

/** The key of a secret vote's box: who holds it, the recovery code, waiting for the key after the vote has ended. */
export const ballotKey = {
  heading: 'Key of the ballot box',
  lead: 'Ballots are encrypted before they reach the disk. Only the key opens them, and people hold it: at least two.',
  holders: 'Who will hold the key',
  ownPage: '{name} (this page)',
  'state.ready': 'ready',
  'state.waits': 'waiting for its confirmation',
  'state.code': 'Recovery code',
  'state.codeKept': 'written down',
  ready: 'The key is ready: {n} hold it.',
  preparing: 'The key is being prepared…',
  alone: 'One more holder is needed. Ask the deputy or the secretary to open their page, or make a recovery code.',
  notKept: 'This browser keeps nothing: once you close the page, its copy of the key is gone.',
  'promise.summary': 'What this protects and what not',
  promise:
    'Without the key nothing ever on the disk links a choice; with a kept key and a backup from before the count it does; who voted, and in what order, an operator can see; an operator who watches the running server at the count, or a page altered by its server, is not excluded.',
  'promise.where':
    'Where one role of the database owns the tables and runs the application, and in the copy that a rehearsal is held on, nothing but triggers keeps the application from removing ballots.',

  'code.make': 'Make a recovery code',
  'code.title': 'Recovery code',
  'code.lead':
    'Whoever knows this code can open the box. It is shown once and sent nowhere: write it down or print it, and keep it apart from this device.',
  'code.copy': 'Copy',
  'code.copied': 'Copied',
  'code.notCopied': 'It could not be copied: select the code and copy it yourself.',
  'code.print': 'Print',
  'code.say': 'To check what you wrote down, enter group {n}',
  'code.done': 'The code is written down',
  'code.differs': 'These are not the groups. Compare what you wrote down with the code.',
  'code.printTitle': 'Recovery code for the key of the ballot box',

  'waits.heading': 'Waiting for the key',
  'waits.ended': 'Voting ended at {time}. No more ballots are taken, and there is no result yet.',
  'waits.giving': 'This page has the key and is sending it by itself.',
  'waits.online': 'A page that is connected now will send the key: {names}.',
  'waits.nobody': 'No holder of the key is connected. It is counted by itself as soon as one of them is back.',
  'waits.heldBy': 'The key is held since {time} by: {names}.',
  'waits.goesOn': 'The session can go on: only its closing waits.',
  'waits.close':
    'The session can be closed after the count: wait for a holder of the key, enter the recovery code, or declare the vote void.',
  'waits.code': 'Recovery code',
  'waits.codeHint': 'Seven groups of four characters.',
  'waits.useCode': 'Open the box by the code',
  'waits.lost': 'The key is lost…',
  'waits.lostAsk':
    'Declare the vote void because nobody has the key? Its ballots will be destroyed, and the question may be put again.',
  'waits.lostAgain': 'This cannot be undone. No holder will be back, and there is no recovery code?',
  'waits.lostNow': 'Declare it void',
  'waits.lostYes': 'Yes, there is no key',

  'fault.code_length': 'The code has seven groups of four characters.',
  'fault.code_letters': 'No code has this character. Check what was written down.',
  'fault.code_mistyped': 'The code is mistyped: check each group.',
  'fault.other': 'This is the code of another key.',

  'held.summary': 'This page holds the key of a ballot box: {text}',
  'held.lead': 'It will send it by itself once voting has ended. A copy can be passed on to another page.',
  'held.pass': 'Pass a copy on',
  'held.passTo': 'Pass a copy of the key on: {name}',
  'held.nobody': 'No other page that could take a copy is connected now.',
} satisfies Translation<typeof ru>;
