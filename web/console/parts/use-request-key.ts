import { useRef } from 'react';
import { newKey } from '../../api/client.ts';

/** The idempotency key of what is about to be sent: the same for as long as the same is sent, however often; another once it was changed. */
export function useRequestKey<T>(): (said: T) => string {
  const sent = useRef<{ said: T; key: string }>(undefined);
  return (said) => {
    if (sent.current?.said !== said) sent.current = { said, key: newKey() };
    return sent.current.key;
  };
}
