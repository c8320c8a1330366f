import { Button, Textarea } from '@mantine/core';
import type { UseMutationResult } from '@tanstack/react-query';
import { type ReactNode, useRef, useState } from 'react';
import { writeMessage } from '../api/complaints.js';
import type { Complaint, ComplaintThread } from '../api/types.js';
import { useI18n } from '../i18n/i18n.js';
import { useSupplierNames } from '../suppliers/use-suppliers.js';
import { Icon } from '../ui/icon.js';
import { newReference } from '../ui/reference.js';
import { problemText } from '../ui/states.js';
import { TEXT_MAX, unfilledPlaces, withMacro } from './complaint-facts.js';
import classes from './complaint.module.css';
import { MacroMenu } from './macro-menu.js';
import { type ComplaintProps, isChangedMeanwhile, useComplaintChange } from './use-complaint.js';
import type { Drafts } from './use-drafts.js';

interface ComposerProps extends ComplaintProps {
  drafts: Drafts;
  isSupplier: boolean;
  /** The thread that is looked at; undefined: all of them. */
  shown: ComplaintThread | undefined;
}

/** Whom somebody may write to now. */
function threadsOf(complaint: Complaint, isSupplier: boolean): ComplaintThread[] {
  if (isSupplier) return ['supplier'];
  return complaint.supplierId === null ? ['customer', 'internal'] : ['customer', 'supplier', 'internal'];
}

interface Writing {
  thread: ComplaintThread;
  text: string;
  write: (text: string) => void;
  send: UseMutationResult<Complaint, Error, void>;
  /** Something happened that the person has not read. */
  isBehind: boolean;
  isReady: boolean;
  wasSent: boolean;
}

/** One message on its way from the first letter until it is sent. */
function useWriting({ complaint, seen, onSeen, drafts }: ComposerProps, thread: ComplaintThread): Writing {
  const [wasSent, setWasSent] = useState(false);
  const text = drafts.of(thread);
  const reference = useReference(thread, text);
  const send = useComplaintChange(
    complaint.id,
    () => writeMessage(seen, { thread, text }, reference),
    (fresh) => {
      drafts.write(thread, '');
      setWasSent(true);
      onSeen(fresh);
    },
  );
  const isBehind = complaint.revision !== seen.revision || isChangedMeanwhile(send.error);
  return {
    ...{ thread, text, send, isBehind, wasSent },
    isReady: text.trim() !== '' && text.length <= TEXT_MAX && !isBehind && !send.isPending,
    write: (next) => {
      setWasSent(false);
      drafts.write(thread, next);
    },
  };
}

/** Writes to one of the threads. What is typed is never lost: not by a reload, nor when somebody else was faster. */
export function Composer(props: ComposerProps): ReactNode {
  const { t } = useI18n();
  const { complaint, isSupplier, shown } = props;
  const threads = threadsOf(complaint, isSupplier);
  const [chosen, setChosen] = useState<ComplaintThread>('customer');
  const field = useRef<HTMLTextAreaElement>(null);
  const thread = threads.find((one) => one === (shown ?? chosen)) ?? threads[0] ?? 'internal';
  const writing = useWriting(props, thread);
  const { text, write, send } = writing;
  const tooMany = text.length - TEXT_MAX;
  const run = (): void => {
    if (writing.isReady) send.mutate();
  };
  const insert = (macro: string): void => {
    const at = field.current;
    write(withMacro(text, macro, at?.selectionStart ?? text.length, at?.selectionEnd ?? text.length));
    at?.focus();
  };
  return (
    <form
      className={classes['composer']}
      onSubmit={(event) => {
        event.preventDefault();
        run();
      }}
    >
      <ThreadChoice {...{ threads, thread, complaint }} onChoose={setChosen} isFixed={shown !== undefined} />
      <Textarea
        ref={field}
        label={t('complaint.write.text')}
        description={<Effect complaint={complaint} thread={thread} isSupplier={isSupplier} />}
        minRows={4}
        maxRows={16}
        autosize
        value={text}
        onChange={(event) => write(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) run();
        }}
        error={tooMany > 0 ? t('complaint.write.too-long', { count: tooMany }) : undefined}
      />
      <Unfilled text={text} />
      <Notices writing={writing} onRead={() => props.onSeen(complaint)} />
      <SendBar writing={writing} complaintId={complaint.id} isSupplier={isSupplier} onMacro={insert} />
    </form>
  );
}

/** What stands between the text and its reader. */
function Notices({ writing, onRead }: { writing: Writing; onRead: () => void }): ReactNode {
  const { t, word } = useI18n();
  const { send, text, isBehind } = writing;
  if (isBehind && text !== '')
    return (
      <div role="alert" className={classes['meanwhile']}>
        <Icon name="alert" size={14} />
        <p>{t('complaint.meanwhile')}</p>
        <Button
          onClick={() => {
            send.reset();
            onRead();
          }}
        >
          {t('complaint.meanwhile.read')}
        </Button>
      </div>
    );
  if (!send.isError) return null;
  return (
    <p role="alert" className="tone-bad">
      {problemText(send.error, word)}
    </p>
  );
}

interface SendBarProps {
  writing: Writing;
  complaintId: string;
  isSupplier: boolean;
  onMacro: (text: string) => void;
}

function SendBar({ writing, complaintId, isSupplier, onMacro }: SendBarProps): ReactNode {
  const { t } = useI18n();
  const { text, thread, send, wasSent } = writing;
  return (
    <div className={classes['send']}>
      <Button type="submit" variant="filled" loading={send.isPending} disabled={!writing.isReady}>
        {t(`complaint.write.send.${isSupplier ? 'own' : thread}`)}
      </Button>
      {isSupplier ? null : <MacroMenu complaintId={complaintId} onChoose={onMacro} />}
      <span role="status" className="quiet">
        {wasSent ? t('complaint.write.sent') : text === '' ? null : t('complaint.write.draft')}
      </span>
    </div>
  );
}

/** One name per text: sent twice it is one message, changed it is another. */
function useReference(thread: ComplaintThread, text: string): string {
  const [named, setNamed] = useState(() => ({ thread, text, reference: newReference() }));
  if (named.thread !== thread || named.text !== text) setNamed({ thread, text, reference: newReference() });
  return named.reference;
}

function Unfilled({ text }: { text: string }): ReactNode {
  const { t } = useI18n();
  const places = unfilledPlaces(text);
  if (places.length === 0) return null;
  return (
    <p className="tone-wait">
      <Icon name="alert" size={12} /> {t('complaint.write.unfilled', { places: places.join(', ') })}
    </p>
  );
}

interface ThreadChoiceProps {
  threads: readonly ComplaintThread[];
  thread: ComplaintThread;
  complaint: Complaint;
  onChoose: (thread: ComplaintThread) => void;
  /** The thread that is looked at is written to. */
  isFixed: boolean;
}

function ThreadChoice({ threads, thread, complaint, onChoose, isFixed }: ThreadChoiceProps): ReactNode {
  const { t } = useI18n();
  const supplierName = useSupplierNames(threads.length > 1);
  if (threads.length < 2) return null;
  const nameOf = (one: ComplaintThread): string =>
    t(`complaint.write.${one}`, { name: complaint.supplierId === null ? '' : supplierName(complaint.supplierId) });
  return (
    <div className={classes['choice']} role="radiogroup" aria-label={t('complaint.write.to')}>
      {(isFixed ? [thread] : threads).map((one) => (
        <label key={one}>
          <input type="radio" name="thread" checked={one === thread} onChange={() => onChoose(one)} /> {nameOf(one)}
        </label>
      ))}
    </div>
  );
}

/** Who will read it, before it is sent. */
function Effect({
  complaint,
  thread,
  isSupplier,
}: {
  complaint: Complaint;
  thread: ComplaintThread;
  isSupplier: boolean;
}): ReactNode {
  const { t } = useI18n();
  if (isSupplier) return t('complaint.write.supplier.own');
  if (thread === 'customer' && complaint.firstAnsweredAt === null) return t('complaint.write.customer.effect-first');
  return t(`complaint.write.${thread}.effect`);
}
