export function clock(millis: number): string {
  return new Date(millis).toLocaleTimeString('en-GB');
}

/** `12 s ago`, and after an hour the time of day. */
export function since(millis: number, now = Date.now()): string {
  const seconds = Math.max(0, Math.round((now - millis) / 1000));
  return seconds < 60 ? `${seconds} s ago` : seconds < 3600 ? `${Math.round(seconds / 60)} min ago` : `at ${clock(millis)}`;
}

export function until(millis: number, now: number): string {
  const seconds = Math.ceil((millis - now) / 1000);
  return seconds > 0 ? `in ${seconds} s` : 'now';
}
