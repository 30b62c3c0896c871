/** The sanctions (s) of a case (c), as a source beside it. */
export const SANCTIONS = `CROSS JOIN LATERAL jsonb_array_elements(c.file -> 'sanctions') s`;

/** Whether such a sanction lists the institution for joint punishment, in force. */
export const LISTED = `c.file ? 'sanctions' AND s ->> 'measure' = 'jointPunishment' AND s -> 'decision' @> '{"granted": true}' AND NOT s ? 'ended'`;
