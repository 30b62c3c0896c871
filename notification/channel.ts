/** One message to one recipient. The key names it for good: whoever sees a key twice has seen the same message. */
export interface Message {
  key: string;
  to: { address: string };
  subject: string;
  text: string;
  /** What it is about, for receivers that are programs. */
  event?: string;
  caseNo?: string;
  recipient?: string;
  details?: Record<string, unknown>;
}

/** The channel took the message over; what it called the message. */
export interface Sent {
  messageId: string;
}

/** One way to reach people. `send` answers when the next hop has accepted the message and rejects with `DeliveryFailed` when not. */
export interface Channel {
  readonly name: string;
  /** How many messages to one address the service takes in a minute; as many as there are when left out. */
  readonly perMinute?: number;
  send(message: Message): Promise<Sent>;
}

/**
 * What a failure means for the message and for the channel.
 * `refused`: this message will never be taken, a retry changes nothing.
 * `delayed`: this message is not taken now, others may be.
 * `unavailable`: the channel itself is down or wrongly configured, no message gets through.
 */
export type FailureKind = 'refused' | 'delayed' | 'unavailable';

/** A message was not sent, and why; the reason is for the officer who looks at the case. */
export class DeliveryFailed extends Error {
  override readonly name = 'DeliveryFailed';
  readonly kind: FailureKind;
  constructor(kind: FailureKind, reason: string, options?: ErrorOptions) {
    super(reason, options);
    this.kind = kind;
  }
}
