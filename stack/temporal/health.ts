import { connect as connectHttp2 } from 'node:http2';
import { connect } from 'node:net';

const SERVICE = 'temporal.api.workflowservice.v1.WorkflowService';
const SERVING = 1;

/** Asks a Temporal server by the standard gRPC health check whether it takes requests. */
export function isServing(address: string, withinMs = 1000): Promise<boolean> {
  return new Promise((resolve) => {
    const session = connectHttp2(`http://${address}`);
    const answer = (serving: boolean) => {
      session.destroy();
      resolve(serving);
    };
    session.once('error', () => answer(false));
    session.setTimeout(withinMs, () => answer(false));
    const call = session.request({
      ':method': 'POST',
      ':path': '/grpc.health.v1.Health/Check',
      'content-type': 'application/grpc',
      te: 'trailers',
    });
    const parts: Buffer[] = [];
    call.on('error', () => answer(false));
    call.on('data', (part: Buffer) => parts.push(part));
    call.on('end', () => answer(isServingAnswer(Buffer.concat(parts))));
    call.end(question());
  });
}

/** Whether anything listens at an address, which is all that can be asked of a server that may want credentials. */
export function isReachable(address: string, withinMs = 3000): Promise<boolean> {
  const { hostname, port } = new URL(`tcp://${address}`);
  return new Promise((resolve) => {
    const socket = connect({ host: hostname, port: Number(port || 7233), timeout: withinMs });
    const answer = (reachable: boolean) => {
      socket.destroy();
      resolve(reachable);
    };
    socket.once('connect', () => answer(true));
    socket.once('timeout', () => answer(false));
    socket.once('error', () => answer(false));
  });
}

/** `HealthCheckRequest { service }` in a gRPC frame: one flag byte, four of length, then field 1 as a string. */
function question(): Buffer {
  const message = Buffer.from([0x0a, SERVICE.length, ...Buffer.from(SERVICE)]);
  const head = Buffer.alloc(5);
  head.writeUInt32BE(message.length, 1);
  return Buffer.concat([head, message]);
}

/** `HealthCheckResponse { status }`: field 1 as a number, after the frame's five bytes. */
const isServingAnswer = (frame: Buffer) => frame.length >= 7 && frame[5] === 0x08 && frame[6] === SERVING;
