import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { getParked } from '../api/console.js';
import type { ParkedMessage } from '../api/types.js';
import { RawDialog } from '../ui/json-view.js';

interface ParkedDetailProps {
  message: ParkedMessage | null;
  onClose: () => void;
}

/** A parked message with its content, fetched when somebody wants to read it. */
export function ParkedDetail({ message, onClose }: ParkedDetailProps): ReactNode {
  const detail = useQuery({
    queryKey: ['parked', 'one', message?.service, message?.id],
    queryFn: () => getParked({ id: message?.id ?? '', service: message?.service ?? '' }),
    enabled: message !== null,
  });
  return <RawDialog title={message?.type ?? ''} value={message ? (detail.data ?? message) : null} onClose={onClose} />;
}
