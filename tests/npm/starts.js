// Prints, for each calendar given as JSON on standard input, when its dates begin inside a window, as ical.js reads it.
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const ICAL = (await import(pathToFileURL(process.argv[2]))).default;
const { first, last, calendars } = JSON.parse(readFileSync(0, "utf8"));

// Every date of one component and its exceptions; ical.js walks them from the series' first date.
function starts(master, exceptions) {
  const event = new ICAL.Event(master, { exceptions });
  if (!event.isRecurring()) return [event.startDate];
  const found = [];
  const dates = event.iterator();
  for (let next = dates.next(); next && next.toString().slice(0, 10) < last; next = dates.next()) {
    found.push(event.getOccurrenceDetails(next).startDate);
  }
  return found;
}

function read(text) {
  const calendar = new ICAL.Component(ICAL.parse(text));
  for (const zone of calendar.getAllSubcomponents("vtimezone")) ICAL.TimezoneService.register(zone);
  const events = calendar.getAllSubcomponents("vevent");
  const exceptions = events.filter((event) => event.hasProperty("recurrence-id"));
  const of = (master) => exceptions.filter((one) => one.getFirstPropertyValue("uid") === master.getFirstPropertyValue("uid"));
  return events.filter((event) => !event.hasProperty("recurrence-id"))
    .flatMap((master) => starts(master, of(master))).map((start) => start.toString().slice(0, 16))
    .filter((start) => start >= first && start < last).sort();
}

process.stdout.write(JSON.stringify(calendars.map(read)));
