/** Digits that every division at or under this one begins with: 430000 → 43, 610300 → 6103, 532626 → 532626. */
export const divisionPrefix = (code: string): string => code.replace(/^(\d{2})0{4}$/, '$1').replace(/^(\d{4})0{2}$/, '$1');

/** Whether `inner` lies at or under `outer`. Nothing lies within no division. */
export const within = (inner: string, outer: string): boolean => outer !== '' && inner.startsWith(divisionPrefix(outer));
