// Reads calendar files with an iCalendar parser that somebody else wrote, and proves that a calendar would show what the letter says.
// usage: node calendar.mjs USHER MEETINGS, in a folder with npm's ical.js; MEETINGS holds a changed copy of the meeting, revision 1.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import ICAL from 'ical.js';

const [usher, meetings] = process.argv.slice(2);
const languages = ['ar', 'en', 'es', 'fr', 'ru', 'zh'];
const now = ['--now', '2021-11-10T09:00:00Z'];

function read(...args) {
  const text = execFileSync(usher, ['calendar', ...now, ...args], { encoding: 'utf8' });
  for (const line of text.split('\r\n')) {
    assert.ok(Buffer.byteLength(line) <= 75, `a line of more than 75 bytes: ${line}`);
    assert.ok(!line.includes('\n'), `a line ends without CR: ${line}`);
  }
  ICAL.TimezoneService.reset();
  const calendar = new ICAL.Component(ICAL.parse(text));
  for (const zone of calendar.getAllSubcomponents('vtimezone')) ICAL.TimezoneService.register(zone);
  assert.equal(calendar.getFirstPropertyValue('version'), '2.0');
  assert.ok(calendar.getFirstPropertyValue('prodid'));
  const events = new Map();
  for (const component of calendar.getAllSubcomponents('vevent')) {
    const event = new ICAL.Event(component);
    assert.ok(!events.has(event.uid), `${event.uid} stands twice`);
    assert.ok(event.summary && event.description && component.getFirstPropertyValue('dtstamp'));
    events.set(event.uid, event);
  }
  return events;
}

const id = (entry) => `${entry}@itu-t-sg11-2021-12`;
const local = (time, timeZone) =>
  time.toJSDate().toLocaleString('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' });

for (const lang of languages) {
  const events = read('--lang', lang);
  assert.equal(events.size, 8);
  const opening = events.get(id('session.opening-plenary'));
  assert.deepEqual(
    ['Europe/Zurich', 'Asia/Tokyo', 'America/New_York', 'Asia/Kathmandu', 'Pacific/Auckland'].map((zone) => local(opening.startDate, zone)),
    ['2021-12-01 12:00', '2021-12-01 20:00', '2021-12-01 06:00', '2021-12-01 16:45', '2021-12-02 00:00'],
  );
  const training = events.get(id('session.bsg-training'));
  assert.equal(local(training.startDate, 'Pacific/Auckland'), '2021-12-01 02:00');
  assert.equal(local(training.endDate, 'Asia/Kathmandu'), '2021-11-30 20:45');
  for (const [entry, first, after] of [
    ['session.newcomers', '2021-12-01', '2021-12-04'],
    ['session.closing-plenary', '2021-12-10', '2021-12-11'],
    ['deadline.translation', '2021-10-01', '2021-10-02'],
    ['deadline.contributions', '2021-11-18', '2021-11-19'],
  ]) {
    const event = events.get(id(entry));
    assert.ok(event.startDate.isDate, `${entry} has an hour`);
    assert.deepEqual([event.startDate.toString(), event.endDate.toString()], [first, after]);
    assert.equal(event.component.getAllSubcomponents('valarm').length, 0);
  }
}

// An alarm is there when it is asked for, on deadlines alone.
for (const [uid, event] of read('--alarm', '3')) {
  const alarms = event.component.getAllSubcomponents('valarm');
  assert.equal(alarms.length, uid.startsWith('deadline.') ? 1 : 0, uid);
  if (alarms.length) assert.equal(alarms[0].getFirstPropertyValue('trigger').toSeconds(), -3 * 24 * 3600);
}

// One entry alone, and another body's event by name.
assert.deepEqual([...read('opening-plenary', 'casc').keys()], [id('session.opening-plenary'), id('event.casc')]);

// A changed meeting updates what was imported: the same UIDs, a higher SEQUENCE, the new hour.
const before = read();
const after = read('--meetings', meetings);
assert.deepEqual([...after.keys()], [...before.keys()]);
for (const [uid, event] of after) assert.ok(event.sequence > before.get(uid).sequence, uid);
assert.equal(local(after.get(id('session.opening-plenary')).startDate, 'Europe/Zurich'), '2021-12-01 13:00');
console.log('calendar files: read, right in five zones, updated and not doubled');
