import os from 'node:os';
import path from 'node:path';
import { z } from 'zod';
import { keyRing } from './key-ring.ts';
import { root } from './root.ts';

/** Everything that can be set from outside. Unset means: use the embedded default. */
export interface Config {
  port: number;
  /** Whether someone asked for this very port; else the next free one will do. */
  portIsExplicit: boolean;
  databaseUrl?: string;
  temporalAddress?: string;
  temporalNamespace: string;
  /** Origin of the Temporal UI, such as http://localhost:8233: its pages may ask the API to decode payloads. */
  temporalUiOrigin?: string;
  /** Where data, logs and keys of the embedded parts lie. */
  dataDir: string;
  /** Where downloaded programs are kept for every checkout on this machine. */
  cacheDir: string;
  temporalCliPath?: string;
  temporalTestServerPath?: string;
  /** Encryption keys; the first is used for writing, all for reading. */
  keys?: { id: string; key: Buffer }[];
  demoPassword?: string;
  s3?: { endpoint?: string; region: string; bucket: string; accessKeyId: string; secretAccessKey: string };
  /** The virus scanner: host:port, or the path of a socket. */
  clamdAddress?: string;
  smtpUrl?: string;
  /** Private networks that webhooks may reach, as `10.20.0.0/16,127.0.0.1`; none by default. */
  webhookNetworks: string;
  /** Where people outside reach this office, without a path: for links in letters and on documents, and over https cookies travel under TLS only. */
  publicUrl?: string;
  oidc?: OidcConfig;
  /** The certificate with its chain and its key: the API speaks HTTPS itself. */
  tls?: { certFile: string; keyFile: string };
  /** Whose word about a caller's address is taken: addresses, ranges, or `loopback`, `linklocal`, `uniquelocal`. */
  trustedProxies: string[];
  /** Roles for which a password alone is not enough. */
  secondFactorFor: ('leader' | 'discipline' | 'admin')[];
}

/** Where this office is reached: its public address, or this machine's when it has none. */
export const baseUrlOf = ({ publicUrl, port }: Pick<Config, 'publicUrl' | 'port'>): string => publicUrl ?? `http://localhost:${port}`;

/** The sign-in of the bureau itself, and how its claims say who somebody is here. */
export interface OidcConfig {
  issuer: string;
  clientId: string;
  clientSecret: string;
  /** What the button says. */
  name: string;
  scopes: string[];
  claims: { role: string; division: string; institution: string; organisation: string };
  /** Values of the role claim and the roles they stand for; without any, a value is the role. The first that fits, in this order, holds. */
  roles: Record<string, string>;
  /** The same for divisions. */
  divisions: Record<string, string>;
}

/** The environment says something that cannot be used. Names every variable and why. */
export class EnvironmentError extends Error {
  constructor(problems: string[]) {
    super(`The environment cannot be used:\n${problems.map((problem) => `  ${problem}`).join('\n')}`);
    this.name = 'EnvironmentError';
  }
}

const urlOf = (...protocols: string[]) =>
  z.string().refine((value) => protocols.some((protocol) => URL.canParse(value) && new URL(value).protocol === `${protocol}:`), {
    error: `must be an address that starts with ${protocols.map((protocol) => `${protocol}://`).join(' or ')}`,
  });
const port = z
  .string()
  .regex(/^\d{1,5}$/, 'must be a port number')
  .transform(Number)
  .refine((value) => value > 0 && value < 65536, 'must be between 1 and 65535');
/** A file or a folder. */
const location = z.string().transform((value) => path.resolve(value));

const list = z
  .string()
  .default('')
  .transform((value) => value.split(/[\s,]+/).filter(Boolean));
/** `value=meaning` pairs, separated by commas. */
const mapping = z
  .string()
  .default('')
  .transform((value) => value.split(',').filter((pair) => pair.trim() !== ''))
  .refine((pairs) => pairs.every((pair) => /^[^=]+=[^=]+$/.test(pair)), 'must be pairs such as 科长=supervisor,经办=caseworker')
  .transform((pairs) => Object.fromEntries(pairs.map((pair) => pair.split('=').map((part) => part.trim()))) as Record<string, string>);

const Environment = z.object({
  PORT: port.optional(),
  DATABASE_URL: urlOf('postgresql', 'postgres').optional(),
  TEMPORAL_ADDRESS: z
    .string()
    .regex(/^[^\s:/]+:\d{1,5}$/, 'must be host:port, such as temporal.example:7233')
    .optional(),
  TEMPORAL_NAMESPACE: z.string().default('default'),
  TEMPORAL_UI_ORIGIN: urlOf('https', 'http')
    .transform((value) => new URL(value).origin)
    .optional(),
  TEMPORAL_CLI_PATH: location.optional(),
  TEMPORAL_TEST_SERVER_PATH: location.optional(),
  ANLAO_DATA_DIR: location.default(path.join(root, '.anlao')),
  ANLAO_CACHE_DIR: location.default(path.join(os.homedir(), '.cache', 'anlao', 'bin')),
  ANLAO_KEYS: keyRing.optional(),
  ANLAO_DEMO_PASSWORD: z.string().min(8, 'must have at least 8 characters').optional(),
  S3_ENDPOINT: urlOf('https', 'http').optional(),
  S3_REGION: z.string().default('us-east-1'),
  S3_BUCKET: z.string().optional(),
  S3_ACCESS_KEY_ID: z.string().optional(),
  S3_SECRET_ACCESS_KEY: z.string().optional(),
  CLAMD_ADDRESS: z
    .string()
    .regex(/^([^\s:/]+:\d{1,5}|\/\S+)$/, 'must be host:port, or the path of a socket')
    .optional(),
  SMTP_URL: urlOf('smtp', 'smtps').optional(),
  ANLAO_WEBHOOK_NETWORKS: z
    .string()
    .regex(/^[\s\d.:/a-fA-F,]*$/, 'must be networks such as 10.20.0.0/16,192.168.3.4')
    .default(''),
  OIDC_ISSUER: urlOf('https', 'http').optional(),
  OIDC_CLIENT_ID: z.string().optional(),
  OIDC_CLIENT_SECRET: z.string().optional(),
  OIDC_NAME: z.string().default('统一身份认证'),
  OIDC_SCOPES: z
    .string()
    .default('openid profile')
    .transform((value) => value.split(/[\s,]+/).filter(Boolean)),
  OIDC_ROLE_CLAIM: z.string().default('roles'),
  OIDC_DIVISION_CLAIM: z.string().default('division'),
  OIDC_INSTITUTION_CLAIM: z.string().default('institution'),
  OIDC_ORGANISATION_CLAIM: z.string().default('organisation'),
  OIDC_ROLES: mapping,
  OIDC_DIVISIONS: mapping,
  ANLAO_PUBLIC_URL: urlOf('https', 'http')
    .refine((value) => new URL(value).pathname === '/', 'must have no path')
    .transform((value) => new URL(value).origin)
    .optional(),
  TLS_CERT_FILE: location.optional(),
  TLS_KEY_FILE: location.optional(),
  ANLAO_TRUSTED_PROXIES: list,
  ANLAO_SECOND_FACTOR: list.pipe(z.array(z.enum(['leader', 'discipline', 'admin'], 'must name some of leader, discipline and admin'))),
});
type Environment = z.infer<typeof Environment>;

/** The names of all variables that are read; docs/configuration.md says of each what it sets. */
export const VARIABLES = Object.keys(Environment.shape);

/** Reads the environment once, at the entry of a process; throws one error that names everything wrong with it. */
export function readConfig(variables: NodeJS.ProcessEnv): Config {
  const given = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ''));
  const parsed = Environment.safeParse(given);
  if (!parsed.success) throw new EnvironmentError(parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`));
  const env = parsed.data;
  return {
    port: env.PORT ?? 3000,
    portIsExplicit: env.PORT !== undefined,
    databaseUrl: env.DATABASE_URL,
    temporalAddress: env.TEMPORAL_ADDRESS,
    temporalNamespace: env.TEMPORAL_NAMESPACE,
    temporalUiOrigin: env.TEMPORAL_UI_ORIGIN,
    dataDir: env.ANLAO_DATA_DIR,
    cacheDir: env.ANLAO_CACHE_DIR,
    temporalCliPath: env.TEMPORAL_CLI_PATH,
    temporalTestServerPath: env.TEMPORAL_TEST_SERVER_PATH,
    keys: env.ANLAO_KEYS,
    demoPassword: env.ANLAO_DEMO_PASSWORD,
    s3: s3Of(env),
    clamdAddress: env.CLAMD_ADDRESS,
    smtpUrl: env.SMTP_URL,
    webhookNetworks: env.ANLAO_WEBHOOK_NETWORKS,
    publicUrl: env.ANLAO_PUBLIC_URL,
    oidc: oidcOf(env),
    tls: tlsOf(env),
    trustedProxies: env.ANLAO_TRUSTED_PROXIES,
    secondFactorFor: env.ANLAO_SECOND_FACTOR,
  };
}

function s3Of({ S3_BUCKET, S3_ACCESS_KEY_ID, S3_SECRET_ACCESS_KEY, S3_ENDPOINT, S3_REGION }: Environment): Config['s3'] {
  const whole = allOrNone({ S3_BUCKET, S3_ACCESS_KEY_ID, S3_SECRET_ACCESS_KEY });
  if (whole === undefined) return undefined;
  const { S3_BUCKET: bucket, S3_ACCESS_KEY_ID: accessKeyId, S3_SECRET_ACCESS_KEY: secretAccessKey } = whole;
  return { endpoint: S3_ENDPOINT, region: S3_REGION, bucket, accessKeyId, secretAccessKey };
}

/** People reach it under the name in the certificate: cookies, HSTS and links go by that address. */
function tlsOf({ TLS_CERT_FILE, TLS_KEY_FILE, ANLAO_PUBLIC_URL }: Environment): Config['tls'] {
  const whole = allOrNone({ TLS_CERT_FILE, TLS_KEY_FILE });
  if (whole === undefined) return undefined;
  if (!ANLAO_PUBLIC_URL?.startsWith('https://'))
    throw new EnvironmentError(['ANLAO_PUBLIC_URL must be an address that starts with https:// when TLS_CERT_FILE is set']);
  return { certFile: whole.TLS_CERT_FILE, keyFile: whole.TLS_KEY_FILE };
}

function oidcOf(env: Environment): Config['oidc'] {
  const { OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET } = env;
  const whole = allOrNone({ OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET });
  if (whole === undefined) return undefined;
  return {
    issuer: whole.OIDC_ISSUER,
    clientId: whole.OIDC_CLIENT_ID,
    clientSecret: whole.OIDC_CLIENT_SECRET,
    name: env.OIDC_NAME,
    scopes: env.OIDC_SCOPES,
    claims: {
      role: env.OIDC_ROLE_CLAIM,
      division: env.OIDC_DIVISION_CLAIM,
      institution: env.OIDC_INSTITUTION_CLAIM,
      organisation: env.OIDC_ORGANISATION_CLAIM,
    },
    roles: env.OIDC_ROLES,
    divisions: env.OIDC_DIVISIONS,
  };
}

/** Settings that only make sense together: all of them, or nothing when none is set. */
function allOrNone<Name extends string>(settings: Record<Name, string | undefined>): Record<Name, string> | undefined {
  if (isWhole(settings)) return settings;
  const names = Object.entries(settings);
  const missing = names.filter(([, value]) => value === undefined);
  if (missing.length === names.length) return undefined;
  throw new EnvironmentError(missing.map(([name]) => `${name} is missing, while others that belong to it are set`));
}

const isWhole = <Name extends string>(settings: Record<Name, string | undefined>): settings is Record<Name, string> =>
  Object.values(settings).every((value) => value !== undefined);
