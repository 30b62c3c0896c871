/** Names that programs give themselves; the first that fits counts, because newer ones also claim to be older ones. */
const BROWSERS = [
  ['MicroMessenger', /MicroMessenger/],
  ['Edge', /Edg/],
  ['Firefox', /Firefox/],
  ['Chrome', /Chrome|CriOS/],
  ['Safari', /Safari/],
] as const;
const SYSTEMS = [
  ['HarmonyOS', /HarmonyOS|OpenHarmony/],
  ['Android', /Android/],
  ['iPhone', /iPhone/],
  ['iPad', /iPad/],
  ['Windows', /Windows/],
  ['macOS', /Mac OS X/],
  ['Linux', /Linux/],
] as const;

const named = (names: readonly (readonly [string, RegExp])[], agent: string): string | undefined =>
  names.find(([, fits]) => fits.test(agent))?.[0];

/** What a person would call the device that a browser describes: `Chrome · Android`. Nothing for what is no browser known here. */
export function deviceOf(userAgent: string): string | undefined {
  const parts = [named(BROWSERS, userAgent), named(SYSTEMS, userAgent)].filter((part) => part !== undefined);
  return parts.length === 0 ? undefined : parts.join(' · ');
}
