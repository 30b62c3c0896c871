#!/usr/bin/env node
/** The `anlao` command: makes TypeScript readable, then hands over to the commands. */
import { register } from 'tsx/esm/api';

process.env.TZ = 'UTC';
register();
await import('./main.ts');
