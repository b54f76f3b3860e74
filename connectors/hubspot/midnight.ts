const DAY = 24 * 60 * 60 * 1000;

/** The next midnight of a time zone, by which HubSpot counts days; `undefined` when the zone is not known. */
export function nextMidnight(now: Date, timeZone: string | undefined): Date | undefined {
  if (timeZone === undefined) {
    return undefined;
  }
  try {
    const candidate = now.getTime() + DAY - timeOfDay(now, timeZone);
    // On the day the clocks change, this is an hour beside it.
    const beside = timeOfDay(new Date(candidate), timeZone);
    return new Date(beside > DAY / 2 ? candidate + DAY - beside : candidate - beside);
  } catch (error) {
    if (error instanceof RangeError) {
      return undefined;
    }
    throw error;
  }
}

/** Milliseconds since midnight on the clocks of the zone. */
function timeOfDay(at: Date, timeZone: string): number {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hourCycle: 'h23',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  const part = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
  const seconds = ((part['hour'] ?? 0) * 60 + (part['minute'] ?? 0)) * 60 + (part['second'] ?? 0);
  return seconds * 1000 + at.getMilliseconds();
}
