/** Builds the pages into web/dist unless they are there already. @returns whether it had to @throws when the build failed, with what it said */
export function buildWeb(): Promise<boolean>;
